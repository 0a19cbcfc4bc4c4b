"""Telling people things: a row that the inbox shows, and its deliveries, in the transaction of what is told about."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import batched
from typing import Any, Final

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.types import JSONDict

from jujiao.company.accounts.models import User
from jujiao.kernel.record import live, subjects
from jujiao.kernel.record.knowing import kept_sql
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.consenting.queries import consenting
from jujiao.notices.models import Delivery, DeliveryState, Notice
from jujiao.notices.sentences import check_kind, kinds
from jujiao.rules.telling import Weight

DELIVER: Final = "notices.deliver"
"""The name under which the worker knows the job that sends."""
TOGETHER: Final = 50
"""Mails that one job sends, one after the other."""
TELL: Final = """
WITH told AS (
    INSERT INTO notices_notice (recipient_id, kind, params, url, estate_id, subject_kind, subject_id, key,
        promise_id, due_at, created_at)
    SELECT recipient_id, kind, params, url, estate_id, subject_kind, subject_id, key, promise_id, due_at, %(now)s
    FROM (
        SELECT *, ARRAY(
            SELECT user_id FROM ({kept}) AS kept JOIN staff_employee ON staff_employee.id = kept.employee_id
            WHERE kept.kind = telling.subject_kind AND kept.id = telling.subject_id) AS kept_from
        FROM jsonb_to_recordset(%(tellings)s::jsonb) AS telling (users bigint[], kind text, params jsonb, url text,
            estate_id bigint, subject_kind text, subject_id bigint, key text, promise_id bigint, due_at timestamptz)
            OFFSET 0) AS telling,
        unnest(users) AS recipient_id
    WHERE recipient_id <> ALL (kept_from)
    ON CONFLICT (recipient_id, key) DO NOTHING
    RETURNING id, recipient_id, key, kind
), sent AS (
    INSERT INTO notices_delivery (notice_id, channel, state, attempts, sent_at, created_at, message_id, last_error)
    SELECT told.id, 'email', 'queued', 0, NULL, %(now)s, gen_random_uuid(), ''
    FROM told WHERE recipient_id = ANY(%(by_mail)s::bigint[]) AND NOT EXISTS (
        SELECT FROM notices_preference WHERE user_id = recipient_id AND %(groups)s::jsonb ->> kind = ANY(no_mail))
    RETURNING id, notice_id
)
SELECT told.id, recipient_id, key, sent.id, pg_notify(%(open_pages)s, 'user:' || recipient_id)
FROM told LEFT JOIN sent ON notice_id = told.id
ORDER BY told.id
"""
"""Notices and their deliveries, in one statement: an alarm for many people is written as quickly as it can be.
Whoever must not know of a telling's subject is left out here, whatever the caller thinks (`kernel.record.knowing`);
OFFSET 0 has that asked once for each telling, not for each of its people.
A notice is in the inbox by being there, and its reader's open pages hear of it at the commit; mails wait for the
worker, unless their reader wants none of the kind. Returns the notices that are new, each with its mail."""
READ: Final = """
WITH waiting AS MATERIALIZED (
    SELECT id FROM notices_notice
    WHERE recipient_id = %s AND read_at IS NULL AND withdrawn_at IS NULL{narrowed} ORDER BY id FOR NO KEY UPDATE
)
UPDATE notices_notice SET read_at = %s FROM waiting WHERE notices_notice.id = waiting.id
"""
WITHDRAW: Final = """
WITH ended AS MATERIALIZED (
    SELECT id FROM notices_notice WHERE promise_id = ANY(%s::bigint[]) AND withdrawn_at IS NULL
    ORDER BY id FOR NO KEY UPDATE
), withdrawn AS (
    UPDATE notices_notice SET withdrawn_at = %s FROM ended WHERE notices_notice.id = ended.id
    RETURNING recipient_id, subject_kind, subject_id, read_at IS NULL AND NOT taken_back AS waited
)
SELECT pg_notify(%s, 'user:' || recipient_id) FROM (
    SELECT DISTINCT recipient_id FROM withdrawn WHERE waited AND NOT EXISTS (
        SELECT FROM ({kept}) AS kept JOIN staff_employee ON staff_employee.id = kept.employee_id
        WHERE kept.kind = withdrawn.subject_kind AND kept.id = withdrawn.subject_id AND user_id = recipient_id)) AS told
