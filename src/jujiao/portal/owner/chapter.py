"""What the part of owners and residents brings to the product: themselves, their homes, all that is kept about them."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Menu, Place

CHAPTER = Chapter(
    key="owner",
    addresses={"my/": "jujiao.portal.owner.urls"},
    api=Api(
        router="jujiao.portal.owner.api.router",
        prefix="my",
        about="Owners and residents read who they are to the estate, and take along all that is kept about them.",
    ),
    places=(Place(menu=Menu.HOME, rank=900, page="owner:me", label=_("Me"), icon="user-circle"),),
)
