"""What stands around the calls of an exchange: its telephones, who sat at them, and how long it may ring."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cached_property

from django.db.models import Q, QuerySet

from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.queries import figures, published
from jujiao.kernel.database.compiled import compiled
from jujiao.rules.service.calls.piece import Piece
from jujiao.rules.service.calls.ringing import RING
from jujiao.service.calls.models import Seat, Source, Telephone


class Around:
    """Read once for many calls of a source, whose pieces are `told`."""

    def __init__(self, source: Source, told: Iterable[Piece]) -> None:
        self._source = source
        named = (at for one in told for at in (one.answered_at, one.rang_at, one.began_at, one.ended_at))
        self._instants = [at for at in named if at is not None]

    @cached_property
    def telephones(self) -> Mapping[str, Telephone]:
        """The telephones of the desk, by their extensions."""
        return {each.extension: each for each in _telephones(source=self._source.pk)}

    def seated(self, telephone: Telephone, at: datetime) -> int | None:
        """Who sat at a telephone then, by their id; None where nobody did."""
        there = (each for each in self._seats if each.telephone_id == telephone.pk and each.from_at <= at)
        sat = [each for each in there if each.until_at is None or at < each.until_at]
        return max(sat, key=lambda each: each.from_at).employee_id if sat else None

    def version(self, at: datetime) -> RulebookVersion | None:
        """The rules in force then."""
        begun = [each for each in self._versions if each.effective_from and each.effective_from <= at]
        return begun[-1] if begun else None

    def limit(self, at: datetime) -> timedelta | None:
        """How long it may ring, by the rules in force then; None where they ask for nothing."""
        version = self.version(at)
        limits = figures(version.pk, self._source.estate_id) if version else {}
        return limits[RING.figure].span if RING.figure in limits else None

    @cached_property
    def _seats(self) -> list[Seat]:
        if not self._instants:
            return []
        first, last = min(self._instants), max(self._instants)
        return _seats(source=self._source.pk, first=first, last=last)

    @cached_property
    def _versions(self) -> list[RulebookVersion]:
        return _published(company=self._source.estate.company_id)


@compiled
def _telephones(*, source: int) -> QuerySet[Telephone]:
    return Telephone.objects.filter(source=source, in_use=True).select_related("duty_post")


@compiled
def _seats(*, source: int, first: datetime, last: datetime) -> QuerySet[Seat]:
    """Whoever sat at a telephone of the source at any instant from the first until the last."""
    there = Seat.objects.filter(telephone__source=source, from_at__lte=last)
    return there.filter(Q(until_at=None) | Q(until_at__gt=first))


@compiled
def _published(*, company: int) -> QuerySet[RulebookVersion]:
    return published(company).order_by("effective_from", "number")
