"""What of a roster's needs is covered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jujiao.company.duty.models import Duty, DutyPost, Leave
from jujiao.company.staff.models import Employee
from jujiao.people.rosters.models import Roster, ShiftKind
from jujiao.people.rosters.queries import Wanted, duties_of, wanted_by
from jujiao.rules.clocks import ONE_DAY, midnight
from jujiao.rules.people.duty import Span
from jujiao.rules.people.roster_cover import clause_3_1_1_covered

type Away = Mapping[int, Sequence[Span]]
"""By employee, the times in which they cover nothing, whatever is planned."""


@dataclass(frozen=True)
class Gap:
    """A shift of a day for which people are missing."""

    day: date
    duty_post: DutyPost
    shift_kind: ShiftKind
    missing: int
    needed: int


def away_from(roster: Roster, people: Iterable[int]) -> Away:
    """Who is on leave in a roster, and who has left the company by then."""
    people, found = list(people), defaultdict(list)
    start, end = midnight(roster.first), midnight(roster.last + 2 * ONE_DAY)
    for leave in Leave.objects.filter(employee__in=people, starts_at__lt=end, ends_at__gt=start):
        found[leave.employee_id].append(Span(leave.starts_at, leave.ends_at))
    left = Employee.objects.filter(pk__in=people, left_on__lte=roster.last)
    for pk, left_on in left.values_list("pk", "left_on"):
        if left_on is not None:
            found[pk].append(Span(max(start, midnight(left_on + ONE_DAY)), end))
    return found


def is_away(duty: Duty, away: Away) -> bool:
    """Whether whoever is planned is away in any of that time."""
    return any(span.within(duty.starts_at, duty.ends_at) for span in away.get(duty.employee_id, ()))


def there_in(duties: Iterable[Duty], away: Away) -> list[tuple[int, Span]]:
    """The post and the time of each duty that somebody covers."""
    return [(duty.duty_post_id, Span(duty.starts_at, duty.ends_at)) for duty in duties if not is_away(duty, away)]


def gaps_of(roster: Roster) -> list[Gap]:
    """The needs of a roster that are not covered, in the order of days; whoever is on leave covers nothing."""
    return gaps_in(wanted_by(roster), roster)


def gaps_in(wanted: Sequence[Wanted], roster: Roster) -> list[Gap]:
    """The same of some of its needs."""
    duties = list(duties_of(roster))
    there = there_in(duties, away_from(roster, {duty.employee_id for duty in duties}))
    covered = clause_3_1_1_covered([each.need for each in wanted], there)
    return [
        Gap(each.day, each.duty_post, each.shift_kind, one.missing, each.count)
        for each, one in zip(wanted, covered, strict=True)
        if one.missing
    ]
