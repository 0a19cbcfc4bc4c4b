"""The rows of *My work*, drawn once for as long as they say the same."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from jujiao.kernel.pages import timeleft
from jujiao.kernel.pages.drawn import drawn_once
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role

COLUMNS = (
    "pk",
    "id",
    "subject_kind",
    "subject_id",
    "subject_label",
    "kind",
    "round",
    "clause",
    "started_at",
    "due_at",
    "provisional",
    "employee_id",
    "employee__name",
    "department__name",
    "role",
    "own",
)
"""What is read of a promise for a row."""


@dataclass(frozen=True)
class Duty:
    """One row of the list: the most urgent promise of a case (a row with COLUMNS by name), and the next step in words;
    without `step_url`, why there is none, or nothing where the viewer only answers for it. `call_url` opens the dialog
    with the number to call."""

    promise: Any
    headline: str
    kind: subjects.PromiseKind
    url: str
    step: Any
    step_url: str
    why_url: str
    call_url: str
    mine: bool


class Line(NamedTuple):
    """All that a row shows but its time left. Whose it is: the `name` of a person or department, else the `post`."""

    pk: int
    label: str
    headline: str
    kind: str
    round: int
    clause: str
    name: str
    post: str
    mine: bool
    url: str
    step: str
    step_url: str
    call_url: str


def drawn(duty: Duty, now: datetime) -> SafeString:
    """The row as HTML."""
    promise = duty.promise
    line = Line(
        pk=promise.pk,
        label=promise.subject_label,
        headline=duty.headline,
        kind=promise.kind,
        round=promise.round,
        clause=promise.clause,
        name=promise.employee__name or promise.department__name or "",
        post=str(Role(promise.role).label) if promise.role else gettext("Front desk"),
        mine=duty.mine,
        url=duty.url,
        step=str(duty.step),
        step_url=duty.step_url,
        call_url=duty.call_url,
    )
    due = timeleft.render(
        promise.due_at, now, started_at=promise.started_at, provisional=promise.provisional, why_url=duty.why_url
    )
    return _draw(line, due)


_draw = drawn_once("portal/duty.html", kept=4000, kind=lambda line: subjects.promise_kind(line.kind))