"""
"""Reminders of promises that ended, in one statement. The page of whoever must not know of the subject by now does not
stir."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Something to be told to some people, to each once per `key`; `kind` and `params` make the sentence. `subject` is
    what it is about, None only where it is about nothing of which anybody must not know. A reminder of a promise names
    it, and when it is due."""

    users: Iterable[User]
    kind: str
    key: str
    subject: Subject | None
    params: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    estate_id: int | None = None
    promise_id: int | None = None
    due_at: datetime | None = None


@transaction.atomic(savepoint=False)
def tell(*tellings: Telling, now: datetime) -> list[Notice]:
    """Tells each: a row in the inbox of everybody meant who may know of its subject, and a delivery for each way out
    that they have. UnknownKindError for a kind of subject that no app has declared, UnknownNoticeError for a kind of
    notice without a sentence.

    Returns the notices that are new. Mails go out by jobs deferred here: no commit, no mail."""
    for one in tellings:
        check_kind(one.kind)
    told = [(one, _wanted(one)) for one in tellings]
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
                promise_id=one.promise_id,
                due_at=one.due_at,
                **_named(one.subject),
                created_at=now,
            )
        )
        if mail_id is not None:
            mails.append(mail_id)
    queue(mails)
    return notices


def _wanted(telling: Telling) -> dict[int, User]:
    """Those who are meant, by id; of marketing those alone who consent to it: others do not find it in their inbox."""
    users = {user.pk: user for user in telling.users}
    if users and kinds()[telling.kind].weight is Weight.MARKETING:
        users = {pk: users[pk] for pk in users.keys() & consenting(users)}
    return users


def take_back(subject: Subject, *, user_id: int) -> None:
    """Takes back whatever somebody was told of a subject by mistake: it leaves their inbox, and no mail goes out."""
    Notice.objects.filter(recipient=user_id, subject_kind=subject.kind, subject_id=subject.id).update(taken_back=True)


def withdraw(promise_ids: Collection[int], *, at: datetime) -> None:
    """Withdraws the reminders of promises that ended at `at`: none of them waits for anybody any more, and no mail of
    them leaves. The open pages of those in whose inbox they waited hear of it at the commit.

    Called in the transaction that ends the promises, which holds their rows, so that no alarm comes in between. The
    rows are locked in the order of their ids, as by whoever reads them."""
    if promise_ids:
        with connection.cursor() as cursor:
            cursor.execute(WITHDRAW.format(kept=kept_sql()), [[*promise_ids], at, live.CHANNEL])


def move(promise_id: int, *, due_at: datetime) -> None:
    """Reminders of a promise whose date was counted anew say the new one."""
    Notice.objects.filter(promise_id=promise_id, withdrawn_at__isnull=True).update(due_at=due_at)


def _write(told: list[tuple[Telling, dict[int, User]]], now: datetime) -> list[tuple[int, int, str, int | None, Any]]:
    """Id, recipient, key and delivery by mail of each notice that is new."""
    tellings = [
        {**vars(one), "users": [*users], "due_at": one.due_at and one.due_at.isoformat(), **_named(one.subject)}
        for one, users in told
    ]
    by_mail = {user_id for _, users in told for user_id, user in users.items() if user.email}
    values: dict[str, Any] = {
        "tellings": json.dumps(tellings),
        "by_mail": [*by_mail],
        "groups": json.dumps({one.kind: kinds()[one.kind].group.key for one, _ in told}),
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


def queue(delivery_ids: Sequence[int], *, together: int = TOGETHER, at: datetime | None = None) -> None:
    """Defers the sending of deliveries, until `at` where that is given, inside the caller's transaction; up to
    `together` of them by one job."""
    jobs: list[JSONDict] = [{"delivery_ids": list(group)} for group in batched(delivery_ids, together)]
    if jobs:
        app.configure_task(DELIVER, schedule_at=at).batch_defer(*jobs)


@transaction.atomic
def postpone(delivery: Delivery, *, until: datetime) -> None:
    """Lets a mail wait for the end of its reader's quiet hours. Where a job waits for that already, this is
    another try of the one that was to be sent: two at the same instant would send it twice."""
    Delivery.objects.filter(pk=delivery.pk).update(not_before=until)
    same = ProcrastinateJob.objects.filter(task_name=DELIVER, status="todo", scheduled_at=until)
    if not same.filter(args={"delivery_ids": [delivery.pk]}).exists():
        queue([delivery.pk], at=until)


@transaction.atomic
def retry(*, delivery: Delivery) -> None:
    """Sends a failed delivery once more."""
    held = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if held.state == DeliveryState.FAILED:
        held.state, held.attempts = DeliveryState.QUEUED, 0
        held.save(update_fields=["state", "attempts"])
        queue([held.pk])


def mark_read(*, user_id: int, now: datetime, notice_id: int | None = None, subject: Subject | None = None) -> int:
    """Marks as read what waits for a user: all of it, one notice, or whatever is about one subject; returns how many
    that were. One statement, which locks the rows in the order of their ids: nobody waits in a circle with the step
    that withdraws some of them (deadlock)."""
    narrowed = ""
    values: list[Any] = [user_id]
    if subject is not None:
        narrowed, values = " AND subject_kind = %s AND subject_id = %s", [*values, *subject]
    elif notice_id is not None:
        narrowed, values = " AND id = %s", [*values, notice_id]
    with connection.cursor() as cursor:
        cursor.execute(READ.format(narrowed=narrowed), [*values, now])
        count: int = cursor.rowcount
    return count
