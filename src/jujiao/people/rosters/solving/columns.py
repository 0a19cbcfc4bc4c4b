"""Needs that are the same to everybody are one column of the model; who of them does which is dealt out afterwards."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from jujiao.rules.people.duty import Span
from jujiao.rules.people.rostering.problem import Assignments, NeedKey, PersonKey, Problem


@dataclass(frozen=True, slots=True)
class Column:
    """Needs at the same time that the same people may do and wish the same for: `count` of them in all."""

    span: Span
    needs: tuple[NeedKey, ...]
    count: int
    people: frozenset[PersonKey]
    fixed: frozenset[PersonKey]
    wishes: Mapping[PersonKey, int]


def columns_of(problem: Problem) -> list[Column]:
    """The columns in order of time. Somebody for whom a need is fixed may do it."""
    able: dict[NeedKey, set[PersonKey]] = defaultdict(set)
    fixed: dict[NeedKey, set[PersonKey]] = defaultdict(set)
    wishes: dict[NeedKey, dict[PersonKey, int]] = defaultdict(dict)
    for person in problem.people:
        for key in person.may | person.fixed:
            able[key].add(person.id)
        for key in person.fixed:
            fixed[key].add(person.id)
        for key, weight in person.wishes.items():
            if weight:
                wishes[key][person.id] = weight
    alike: dict[object, list[NeedKey]] = defaultdict(list)
    for key, need in enumerate(problem.needs):
        same = frozenset(able[key]), frozenset(wishes[key].items())
        alike[(need.span.start, need.span.end, same)].append(key)
    columns = [
        Column(
            problem.needs[keys[0]].span,
            tuple(keys),
            sum(problem.needs[key].count for key in keys),
            frozenset(able[keys[0]]),
            frozenset().union(*(fixed[key] for key in keys)),
            wishes[keys[0]],
        )
        for keys in alike.values()
    ]
    return sorted(columns, key=lambda column: (column.span.start, column.span.end, column.needs))


def dealt(problem: Problem, chosen: Mapping[int, list[PersonKey]], columns: list[Column]) -> Assignments:
    """Who does which need, from who was chosen for each column: fixed ones keep theirs, the others take turns."""
    fixed = {(person.id, need) for person in problem.people for need in person.fixed}
    planned: set[tuple[PersonKey, NeedKey]] = set()
    for number, column in enumerate(columns):
        free = [person for person in chosen[number] if person not in column.fixed]
        turn = number % max(1, len(free))
        free = [*free[turn:], *free[:turn]]
        for key in column.needs:
            staying = [person for person in chosen[number] if (person, key) in fixed]
            missing = problem.needs[key].count - len(staying)
            planned.update((person, key) for person in [*staying, *free[:missing]])
            free = free[missing:]
    return frozenset(planned)
