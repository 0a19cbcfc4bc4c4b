"""Who a follower is, as long as that holds."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jujiao.company.estates.models import Person, Residency
from jujiao.company.estates.phone_changes import proven_number
from jujiao.kernel.machine.sealing import Seal
from jujiao.notices.wechat.models import Binding, Follower

NUMBERS: Final = Seal("wechat.number")


def lives_here(now: datetime) -> Exists:
    """That the person of a row lives or owns a room somewhere on the local day."""
    today = timezone.localtime(now).date()
    stays = Residency.objects.filter(person=OuterRef("person"), moved_in__lte=today)
    return Exists(stays.filter(Q(moved_out=None) | Q(moved_out__gte=today)))


def bound(now: datetime) -> QuerySet[Binding]:
    """The bindings that hold at `now`, but for changed numbers, of which `same_number` knows."""
    return Binding.objects.filter(lives_here(now), ended_at=None)


def followers_of(person_ids: Iterable[int], now: datetime) -> QuerySet[Follower]:
    """As whom people on record are reached in WeChat: they are bound, and follow an account in use."""
    bindings = bound(now).filter(person__in=list(person_ids))
    found = Follower.objects.filter(bindings__in=bindings, follows=True, refuses=False, account__in_use=True)
    return found.select_related("account").order_by("id")


def binding_of(follower: Follower, now: datetime) -> Binding | None:
    """Who the follower is at `now`; None where nobody knows, or where that holds no longer."""
    found = bound(now).filter(follower=follower).select_related("person").first()
    return found if found is not None and same_number(found, now) else None


def person_id_of(follower: Follower, now: datetime) -> int | None:
    """The same by their id on record."""
    found = binding_of(follower, now)
    return found.person_id if found else None


def same_number(binding: Binding, now: datetime) -> bool:
    """Whether the person's number is still the one that was theirs when they were bound: numbers pass on to others."""
    return not binding.phone_mark or binding.phone_mark in set(NUMBERS.marks(proven_number(binding.person, now)))


def number_mark(person: Person, now: datetime) -> str:
    """The mark of the number that is proven to be theirs, "" where there is none."""
    number = proven_number(person, now)
    return NUMBERS.mark(number) if number else ""
