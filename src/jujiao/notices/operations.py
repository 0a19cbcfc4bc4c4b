"""Telling people things: the inbox row and its deliveries, in the transaction of whatever is told about."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from typing import Any, Final

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.types import JSONDict

from jujiao.company.accounts.models import User
from jujiao.kernel.record import live, subjects
from jujiao.kernel.record.knowing import kept_sql
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import Delivery, DeliveryState, Notice
from jujiao.notices.sentences import check_kind

DELIVER: Final = "notices.deliver"
"""The name under which the worker knows the job that sends."""
TOGETHER: Final = 50
"""Mails that one job sends, one after the other."""
TELL: Final = """
WITH told AS (
    INSERT INTO notices_notice (recipient_id, kind, params, url, estate_id, subject_kind, subject_id, key, created_at)
    SELECT recipient_id, kind, params, url, estate_id, subject_kind, subject_id, key, %(now)s
    FROM (
        SELECT *, ARRAY(
            SELECT user_id FROM ({kept}) AS kept JOIN staff_employee ON staff_employee.id = kept.employee_id
            WHERE kept.kind = telling.subject_kind AND kept.id = telling.subject_id) AS kept_from
        FROM jsonb_to_recordset(%(tellings)s::jsonb) AS telling (users bigint[], kind text, params jsonb, url text,
            estate_id bigint, subject_kind text, subject_id bigint, key text) OFFSET 0) AS telling,
        unnest(users) AS recipient_id
    WHERE recipient_id <> ALL (kept_from)
    ON CONFLICT (recipient_id, key) DO NOTHING
    RETURNING id, recipient_id, key
), sent AS (
    INSERT INTO notices_delivery (notice_id, channel, state, attempts, sent_at, created_at, message_id, last_error)
    SELECT told.id, 'inbox', 'sent', 1, %(now)s, %(now)s, gen_random_uuid(), '' FROM told
    UNION ALL
    SELECT told.id, 'email', 'queued', 0, NULL, %(now)s, gen_random_uuid(), ''
    FROM told WHERE recipient_id = ANY(%(by_mail)s::bigint[])
    RETURNING id, notice_id, channel
)
SELECT told.id, recipient_id, key, sent.id, pg_notify(%(open_pages)s, 'user:' || recipient_id)
FROM told LEFT JOIN sent ON notice_id = told.id AND channel = 'email'
ORDER BY told.id
"""
"""Notices and their deliveries, in one statement: an alarm for many people is written as quickly as it can be.
Whoever must not know of a telling's subject is left out here, whatever the caller thinks (`kernel.record.knowing`);
OFFSET 0 has that asked once for each telling, not for each of its people.
The inbox has its row already, and its reader's open pages hear of it at the commit; mails wait for the worker. Returns
the notices that are new, each with its mail."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Something to be told to some people, to each once per `key`; `kind` and `params` make the sentence. `subject` is
    what it is about, None only where it is about nothing of which anybody must not know."""

    users: Iterable[User]
    kind: str
    key: str
    subject: Subject | None
    params: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    estate_id: int | None = None


@transaction.atomic(savepoint=False)
def tell(*tellings: Telling, now: datetime) -> list[Notice]:
    """Tells each: a row in the inbox of everybody meant who may know of its subject, and a delivery for each way out
    that they have. UnknownKindError for a kind of subject that no app has declared, UnknownNoticeError for a kind of
    notice without a sentence.

    Returns the notices that are new. Mails go out by jobs deferred here: no commit, no mail."""
    for one in tellings:
        check_kind(one.kind)
    told = [(one, {user.pk: user for user in one.users}) for one in tellings]
    meant = {(user_id, one.key): (one, user) for one, users in reversed(told) for user_id, user in users.items()}
    if not meant:
        return []
    notices, mails = [], []
    for notice_id, user_id, key, mail_id, _said in _write(told, now):
        one, user = meant[user_id, key]
        notices.append(
            Notice(
                id=notice_id,
                recipient=user,
                kind=one.kind,
                key=key,
                params=one.params,
                url=one.url,
                estate_id=one.estate_id,
                **_named(one.subject),
                created_at=now,
            )
        )
        if mail_id is not None:
            mails.append(mail_id)
    queue(mails)
    return notices


def take_back(subject: Subject, *, user_id: int) -> None:
    """Takes back whatever somebody was told of a subject by mistake: it leaves their inbox, and no mail goes out."""
    Notice.objects.filter(recipient=user_id, subject_kind=subject.kind, subject_id=subject.id).update(taken_back=True)


def _write(told: list[tuple[Telling, dict[int, User]]], now: datetime) -> list[tuple[int, int, str, int | None, Any]]:
    """Id, recipient, key and delivery by mail of each notice that is new."""
    tellings = [{**vars(one), "users": [*users], **_named(one.subject)} for one, users in told]
    by_mail = {user_id for _, users in told for user_id, user in users.items() if user.email}
    values: dict[str, Any] = {
        "tellings": json.dumps(tellings),
        "by_mail": [*by_mail],
        "now": now,
        "open_pages": live.CHANNEL,
    }
    with connection.cursor() as cursor:
        cursor.execute(TELL.format(kept=kept_sql()), values)
        found: list[tuple[int, int, str, int | None, Any]] = cursor.fetchall()
    return found


def _named(subject: Subject | None) -> dict[str, Any]:
    if subject is None:
        return {"subject_kind": "", "subject_id": None}
    return {"subject_kind": subjects.of(subject.kind).key, "subject_id": subject.id}


def queue(delivery_ids: Sequence[int], *, together: int = TOGETHER) -> None:
    """Defers the sending of deliveries, inside the caller's transaction; up to `together` of them by one job."""
    jobs: list[JSONDict] = [{"delivery_ids": list(group)} for group in batched(delivery_ids, together)]
    if jobs:
        app.configure_task(DELIVER).batch_defer(*jobs)


@transaction.atomic
def retry(*, delivery: Delivery) -> None:
    """Sends a failed delivery once more."""
    held = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if held.state == DeliveryState.FAILED:
        held.state, held.attempts = DeliveryState.QUEUED, 0
        held.save(update_fields=["state", "attempts"])
        queue([held.pk])


def mark_read(*, user_id: int, now: datetime, notice_id: int | None = None) -> int:
    """Marks one notice, or all, of a user as read; returns how many were unread."""
    unread = Notice.objects.filter(recipient_id=user_id, read_at__isnull=True)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return unread.update(read_at=now)
