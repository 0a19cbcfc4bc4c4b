"""What people would like, as the search takes it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from jujiao.people.rosters.models import Roster, Wish
from jujiao.rules.people.rostering.hours import start_day
from jujiao.rules.people.rostering.problem import Need, NeedKey


def weights_of(roster: Roster, needs: Sequence[Need]) -> Mapping[int, Mapping[NeedKey, int]]:
    """By employee: a weight for each need that they would like (above 0) or not (below). Wishes of one need add up."""
    found: dict[int, dict[NeedKey, int]] = defaultdict(lambda: defaultdict(int))
    for wish in Wish.objects.filter(roster=roster).select_related("shift_kind"):
        for key, need in enumerate(needs):
            if _meant(wish, need):
                found[wish.employee_id][key] += wish.kind_choice.weight
    return found


def _meant(wish: Wish, need: Need) -> bool:
    day = start_day(need.span)
    return wish.day in (None, day) and (wish.shift_kind is None or wish.shift_kind.on(day) == need.span)
