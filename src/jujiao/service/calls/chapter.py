"""What calls (3.1.2) bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Place
from jujiao.service.calls.glance import at_a_glance

CHAPTER = Chapter(
    key="telephony",
    addresses={"telephone/": "jujiao.service.calls.urls"},
    places=(
        Place(menu=Menu.STAFF, rank=258, page="telephony:rates", label=_("Calls answered in time"), icon="chart-bar"),
    ),
    figures=at_a_glance,
)
