"""When nobody was there for a post, and when nobody is planned: computed by the database, in ranges of instants."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import F, Max
from django.db.models.functions import Coalesce, Least

from jujiao.company.duty.models import Attendance, DutyPost, DutyPostKind
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.rules.people.duty import FORGOTTEN, Span
from jujiao.rules.service.desk import clause_3_1_1_round_the_clock

WITHOUT: Final = """
SELECT post.id, lower(gap), upper(gap)
FROM unnest(%(posts)s::bigint[]) AS post (id) LEFT JOIN there ON there.duty_post_id = post.id,
LATERAL unnest(tstzmultirange(tstzrange(%(start)s, %(end)s)) - coalesce(there.covered, '{}'::tstzmultirange)) AS gap
ORDER BY post.id, lower(gap)
"""
SIGNED_ON: Final = """
WITH there AS (
    SELECT duty_post_id, range_agg(tstzrange(
        signed_on_at, least(coalesce(signed_off_at, %(now)s), signed_on_at + %(forgotten)s, %(now)s))) AS covered
    FROM duty_attendance
    WHERE duty_post_id = ANY(%(posts)s) AND signed_on_at <= %(now)s
        AND signed_on_at < %(end)s AND signed_on_at > %(start)s - %(forgotten)s
    GROUP BY duty_post_id
)
"""
"""Signing off that was forgotten counts as in `rules.service.desk.counts_until`."""
PLANNED: Final = """
WITH there AS (
    SELECT duty_post_id, range_agg(tstzmultirange(tstzrange(starts_at, ends_at)) - coalesce((
        SELECT range_agg(tstzrange(away.starts_at, away.ends_at)) FROM duty_leave AS away
        WHERE away.employee_id = duty_duty.employee_id
            AND away.starts_at < duty_duty.ends_at AND away.ends_at > duty_duty.starts_at
        ), '{}'::tstzmultirange)) AS covered
    FROM duty_duty
    WHERE duty_post_id = ANY(%(posts)s) AND state = 'planned' AND starts_at < %(end)s AND ends_at > %(start)s
    GROUP BY duty_post_id
)
"""
"""Whoever is on leave covers nothing, whatever was planned."""
NONE: Final = timedelta(0)


def gaps_there(post_ids: Collection[int], start: datetime, end: datetime, now: datetime) -> Mapping[int, list[Span]]:
    """By post, when of a time nobody had signed on; of what lies after `now` nothing is known, so ask up to it."""
    return _gaps(SIGNED_ON + WITHOUT, post_ids, start, end, now)


def gaps_planned(post_ids: Collection[int], start: datetime, end: datetime) -> Mapping[int, list[Span]]:
    """By post, when of a time nobody is planned who will be there."""
    return _gaps(PLANNED + WITHOUT, post_ids, start, end, start)


def uncovered(gaps: Iterable[Span]) -> timedelta:
    """How long they are together."""
    return sum((gap.end - gap.start for gap in gaps), NONE)


def covered_until(duty_post: DutyPost, now: datetime) -> datetime:
    """Until when somebody was there for a post at which nobody is; now where nobody ever was."""
    there = Attendance.objects.filter(duty_post=duty_post, signed_on_at__lte=now)
    until = Least(Coalesce("signed_off_at", now), F("signed_on_at") + FORGOTTEN)
    last: datetime | None = there.aggregate(last=Max(until))["last"]
    return min(last or now, now)


def to_cover(duty_posts: Iterable[DutyPost], now: datetime) -> list[DutyPost]:
    """Of some posts those in use that have to be covered every minute, by the rulebook in force; none in a company that
    has no rules yet."""
    found = []
    for each in duty_posts:
        version = in_force(each.estate.company_id, now) if each.in_use else None
        if version is not None and clause_3_1_1_round_the_clock(
            is_desk=each.kind == DutyPostKind.DESK,
            marked=each.round_the_clock,
            figures=figures(version.pk, each.estate_id),
        ):
            found.append(each)
    return found


def _gaps(
    statement: str, post_ids: Collection[int], start: datetime, end: datetime, now: datetime
) -> Mapping[int, list[Span]]:
    if end <= start or not post_ids:
        return {}
    asked: dict[str, Any] = {"posts": list(post_ids), "start": start, "end": end, "now": now, "forgotten": FORGOTTEN}
    found = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        for post_id, since, until in cursor.fetchall():
            found[post_id].append(Span(since, until))
    return found
