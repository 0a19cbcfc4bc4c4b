"""What the part of owners and residents brings to the product: themselves, their homes, all that is kept about them."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Place

CHAPTER = Chapter(
    key="owner",
    addresses={"my/": "jujiao.portal.owner.urls"},
    places=(Place(menu=Menu.HOME, rank=900, page="owner:me", label=_("Me"), icon="user-circle"),),
)
