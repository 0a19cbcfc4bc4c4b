"""Which of the duties that are needed are planned."""

from datetime import datetime, timedelta

from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.people.duty import Span
from jujiao.rules.people.roster_cover import clause_3_1_1_covered
from jujiao.rules.people.rostering.problem import Need

DESK, GATE = 1, 2
MORNING = datetime(2026, 3, 12, 8, tzinfo=SHANGHAI)


def span(start: int, hours: int) -> Span:
    """So many hours after eight in the morning."""
    begins = MORNING + timedelta(hours=start)
    return Span(begins, begins + timedelta(hours=hours))


def missing(needs: list[Need], *duties: tuple[int, Span]) -> list[int]:
    return [each.missing for each in clause_3_1_1_covered(needs, duties)]


def test_clause_3_1_1_covered() -> None:
    need = Need(DESK, span(0, 8), 2)
    assert missing([need]) == [2]
    assert missing([need], (DESK, span(0, 8))) == [1]
    assert missing([need], (DESK, span(0, 8)), (DESK, span(0, 8)), (DESK, span(0, 8))) == [0]
    assert missing([need], (GATE, span(0, 8)), (GATE, span(0, 8))) == [2]


def test_two_halves_make_a_whole_and_a_hole_does_not() -> None:
    need = Need(DESK, span(0, 8))
    assert missing([need], (DESK, span(0, 4)), (DESK, span(4, 4))) == [0]
    assert missing([need], (DESK, span(0, 4)), (DESK, span(5, 3))) == [1]
    assert missing([need], (DESK, span(-1, 10))) == [0]


def test_a_duty_of_the_very_time_counts_for_its_own_need_alone() -> None:
    day, late = Need(DESK, span(0, 8)), Need(DESK, span(4, 8))
    assert missing([day, late], (DESK, span(0, 8))) == [0, 1]
    assert missing([day, late], (DESK, span(0, 8)), (DESK, span(4, 8))) == [0, 0]
