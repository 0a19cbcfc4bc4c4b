"""Racing edits: some people at once change one row by its form, all from the version that they were shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from jujiao.drills.race.sending import Answer, Call, Sender, all_at_once

AT_ONCE = 4
EDITORS = ("manager", "manager2", "hr", "sysadmin")


@dataclass(frozen=True)
class Edit:
    """A form or endpoint that changes a row.

    `row` gives the row to change, anew for each round; `call` what one person sends, given the row, who, and a number
    that no other edit has; `value` is what that number stands for in the row, and `stored` what the row holds now.
    Without `value` it is a step that can be taken once: the second is refused, whether with 409 or in other words."""

    name: str
    row: Callable[[], Model]
    call: Callable[[Any, str, int], Call]
    value: Callable[[int], str] | None = None
    stored: Callable[[Any], str] = str
    who: Sequence[str] = EDITORS
    shown: bool = True


@dataclass
class Edits:
    """What came of the edits so far."""

    sent: int = 0
    taken: int = 0
    conflicts: int = 0
    lost: int = 0
    faults: list[str] = field(default_factory=list)


def round_of(edit: Edit, send: Sender, edits: Edits) -> None:
    """One row, changed by some people at once: one is taken, the others are shown a conflict with both versions."""
    row: Any = edit.row()
    numbers = [edits.sent + place for place in range(1, AT_ONCE + 1)]
    answers = all_at_once(send, [edit.call(row, who, n) for who, n in zip(edit.who, numbers, strict=True)])
    edits.sent += AT_ONCE
    taken = [number for number, answer in zip(numbers, answers, strict=True) if answer.taken]
    edits.taken += len(taken)
    edits.lost += max(0, len(taken) - 1)
    if len(taken) != 1:
        told = [f"{answer.status} {answer.text[:150]}" for answer in answers] if not taken else []
        edits.faults.append(f"{edit.name}: {len(taken)} of {AT_ONCE} edits of one version were taken {told}")
    for number, answer in zip(numbers, answers, strict=True):
        if not answer.taken:
            edits.conflicts += answer.status == 409
            edits.faults += [f"{edit.name}: {what}" for what in _unshown(edit, number, taken, answer)]
    if edit.value and len(taken) == 1:
        edits.faults += [f"{edit.name}: {what}" for what in _unlike(edit, row, taken[0])]


def _unshown(edit: Edit, number: int, taken: list[int], answer: Answer) -> list[str]:
    """What is wrong with a refusal."""
    if edit.value is None:
        return [] if 400 <= answer.status < 500 else [f"refused with {answer.status}"]
    if answer.status != 409:
        return [f"refused with {answer.status}: {answer.text[:200]}"]
    wanted = [edit.value(each) for each in (number, *taken)] if edit.shown else []
    return [f"the conflict does not show {each}: {answer.text[:1500]}" for each in wanted if each not in answer.text]


def _unlike(edit: Edit, row: Any, number: int) -> list[str]:
    """What the row does not hold although it was acknowledged."""
    opened, found = row.version, type(row).objects.get(pk=row.pk)
    expected = edit.value(number) if edit.value else ""
    wrong = [] if edit.stored(found) == expected else [f"{expected} was acknowledged, {edit.stored(found)} is there"]
    return wrong + ([] if found.version == opened + 1 else [f"version {opened} became {found.version}"])
