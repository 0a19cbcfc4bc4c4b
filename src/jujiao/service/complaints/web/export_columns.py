"""The columns of the workbook of complaints."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import batched
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.kernel.machine.spreadsheets import Column
from jujiao.kernel.pages.words import left_words
from jujiao.kernel.record.subjects import promise_kind
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.service.complaints.models import Channel, Complaint, Kind, Nature, Outcome, State
from jujiao.service.complaints.queries_export import Given, last_promises
from jujiao.service.complaints.story import complainant_name

BATCH = 2000
"""Complaints whose promises are read at once."""

type Shown = Callable[[Complaint], bool]


def columns(*, rooms: bool, people: bool) -> list[Column]:
    """The headings; `rooms` and `people` where these go along."""
    return [
        Column(_("Number"), 18),
        Column(_("State"), 12),
        Column(_("Nature"), 10),
        Column(_("Kind"), 10),
        Column(_("Round"), 8),
        Column(_("Category"), 14),
        Column(_("Building or place"), 20),
        *([Column(_("Room"), 14)] if rooms else ()),
        *([Column(_("Complainant"), 14), Column(_("Phone"), 16)] if people else ()),
        Column(_("Channel"), 12),
        Column(_("Received at"), 18),
        Column(_("Due"), 18),
        Column(_("Time left"), 18),
        Column(_("Department"), 14),
        Column(_("In hand of"), 12),
        Column(_("What was said"), 60),
        Column(_("Closed at"), 18),
        Column(_("Outcome"), 14),
        Column(_("Score"), 8),
        *(column for kind in PromiseKind for column in _of_promise(str(promise_kind(kind).label))),
    ]


def _of_promise(label: str) -> list[Column]:
    last = _("The last of this kind.")
    return [
        Column(_("%(promise)s: due") % {"promise": label}, 18, help=last),
        Column(_("%(promise)s: done") % {"promise": label}, 18),
        Column(_("%(promise)s: kept") % {"promise": label}, 10),
    ]


def rows(cases: Iterable[Complaint], now: datetime, *, rooms: bool, shows: Shown | None) -> Iterator[list[object]]:
    """The cells of each, their promises read many at once. `shows` says of which one its complainant goes along."""
    for batch in batched(cases, BATCH):
        promises = last_promises([each.pk for each in batch])
        for each in batch:
            yield _cells(each, now, promises.get(each.pk, {}), rooms=rooms, shows=shows)


def _cells(
    row: Complaint, now: datetime, promises: dict[str, Given], *, rooms: bool, shows: Shown | None
) -> list[object]:
    building = row.room.unit.building if row.room else row.building
    return [
        row.number,
        State(row.state).label,
        Nature(row.nature).label,
        Kind(row.kind).label,
        row.round,
        str(row.category),
        " ".join(part for part in (str(building or ""), row.place) if part),
        *([str(row.room or "")] if rooms else ()),
        *(_complainant(row, shown=shows(row)) if shows else ()),
        Channel(row.channel).label,
        _minute(row.received_at),
        _minute(row.next_due_at),
        left_words(row.next_due_at, now) if row.next_due_at else "",
        row.department.name if row.department else "",
        row.handler.name if row.handler else "",
        row.text,
        _minute(row.closed_at),
        Outcome(row.outcome).label if row.outcome else "",
        row.satisfaction,
        *(cell for kind in PromiseKind for cell in _kept(promises.get(kind), now)),
    ]


def _complainant(row: Complaint, *, shown: bool) -> list[str]:
    if not shown:
        return ["", ""]
    phone = row.contact_phone or (row.person.phone if row.person else "")
    return [complainant_name(row), "" if row.anonymous else phone]


def _kept(promise: Given | None, now: datetime) -> tuple[Any, ...]:
    if promise is None:
        return "", "", ""
    return _minute(promise.due_at), _minute(promise.done_at), promise.standing(now).label


def _minute(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""
