"""Several cases at once (批量): each on its own, by the operation of its step, in a transaction of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.idempotency import once
from jujiao.service.complaints.models import Complaint, State
from jujiao.service.complaints.operations.dispatching import accept, dispatch
from jujiao.service.complaints.operations.leading import reassign

type Chosen = Sequence[tuple[Complaint, int]]
"""Cases, each with the version that was looked at."""


@dataclass(frozen=True)
class Refused:
    """A case of which the step was not taken, and why; `version` is the one that was looked at."""

    case: Complaint
    version: int
    error: UnableTo


def dispatch_all(
    *, actor: Viewer, now: datetime, cases: Chosen, department: Department, text: str = "", key: str = ""
) -> list[Refused]:
    """Hands each to a department (派单). Returns those that were not; the others are."""

    def act(case: Complaint, version: int) -> None:
        dispatch(actor=actor, now=now, complaint_id=case.pk, version=version, department=department, text=text)

    return _each(actor, now, cases, act, key=key, body={"department": department.pk, "text": text})


def assign_all(
    *, actor: Viewer, now: datetime, cases: Chosen, handler: Employee, text: str = "", key: str = ""
) -> list[Refused]:
    """Gives each into the hands of an employee (指派): one that waits in the department is taken up by them, one that a
    colleague has in hand passes to them. Returns those that were not; the others are."""

    def act(case: Complaint, version: int) -> None:
        if case.state == State.ACCEPTED:
            reassign(actor=actor, now=now, complaint_id=case.pk, version=version, handler=handler, text=text)
        else:
            accept(actor=actor, now=now, complaint_id=case.pk, version=version, handler=handler)

    return _each(actor, now, cases, act, key=key, body={"handler": handler.pk, "text": text})


def _each(
    actor: Viewer,
    now: datetime,
    cases: Chosen,
    act: Callable[[Complaint, int], None],
    *,
    key: str,
    body: dict[str, Any],
) -> list[Refused]:
    """With a `key`, what came with it before is not done again and counts as done. What is refused keeps no key: the
    next time it is tried anew."""
    refused = []
    for case, version in cases:
        try:
            if key:
                _once(actor, now, case, version, act, key=f"{key}:{case.pk}", body=body)
            else:
                act(case, version)
        except UnableTo as error:
            refused.append(Refused(case, version, error))
    return refused


def _once(
    actor: Viewer,
    now: datetime,
    case: Complaint,
    version: int,
    act: Callable[[Complaint, int], None],
    *,
    key: str,
    body: dict[str, Any],
) -> None:
    def do() -> tuple[int, dict[str, Any]]:
        act(case, version)
        return 204, {}

    once(scope=f"several:{actor.user_id}", key=key, body=body, now=now, do=do)
