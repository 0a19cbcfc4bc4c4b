"""3.1.1: which of the duties that are needed are planned, and which are not."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jujiao.rules.people.duty import Span
from jujiao.rules.people.rostering.problem import Need


@dataclass(frozen=True, slots=True)
class Covered:
    """A need, and how many people are planned for the whole of it; never more than it asks for."""

    need: Need
    planned: int

    @property
    def missing(self) -> int:
        return self.need.count - self.planned


def clause_3_1_1_covered(needs: Sequence[Need], duties: Iterable[tuple[int, Span]]) -> list[Covered]:
    """3.1.1 (24小时值班制度): how far each need is covered by `duties`, each the id of its post and its time.

    A duty of the very time of a need counts for that need. Those that are left over count, together, for what they
    cover of others: two halves make a whole."""
    left: Counter[tuple[int, Span]] = Counter(duties)
    exact = [_take(need, left) for need in needs]
    others: dict[int, list[Span]] = {}
    for post_id, span in left.elements():
        others.setdefault(post_id, []).append(span)
    return [
        Covered(need, min(need.count, found + _together(need.span, others.get(need.post_id, []))))
        for need, found in zip(needs, exact, strict=True)
    ]


def _take(need: Need, left: Counter[tuple[int, Span]]) -> int:
    found = min(need.count, left[need.post_id, need.span])
    left[need.post_id, need.span] -= found
    return found


def _together(span: Span, duties: Iterable[Span]) -> int:
    """How many of these are there at every instant of the span."""
    there = [each for each in duties if each.start < span.end and each.end > span.start]
    instants = {span.start, *(each.end for each in there if each.end < span.end)}
    return min(sum(each.start <= at < each.end for each in there) for at in instants)
