"""3.1.1: the kinds of shifts of an estate."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Estate
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.people.rosters.models import ShiftColour, ShiftKind
from jujiao.people.rosters.models.needs import MINUTES
from jujiao.people.rosters.permissions import permit_keep

NAME = Text(20, gettext_lazy("Write what the shift is called."), line=True)


class UnableToKeepShiftKind(UnableTo):
    """The name says nothing or is taken, or the shift lasts for no time or too long."""


@dataclass(frozen=True)
class ShiftFacts:
    """What a kind of shift is; see `ShiftKind`."""

    name: str
    starts: time
    minutes: int
    colour: ShiftColour = ShiftColour.BLUE
    in_use: bool = True


@transaction.atomic
def create_shift_kind(*, estate: Estate, facts: ShiftFacts, actor: Viewer, now: datetime) -> ShiftKind:
    permit_keep(actor, estate)
    columns = _columns(facts)
    with _once(facts):
        kind = ShiftKind.objects.create(estate=estate, **columns)
    _note(kind, "create_shift_kind", columns, actor, now)
    return kind


@transaction.atomic
def change_shift_kind(
    *, shift_kind: ShiftKind, facts: ShiftFacts, version: int | None, actor: Viewer, now: datetime
) -> ShiftKind:
    """Other facts of a kind of shift. Duties that are planned already keep their times; out of use, nothing is
    needed of it any more. Stale where somebody changed it since `version`."""
    kinds = ShiftKind.objects.select_for_update(of=("self",), no_key=True).select_related("estate")
    kind = kinds.get(pk=shift_kind.pk)
    permit_keep(actor, kind.estate)
    freshness.check(given=version, current=kind.version, sentence=_("Somebody has changed this shift since."))
    columns = _columns(facts)
    different = {name: value for name, value in columns.items() if getattr(kind, name) != value}
    if not different:
        return kind
    for name, value in different.items():
        setattr(kind, name, value)
    kind.version += 1
    with _once(facts):
        kind.save(update_fields=[*different, "version"])
    _note(kind, "change_shift_kind", different, actor, now)
    return kind


def _columns(facts: ShiftFacts) -> dict[str, Any]:
    if not 1 <= facts.minutes <= MINUTES:
        raise UnableToKeepShiftKind(_("A shift lasts for a minute at least, and for 24 hours at most."))
    return {**vars(facts), "name": NAME.of(facts.name, UnableToKeepShiftKind), "colour": facts.colour.value}


@contextmanager
def _once(facts: ShiftFacts) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        sentence = _("There is a shift called “%(name)s” here already.")
        raise UnableToKeepShiftKind(sentence % {"name": facts.name}) from error


def _note(kind: ShiftKind, verb: str, columns: dict[str, Any], actor: Viewer, now: datetime) -> None:
    plain = {name: value.isoformat() if isinstance(value, time) else value for name, value in columns.items()}
    note(kind, verb, actor, now, changes={**plain, "version": kind.version})
    changed((kind.estate.place.topic, None))
