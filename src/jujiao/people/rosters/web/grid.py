"""The grid of a roster: its people and its days."""

from datetime import datetime
from typing import Any

from jujiao.kernel.record.access import Viewer
from jujiao.people.rosters.models import Roster


def grid_of(_roster: Roster, _viewer: Viewer, _now: datetime) -> dict[str, Any]:
    """What `rosters/grid.html` shows."""
    return {}
