"""A promise as pages show it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.subjects import promise_kind
from jujiao.promises.models import Promise, PromiseState


@dataclass(frozen=True)
class Card:
    """A promise as the part promise.html shows it."""

    kind: str
    label: Any
    clause: str
    due_at: datetime
    started_at: datetime
    done_at: datetime | None
    provisional: bool
    why_url: str
    owed_by: str
    taken_back: bool = False


def card(promise: Promise) -> Card:
    """A promise that was replaced or cancelled says so: that it ended before its time is no merit."""
    label, state = promise_kind(promise.kind).label, PromiseState(promise.state)
    taken_back = state in {PromiseState.CANCELLED, PromiseState.SUPERSEDED}
    return Card(
        kind=promise.kind,
        label=f"{label} · {state.label}" if taken_back else label,
        clause=promise.clause,
        due_at=promise.due_at,
        started_at=promise.started_at,
        done_at=promise.done_at,
        provisional=promise.provisional,
        why_url=reverse("promises:why", args=[promise.pk]),
        owed_by="" if promise.ended else _owed_by(promise),
        taken_back=taken_back,
    )


def running_first(promise: Promise) -> tuple[bool, datetime]:
    """The order in which a page shows the promises of a case."""
    return promise.ended, promise.due_at


def _owed_by(promise: Promise) -> str:
    named = promise.employee or promise.department
    if named is None and promise.role not in ("", Role.CLERK):
        return str(Role(promise.role).label)
    return str(named or _("Front desk"))
