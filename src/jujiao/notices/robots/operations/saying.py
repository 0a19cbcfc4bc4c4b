"""What notices say to people, robots say to their groups: written down in the transaction that tells it."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final, Protocol

from django.conf import settings
from django.db import connection
from django.utils import translation
from procrastinate.contrib.django import app

from jujiao.kernel.record.knowing import kept_sql
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import Notice
from jujiao.notices.sentences import kinds, outside

SPEAK: Final = "robots.speak"
"""The name under which the worker knows the job that lets a robot speak."""
LONGEST, LONGEST_LINK = 500, 300
SAY: Final = """
WITH written AS (
    INSERT INTO robots_saying (id, robot_id, key, text, link, state, created_at)
    SELECT gen_random_uuid(), robot.id, told.key, told.text, told.link, 'waiting', %(now)s
    FROM jsonb_to_recordset(%(told)s::jsonb) AS told (key text, kind_group text, estate_id bigint, subject_kind text,
        subject_id bigint, text text, link text)
    JOIN estates_estate AS estate ON estate.id = told.estate_id
    JOIN robots_robot AS robot ON robot.in_use AND robot.company_id = estate.company_id
        AND (robot.estate_id IS NULL OR robot.estate_id = estate.id) AND told.kind_group = ANY(robot.groups)
    WHERE NOT EXISTS (
        SELECT FROM ({kept}) AS kept WHERE kept.kind = told.subject_kind AND kept.id = told.subject_id)
    ON CONFLICT DO NOTHING
    RETURNING robot_id
)
SELECT DISTINCT robot_id FROM written ORDER BY robot_id
"""
"""A group chat has everybody in it: what anybody must not know of is said by no robot (`kernel.record.knowing`)."""


class Told(Protocol):
    """What is told to people, as far as robots need to know."""

    @property
    def kind(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def params(self) -> dict[str, Any]: ...
    @property
    def url(self) -> str: ...
    @property
    def estate_id(self) -> int | None: ...
    @property
    def subject(self) -> Subject | None: ...
    @property
    def due_at(self) -> datetime | None: ...


def say(tellings: Iterable[Told], *, now: datetime) -> None:
    """Writes down what the robots of the estates concerned are to say, in the words that leave the house, once for each
    telling however many people it is for. They speak by jobs deferred here: no commit, no word."""
    meant = [one for one in tellings if one.estate_id is not None and kinds()[one.kind].group.service]
    if not meant:
        return
    told = [_row(one, now) for one in meant]
    with connection.cursor() as cursor:
        cursor.execute(SAY.format(kept=kept_sql()), {"told": json.dumps(told), "now": now})
        robots = [robot_id for (robot_id,) in cursor.fetchall()]
    if robots:
        app.configure_task(SPEAK).batch_defer(*({"robot_id": robot_id} for robot_id in robots))


def _row(one: Told, now: datetime) -> dict[str, Any]:
    notice = Notice(kind=one.kind, params=one.params, due_at=one.due_at)
    with translation.override(settings.LANGUAGE_CODE):
        text = outside(notice, now)
    link = f"{settings.SITE_URL}{one.url}" if one.url else ""
    return {
        "key": one.key,
        "kind_group": kinds()[one.kind].group.key,
        "estate_id": one.estate_id,
        "subject_kind": one.subject.kind if one.subject else "",
        "subject_id": one.subject.id if one.subject else None,
        "text": text[:LONGEST],
        "link": link if len(link) <= LONGEST_LINK else "",
    }
