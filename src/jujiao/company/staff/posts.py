"""Reads of the posts that a company has: everybody who looks up its staff may know them."""

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from jujiao.company.staff.models import Post, PostFamily
from jujiao.kernel.pages.filters import Choice, Switch, Words
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Viewer


def visible_to(viewer: Viewer) -> QuerySet[Post]:
    """The posts of the viewer's company, those no longer in use as well."""
    return Post.objects.filter(company_id=viewer.company_id or 0)


def with_requirements(viewer: Viewer) -> QuerySet[Post]:
    """The same, each with the credentials that it asks."""
    return visible_to(viewer).prefetch_related("requirements")


def get_for(viewer: Viewer, post_id: int) -> Post:
    return get_object_or_404(visible_to(viewer).select_related("company"), id=post_id)


def posts_table() -> Table:
    """Posts by their code."""
    return Table(
        orders=[Order("code", _("By code"), ("code", "id"))],
        filters=[
            Words("q", _("Code or name"), by=_by_words),
            Choice("family", _("Family of posts"), PostFamily.choices),
            Switch("key", _("Key posts"), by=lambda posts: posts.filter(is_key=True)),
            Switch("unused", _("Not in use"), by=lambda posts: posts.filter(in_use=False)),
        ],
        size=60,
    )


def _by_words(posts: QuerySet[Post], text: str) -> QuerySet[Post]:
    for word in text.split():
        posts = posts.filter(Q(code__icontains=word) | Q(name__icontains=word))
    return posts
