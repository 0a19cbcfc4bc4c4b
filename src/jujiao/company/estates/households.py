"""Where a person lives and lived, and who of the household is reached by the same number (一家共用一个号码)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import PhoneChange, Residency
from jujiao.kernel.database.compiled import Asked, compiled


class Stay(NamedTuple):
    """A person's part in a household."""

    person_id: int
    household_id: int
    estate_id: int
    room_id: int
    moved_in: date
    moved_out: date | None

    def covers(self, day: date) -> bool:
        return self.moved_in <= day and (self.moved_out is None or self.moved_out >= day)

    def shared_with(self, other: "Stay", day: date) -> bool:
        """Whether two lived together, and either both still do on `day` or neither: of one who stays and one who has
        left, the number is whose who stays, and what the other said is theirs alone."""
        if self.household_id != other.household_id:
            return False
        ends = date.max
        together = self.moved_in <= (other.moved_out or ends) and other.moved_in <= (self.moved_out or ends)
        return together and self.covers(day) == other.covers(day)


@dataclass
class Homes:
    """The estates where a person lives or lived, the rooms where they live now, and who shares their number."""

    estates: set[int] = field(default_factory=set)
    rooms: set[int] = field(default_factory=set)
    shares: set[int] = field(default_factory=set)


def asked_stays(by: str, value: Any, _now: datetime) -> Asked[Any]:
    """Asks for the stays of whom a user is (see `accounts.asked_with`)."""
    return _own.asked(by, value=value)


def shares_a_number(user: User) -> bool:
    """Whether others may be reached by the number that signs the user in."""
    return bool(user.phone) and not user.is_staff_account


def stays_by_number(user: User, now: datetime) -> list[Any]:
    """The stays of whom a user is, and of those whom the same number reaches."""
    return _with_the_number(user=user.pk, number=user.phone or "", now=now)


def homes_from(rows: Iterable[Any], person_id: int | None, now: datetime) -> Homes:
    """The homes of a person from the rows of their stays."""
    day = timezone.localtime(now).date()
    stays = [Stay(*row) for row in rows]
    own = [stay for stay in stays if stay.person_id == person_id]
    return Homes(
        estates={stay.estate_id for stay in own},
        rooms={stay.room_id for stay in own if stay.covers(day)},
        shares=_sharing(own, [stay for stay in stays if stay.person_id != person_id], day),
    )


def _sharing(own: Iterable[Stay], others: Iterable[Stay], day: date) -> set[int]:
    mine = list(own)
    return {other.person_id for other in others if any(stay.shared_with(other, day) for stay in mine)}


@compiled
def _own(by: str, /, *, value: Any) -> QuerySet[Residency, Any]:
    return _rows(Residency.objects.filter(**{f"person__user__{by}": value}))


@compiled
def _with_the_number(*, user: int, number: str, now: datetime) -> QuerySet[Residency, Any]:
    """The person's own residencies, and those in the same households of who has the number as one that is proven."""
    households = Residency.objects.filter(person__user=user).values("household")
    waiting = PhoneChange.objects.filter(person=OuterRef("person"), settled_at__isnull=True, holds_from__gt=now)
    proven = (Q(person__phone=number) & ~Exists(waiting)) | Exists(waiting.filter(old=number))
    return _rows(Residency.objects.filter(Q(person__user=user) | proven, household__in=households))


def _rows(residencies: QuerySet[Residency]) -> QuerySet[Residency, Any]:
    columns = ("person_id", "household_id", "household__room__estate_id", "household__room_id", "moved_in", "moved_out")
    return residencies.values_list(*columns)
