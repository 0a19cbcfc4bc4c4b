"""The question of `jujiao due`."""

from datetime import timedelta

import pytest

from jujiao.rules.due import KINDS, UnknownKind, due
from jujiao.rules.tests.given import CALENDAR, FIGURES, at

WHEN = at("2026-02-13 16:00")


def test_every_kind_has_its_due_time() -> None:
    assert {kind: due(kind, WHEN, FIGURES, CALENDAR).due_at for kind in KINDS} == {
        "dispatch": WHEN + timedelta(minutes=20),
        "first_reply": WHEN + timedelta(hours=24),
        "resolve": WHEN + timedelta(hours=48),
        "progress": WHEN + timedelta(hours=48),
        "follow_up": at("2026-02-26 00:00"),
    }


@pytest.mark.parametrize("kind", ["", "tea", "RESOLVE", "x" * 5000, "%s"])
def test_an_unknown_kind_is_refused_with_the_known_ones(kind: str) -> None:
    with pytest.raises(UnknownKind) as refused:
        due(kind, WHEN, FIGURES, CALENDAR)
    assert str(refused.value).endswith("dispatch, first_reply, resolve, progress, follow_up.")
    assert len(str(refused.value)) < 200
