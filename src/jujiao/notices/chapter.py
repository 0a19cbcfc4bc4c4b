"""What notices bring to the product."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Place
from jujiao.notices.personal_data import personal_data

CHAPTER = Chapter(
    key="notices",
    addresses={"notices/": "jujiao.notices.urls"},
    places=(
        Place(menu=Menu.STAFF, rank=1000, page="notices:deliveries", label=_("Deliveries"), icon="send"),
        Place(menu=Menu.HOME, rank=800, page="notices:inbox", label=_("Inbox"), icon="inbox"),
        Place(menu=Menu.PERSON, rank=800, page="notices:inbox", label=_("Inbox"), icon="inbox"),
    ),
    # What the floors below have happened to people, which only this one can tell.
    notices={
        "phone.refused": gettext_noop("%(estate)s: a resident's phone number was changed, and not by them"),
        "account.give_password_link": gettext_noop("%(actor)s has made a link to choose a new password for %(name)s"),
        "account.choose_password": gettext_noop("A new password was chosen for %(name)s by a link from administration"),
        "account.change_password": gettext_noop("%(name)s has changed the password"),
        "account.reset_second_factor": gettext_noop("%(actor)s has taken away the second step of %(name)s"),
    },
    personal_data=personal_data,
)
