"""What people would like, as the search takes it."""

from collections.abc import Mapping, Sequence

from jujiao.people.rosters.models import Roster
from jujiao.rules.people.rostering.problem import Need, NeedKey


def weights_of(_roster: Roster, _needs: Sequence[Need]) -> Mapping[int, Mapping[NeedKey, int]]:
    """By employee: a weight for each need that they would like (above 0) or not (below)."""
    return {}
