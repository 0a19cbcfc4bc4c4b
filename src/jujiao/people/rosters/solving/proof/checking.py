"""Whether a roster keeps the law, from nothing but instants: time is cut into half hours, and each is looked at.

Written apart from the rules and the model: it shares no code with them."""

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, timezone

from jujiao.rules.people.rostering.problem import Assignments, Person, Problem

CHINA = timezone(timedelta(hours=8))
TICK = timedelta(minutes=30)
REST_TICKS = 22


def faults(problem: Problem, planned: Assignments) -> list[str]:
    """What is wrong with a roster, in words for whoever reads a failed test."""
    found = []
    done = Counter(need for _person, need in planned)
    found += [f"need {key}: {done[key]}" for key, need in enumerate(problem.needs) if done[key] != need.count]
    for person in problem.people:
        own = {need for who, need in planned if who == person.id}
        found += [f"{person.id} may not do {need}" for need in own - person.may - person.fixed]
        found += [f"{person.id} lost {need}" for need in person.fixed - own]
        found += [f"{person.id}: {fault}" for fault in _of_one(problem, person, own)]
    return found


def _of_one(problem: Problem, person: Person, own: set[int]) -> list[str]:
    planned = [_ticks(problem.needs[need].span.start, problem.needs[need].span.end) for need in sorted(own)]
    known = [_ticks(span.start, span.end) for span in person.before]
    worked = Counter(tick for duty in [*planned, *known] for tick in duty)
    found = [f"twice at {tick}" for tick, times in worked.items() if times > 1]
    away = {tick for leave in person.away for tick in _ticks(leave.start, leave.end)}
    for duty in planned:
        found += [f"on leave at {tick}" for tick in duty if tick in away]
        near = [duty[0] - TICK * count for count in range(1, REST_TICKS + 1)]
        near += [duty[-1] + TICK * count for count in range(1, REST_TICKS + 1)]
        found += [f"no rest at {tick}" for tick in near if tick in worked]
        days = {tick.date() for tick in duty}
        if days & person.no_night and any(tick.hour >= 22 or tick.hour < 6 for tick in duty):
            found.append(f"night from {duty[0]}")
        if days & person.no_overtime:
            found += _overtime(days, list(worked))
    return found + _weeks(problem, set(worked), {tick for duty in planned for tick in duty}) + _months(problem, worked)


def _ticks(start: datetime, end: datetime) -> list[datetime]:
    first = start.astimezone(CHINA)
    return [first + TICK * count for count in range((end - start) // TICK)]


def _overtime(days: set[date], worked: list[datetime]) -> list[str]:
    by_day = Counter(tick.date() for tick in worked)
    by_week = Counter(tick.date().isocalendar()[:2] for tick in worked)
    return [f"more than 8 h on {day}" for day in days if by_day[day] > 16] + [
        f"more than 40 h in the week of {day}" for day in days if by_week[day.isocalendar()[:2]] > 80
    ]


def _weeks(problem: Problem, worked: set[datetime], planned: set[datetime]) -> list[str]:
    days = defaultdict(set)
    for tick in worked:
        days[tick.date().isocalendar()[:2]].add(tick.date())
    touched = {tick.date().isocalendar()[:2] for tick in planned}
    return [f"no rest in week {week}" for week in touched if len(days[week]) == 7]


def _months(problem: Problem, worked: Counter[datetime]) -> list[str]:
    """Half hours of each calendar month: holidays, the roster's own days, the other days."""
    found = []
    day = problem.first
    months = set()
    while day <= problem.last:
        months.add((day.year, day.month))
        day += timedelta(days=1)
    for month in months:
        holidays = inside = outside = 0
        for tick in worked:
            if (tick.year, tick.month) == month:
                holidays += tick.date() in problem.holidays
                inside += tick.date() not in problem.holidays and problem.first <= tick.date() <= problem.last
                outside += tick.date() not in problem.holidays and not problem.first <= tick.date() <= problem.last
        normal = [each for each in problem.working_days if (each.year, each.month) == month]
        normal_inside = 16 * sum(problem.first <= each <= problem.last for each in normal)
        overtime = holidays + max(0, inside - normal_inside) + max(0, outside - (16 * len(normal) - normal_inside))
        if overtime * 30 > problem.overtime_minutes:
            found.append(f"{overtime / 2} h of overtime in {month}")
    return found
