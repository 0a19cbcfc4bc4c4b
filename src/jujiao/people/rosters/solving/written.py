"""A problem and what is found, as JSON between the process that asks and the one that searches."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from jujiao.rules.people.duty import Span
from jujiao.rules.people.rostering.problem import Found, Need, Person, Problem


def problem_written(problem: Problem) -> dict[str, Any]:
    """A problem for JSON: instants and days as ISO 8601."""
    return {
        "first": problem.first.isoformat(),
        "last": problem.last.isoformat(),
        "needs": [[need.post_id, *_span(need.span), need.count] for need in problem.needs],
        "people": [_person(person) for person in problem.people],
        "working_days": _days(problem.working_days),
        "holidays": _days(problem.holidays),
        "overtime_minutes": problem.overtime_minutes,
        "holidays_count": problem.holidays_count,
    }


def problem_read(data: Mapping[str, Any]) -> Problem:
    """The problem again."""
    return Problem(
        first=date.fromisoformat(data["first"]),
        last=date.fromisoformat(data["last"]),
        needs=tuple(Need(post, _read_span([start, end]), count) for post, start, end, count in data["needs"]),
        people=tuple(_read_person(each) for each in data["people"]),
        working_days=_read_days(data["working_days"]),
        holidays=_read_days(data["holidays"]),
        overtime_minutes=data["overtime_minutes"],
        holidays_count=data["holidays_count"],
    )


def found_written(found: Found) -> dict[str, Any]:
    """What is found for JSON."""
    pairs = None if found.assignments is None else sorted(found.assignments)
    return {
        "assignments": pairs,
        "cost": found.cost,
        "bound": found.bound,
        "seconds": found.seconds,
        "ended": found.ended,
        "stopped": found.stopped,
        "impossible": found.impossible,
    }


def found_read(data: Mapping[str, Any]) -> Found:
    """What is found again."""
    pairs = data["assignments"]
    return Found(**{**data, "assignments": None if pairs is None else frozenset((one, need) for one, need in pairs)})


def _person(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "may": sorted(person.may),
        "before": [_span(each) for each in person.before],
        "away": [_span(each) for each in person.away],
        "no_night": _days(person.no_night),
        "no_overtime": _days(person.no_overtime),
        "fixed": sorted(person.fixed),
        "wishes": sorted(person.wishes.items()),
    }


def _read_person(data: Mapping[str, Any]) -> Person:
    return Person(
        id=data["id"],
        may=frozenset(data["may"]),
        before=tuple(_read_span(each) for each in data["before"]),
        away=tuple(_read_span(each) for each in data["away"]),
        no_night=_read_days(data["no_night"]),
        no_overtime=_read_days(data["no_overtime"]),
        fixed=frozenset(data["fixed"]),
        wishes=dict(data["wishes"]),
    )


def _span(span: Span) -> list[str]:
    return [span.start.isoformat(), span.end.isoformat()]


def _read_span(data: Iterable[str]) -> Span:
    return Span(*(datetime.fromisoformat(each) for each in data))


def _days(days: Iterable[date]) -> list[str]:
    return sorted(day.isoformat() for day in days)


def _read_days(data: Iterable[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(each) for each in data)
