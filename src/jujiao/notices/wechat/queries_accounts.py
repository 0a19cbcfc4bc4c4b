"""Which official accounts somebody keeps, and who follows them."""

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse

from jujiao.company.estates.models import Person
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import Role, Viewer
from jujiao.notices.wechat.models import Account, Binding, Follower

KEEPERS = (Role.ADMINISTRATION, Role.SYSADMIN)


def kept_by(viewer: Viewer) -> QuerySet[Account]:
    """The accounts of the estates for which the viewer keeps them, by name."""
    kept = Account.objects.filter(estate__in=estates_of(viewer, *KEEPERS).order_by(), company=viewer.company_id or 0)
    return kept.select_related("estate", "hearing").order_by("name", "id")


def listed(viewer: Viewer) -> QuerySet[Account]:
    """The same with how many follow each, and how many of those are known."""
    follows = Q(followers__follows=True)
    known = follows & Q(followers__bindings__ended_at=None, followers__bindings__isnull=False)
    return kept_by(viewer).annotate(
        following=Count("followers", filter=follows, distinct=True),
        known=Count("followers", filter=known, distinct=True),
    )


def get_for(viewer: Viewer, account_id: int) -> Account:
    """One of them; Http404 for whoever keeps it not."""
    return get_object_or_404(kept_by(viewer), pk=account_id)


def followers_of_account(account: Account) -> QuerySet[Follower]:
    """Who wrote to an account or follows it, each with who they are now."""
    open_now = Binding.objects.filter(ended_at=None).select_related("person")
    return account.followers.prefetch_related(Prefetch("bindings", open_now, to_attr="open_now"))


def bindings_of(person: Person) -> QuerySet[Binding]:
    """As whom a person writes in WeChat now, the latest first."""
    return Binding.objects.filter(person=person, ended_at=None).select_related("follower__account").order_by("-id")


def account_for(person: Person) -> Account | None:
    """The official account that a person is to write to: that of their estate, else any of the company's in use."""
    accounts = list(Account.objects.filter(company=person.company_id, in_use=True).order_by("id"))
    homes = set(person.residencies.filter(moved_out=None).values_list("household__room__estate", flat=True))
    return next((one for one in accounts if one.estate_id in homes), accounts[0] if accounts else None)


def callback_of(account: Account) -> str:
    """The address that is entered on the platform (服务器地址)."""
    return f"{settings.SITE_URL}{reverse('wechat:callback', args=[account.path])}"
