"""What of a roster's needs is covered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jujiao.company.duty.models import DutyPost
from jujiao.people.rosters.models import Roster, ShiftKind
from jujiao.people.rosters.queries import Wanted, duties_kept, wanted_by
from jujiao.rules.people.duty import Span
from jujiao.rules.people.roster_cover import clause_3_1_1_covered


@dataclass(frozen=True)
class Gap:
    """A shift of a day for which people are missing."""

    day: date
    duty_post: DutyPost
    shift_kind: ShiftKind
    missing: int
    needed: int


def gaps_of(roster: Roster) -> list[Gap]:
    """The needs of a roster that are not covered, in the order of days; whoever is on leave covers nothing."""
    return gaps_in(wanted_by(roster), roster)


def gaps_in(wanted: Sequence[Wanted], roster: Roster) -> list[Gap]:
    """The same of some of its needs."""
    duties = [(duty.duty_post_id, Span(duty.starts_at, duty.ends_at)) for duty in duties_kept(roster)]
    covered = clause_3_1_1_covered([each.need for each in wanted], duties)
    return [
        Gap(each.day, each.duty_post, each.shift_kind, one.missing, each.count)
        for each, one in zip(wanted, covered, strict=True)
        if one.missing
    ]
