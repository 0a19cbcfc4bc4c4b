"""2.1.3: papers that end are spoken of 90, 30 and 7 days before, and gaps have their time."""

from datetime import date, timedelta

import pytest

from jujiao.rules.figures import shipped
from jujiao.rules.people.renewals import (
    Owing,
    PromiseKind,
    clause_2_1_3_gap_promise,
    clause_2_1_3_owing,
    clause_2_1_3_renewal,
    clause_2_1_3_renewal_promise,
)
from jujiao.rules.tests.given import CALENDAR, at

LAST = date(2026, 12, 31)
EARLY, SOON, FINAL = PromiseKind.EARLY, PromiseKind.SOON, PromiseKind.LAST


@pytest.mark.parametrize(
    ("left", "kind"),
    [
        (91, None), (90, EARLY), (31, EARLY), (30, SOON), (8, SOON), (7, FINAL), (1, FINAL), (0, FINAL), (-1, None),
    ],
)  # fmt: skip
def test_clause_2_1_3_renewal(left: int, kind: PromiseKind | None) -> None:
    assert clause_2_1_3_renewal(LAST, LAST - timedelta(days=left), shipped()) == kind


@pytest.mark.parametrize(("kind", "begins"), [(EARLY, "2026-10-02"), (SOON, "2026-12-01"), (FINAL, "2026-12-24")])
def test_clause_2_1_3_renewal_promise(kind: PromiseKind, begins: str) -> None:
    found = clause_2_1_3_renewal_promise(kind, LAST, shipped(), CALENDAR)
    assert (found.started_at, found.due.due_at) == (at(f"{begins} 00:00"), at("2027-01-01 00:00"))


def test_clause_2_1_3_gap_promise() -> None:
    """The 15th day after is Thursday 26 March; where it is a day off, the next working day."""
    assert clause_2_1_3_gap_promise(at("2026-03-11 10:00"), shipped(), CALENDAR).due.due_at == at("2026-03-27 00:00")
    assert clause_2_1_3_gap_promise(at("2026-03-13 10:00"), shipped(), CALENDAR).due.due_at == at("2026-03-31 00:00")


def test_clause_2_1_3_owing() -> None:
    assert [clause_2_1_3_owing(kind) for kind in PromiseKind] == [
        Owing.HOLDER, Owing.HOLDER, Owing.ADMINISTRATION, Owing.ADMINISTRATION,
    ]  # fmt: skip
