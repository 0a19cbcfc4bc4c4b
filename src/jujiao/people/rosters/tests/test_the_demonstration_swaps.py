"""What the demonstration tells of swaps and a sick day, on a stage of its own."""

from collections.abc import Callable
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from jujiao.company.duty.models import DutyOrigin, DutyState, Leave
from jujiao.people.rosters.demo.swaps import HEAD, swap_stories
from jujiao.people.rosters.models import AskedLeave, Swap
from jujiao.people.rosters.queries import duties_of
from jujiao.people.rosters.tests.planned_rows import Rows
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db


def test_one_swap_is_approved_one_waits_and_somebody_is_sick(cast: Cast) -> None:
    rows = Rows(cast)
    for day in (14, 16, 18):
        rows.duty(cast.engineer, date(2026, 3, day))
        rows.duty(cast.engineer2, date(2026, 3, day + 1))
    planned: list[tuple[datetime, Callable[[datetime], None]]] = []
    clockwork = SimpleNamespace(end=NOW, plan=lambda at, act: planned.append((at, act)))
    scene: Any = SimpleNamespace(clockwork=clockwork, viewers={HEAD: cast.head_of_engineering.viewer})
    swap_stories(scene, rows.roster)
    for at, act in sorted(planned, key=lambda each: each[0]):
        act(at)
    assert sorted(Swap.objects.values_list("state", flat=True)) == ["approved", "asked"]
    assert duties_of(rows.roster).filter(state=DutyState.PLANNED, origin=DutyOrigin.SWAP).count() == 1
    assert (AskedLeave.objects.get().state, Leave.objects.get().kind) == ("granted", "sick")
