"""What the accounts of all people bring to the product."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jujiao.company.accounts.personal_data import personal_data
from jujiao.company.accounts.recorded import COLUMNS, TABLES
from jujiao.company.accounts.subjects import ACCOUNT
from jujiao.kernel.chapters import Chapter, Menu, Place

CHAPTER = Chapter(
    key="accounts",
    subjects=(ACCOUNT,),
    addresses={"account/": "jujiao.company.accounts.urls"},
    places=(
        Place(
            menu=Menu.PERSON,
            rank=900,
            page="accounts:security",
            label=_("Sign-in and security"),
            icon="shield-lock",
        ),
    ),
    notices={
        "account.give_password_link": gettext_noop("%(actor)s has made a link to choose a new password for %(name)s"),
        "account.choose_password": gettext_noop("A new password was chosen for %(name)s by a link from administration"),
        "account.change_password": gettext_noop("%(name)s has changed the password"),
        "account.reset_second_factor": gettext_noop("%(actor)s has taken away the second step of %(name)s"),
    },
    tables=TABLES,
    columns=COLUMNS,
    names_of_owners=frozenset({"user.name"}),
    personal_data=personal_data,
)
