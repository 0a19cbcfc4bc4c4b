"""Whether what is to be done fits on those who may do it, and if not, what does not fit on whom."""

from collections import defaultdict, deque
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TooMuch[T: Hashable]:
    """Tasks that nobody but `people` may do, and that ask for more than these can give."""

    tasks: frozenset[T]
    people: frozenset[int]


def too_much[T: Hashable](
    asked: Mapping[T, int], may: Mapping[T, Collection[int]], gives: Mapping[int, int]
) -> TooMuch[T] | None:
    """Tasks that ask for more than all those who may do any of them can give (Hall's condition), None where everything
    fits. `asked` and `gives` are in the same unit."""
    alike: dict[frozenset[int], list[T]] = defaultdict(list)
    for task in asked:
        alike[frozenset(may[task])].append(task)
    kinds = {people: people for people in alike}
    sums = {people: sum(asked[task] for task in tasks) for people, tasks in alike.items()}
    found = _too_much(sums, kinds, gives)
    if found is None:
        return None
    return TooMuch(frozenset(task for people in found.tasks for task in alike[people]), found.people)


def _too_much[T: Hashable](
    asked: Mapping[T, int], may: Mapping[T, Collection[int]], gives: Mapping[int, int]
) -> TooMuch[T] | None:
    """A greatest flow from tasks to people; what is reached from those that are not met is too much."""
    done: dict[tuple[T, int], int] = {}
    left, unmet = dict(gives), []
    for task, amount in asked.items():
        missing = amount
        while missing:
            reached = _reach([task], may, done, left)
            end = next((person for person in reached.people if left[person] > 0), None)
            if end is None:
                unmet.append(task)
                break
            missing -= _pass_on(end, missing, reached, done, left)
    if not unmet:
        return None
    reached = _reach(unmet, may, done, left)
    return TooMuch(frozenset(reached.tasks), frozenset(reached.people))


@dataclass(frozen=True, slots=True)
class _Reached[T: Hashable]:
    """Tasks and people to which work can be passed on, each with where it was reached from."""

    tasks: dict[T, int | None]
    people: dict[int, T]


def _reach[T: Hashable](
    starts: Collection[T], may: Mapping[T, Collection[int]], done: Mapping[tuple[T, int], int], left: Mapping[int, int]
) -> _Reached[T]:
    """Breadth first: a task passes work to whoever may do it, and they pass on what they do already."""
    reached: _Reached[T] = _Reached(dict.fromkeys(starts), {})
    line = deque(starts)
    while line:
        task = line.popleft()
        for person in sorted(may[task]):
            if person in reached.people:
                continue
            reached.people[person] = task
            if left[person] > 0:
                return reached
            for (other, who), amount in done.items():
                if who == person and amount and other not in reached.tasks:
                    reached.tasks[other] = person
                    line.append(other)
    return reached


def _pass_on[T: Hashable](
    end: int, most: int, reached: _Reached[T], done: dict[tuple[T, int], int], left: dict[int, int]
) -> int:
    """Passes as much as fits along the way back from `end`; how much that was."""
    way: list[tuple[T, int, int | None]] = []
    person: int | None = end
    while person is not None:
        task = reached.people[person]
        before = reached.tasks[task]
        way.append((task, person, before))
        person = before
    amount = min([most, left[end], *(done[task, before] for task, _person, before in way if before is not None)])
    left[end] -= amount
    for task, who, before in way:
        done[task, who] = done.get((task, who), 0) + amount
        if before is not None:
            done[task, before] -= amount
    return amount
