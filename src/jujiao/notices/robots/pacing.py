"""How fast a robot may speak: one token bucket for each, in the database, for the workers of all hosts.

Vendors silence a robot that speaks more than twenty times in a minute, whichever minute that is. A bucket that holds
BURST and gets RATE gives at most BURST + 60 x RATE in any minute: twenty."""

from datetime import datetime, timedelta
from typing import Final

from django.db import connection

from jujiao.notices.robots.models import Pace, Robot

BURST: Final = 5
RATE: Final = 0.25
"""Tokens a second."""
TAKE: Final = """
UPDATE robots_pace SET tokens = filled.tokens - 1, filled_at = greatest(filled_at, %(now)s)
FROM (
    SELECT robot_id AS id, least(%(burst)s, tokens + extract(epoch FROM greatest(%(now)s - filled_at, interval '0'))
        * %(rate)s) AS tokens
    FROM robots_pace WHERE robot_id = %(robot)s FOR UPDATE
) AS filled
WHERE robot_id = filled.id AND filled.tokens >= 1 AND (rest_until IS NULL OR rest_until <= %(now)s)
"""


def take_token(robot_id: int, *, now: datetime) -> bool:
    """Whether the robot may speak once more, by the database's clock; whoever asks has then used that up."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"robot": robot_id, "now": now, "burst": float(BURST), "rate": RATE})
        return bool(cursor.rowcount)


def next_token(pace: Pace, *, now: datetime) -> datetime:
    """When the next one is there."""
    have = min(BURST, pace.tokens + max(0.0, (now - pace.filled_at).total_seconds()) * RATE)
    filled = now + timedelta(seconds=max(0.0, 1 - have) / RATE)
    return max(filled, pace.rest_until or filled)


def full(robot: Robot, *, now: datetime) -> Pace:
    """The bucket of a new robot."""
    return Pace.objects.create(robot=robot, tokens=BURST, filled_at=now)
