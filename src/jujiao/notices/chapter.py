"""What notices bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.chapters import Chapter, Menu, Place
from jujiao.notices.personal_data import personal_data

CHAPTER = Chapter(
    key="notices",
    addresses={"notices/": "jujiao.notices.urls"},
    places=(
        Place(menu=Menu.STAFF, rank=1000, page="notices:deliveries", label=_("Deliveries"), icon="send"),
        Place(menu=Menu.HOME, rank=800, page="notices:inbox", label=_("Inbox"), icon="inbox"),
        Place(menu=Menu.PERSON, rank=800, page="notices:inbox", label=_("Inbox"), icon="inbox"),
    ),
    personal_data=personal_data,
)
