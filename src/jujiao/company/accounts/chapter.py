"""What the accounts of all people bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.personal_data import personal_data
from jujiao.company.accounts.recorded import COLUMNS, TABLES, VERBS
from jujiao.company.accounts.subjects import ACCOUNT
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Menu, Place

CHAPTER = Chapter(
    key="accounts",
    subjects=(ACCOUNT,),
    addresses={"account/": "jujiao.company.accounts.urls"},
    api=Api(
        router="jujiao.company.accounts.api.router",
        prefix="account",
        about="An owner's own app signs in by a code to their phone (docs/an-app-of-your-own.md).",
    ),
    places=(
        Place(
            menu=Menu.PERSON,
            rank=900,
            page="accounts:security",
            label=_("Sign-in and security"),
            icon="shield-lock",
        ),
    ),
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    names_of_owners=frozenset({"user.name"}),
    personal_data=personal_data,
)
