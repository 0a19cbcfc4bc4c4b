"""Telling people things: a row that the inbox shows, and its deliveries, in the transaction of what is told about."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import connection, transaction

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Person
from jujiao.kernel.record import live, subjects
from jujiao.kernel.record.knowing import kept_sql
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.consenting.queries import consenting
from jujiao.notices.models import Channel, Notice
from jujiao.notices.operations.calling import call_for
from jujiao.notices.operations.sending import queue
from jujiao.notices.robots.operations.saying import say
from jujiao.notices.sentences import check_kind, goes_by_wechat, kinds, usual_ways
from jujiao.notices.wechat.reached import FOLLOWER
from jujiao.rules.phones import takes_messages
from jujiao.rules.telling import Weight

TELL: Final = """
WITH told AS (
    INSERT INTO notices_notice (recipient_id, person_id, phone, follower_id, kind, params, url, estate_id,
        subject_kind, subject_id, key, promise_id, due_at, must_reach, settles, settle_by, ways, created_at)
    SELECT reader.recipient_id, reader.person_id, reader.phone, reader.follower_id, kind, params, url, estate_id,
        subject_kind, subject_id, key, promise_id, due_at, must_reach, settles, settle_by, ARRAY(
            SELECT way FROM unnest(reader.ways) WITH ORDINALITY AS offered (way, place)
            WHERE (way <> %(wechat)s OR bound.id IS NOT NULL)
                AND (must_reach OR way = ANY(coalesce(nullif(wish."order", '{{}}'), usual))
                    AND kind_group <> ALL(coalesce(wish.no_mail, '{{}}')))
            ORDER BY must_reach AND way = reader.first DESC, array_position(wish."order", way), place), %(now)s
    FROM (
        SELECT *, ARRAY(
            SELECT user_id FROM ({kept}) AS kept JOIN staff_employee ON staff_employee.id = kept.employee_id
            WHERE kept.kind = telling.subject_kind AND kept.id = telling.subject_id) AS kept_from
        FROM jsonb_to_recordset(%(tellings)s::jsonb) AS telling (readers jsonb, kind text, kind_group text,
            usual text[], params jsonb, url text, estate_id bigint, subject_kind text, subject_id bigint, key text,
            promise_id bigint, due_at timestamptz, must_reach boolean, settles bigint[],
            settle_by timestamptz)
            OFFSET 0) AS telling
    CROSS JOIN LATERAL jsonb_to_recordset(readers)
        AS reader (recipient_id bigint, person_id bigint, phone text, follower_id bigint, ways text[], first text)
    LEFT JOIN LATERAL ({bound}) AS bound ON %(wechat)s = ANY(reader.ways)
    LEFT JOIN notices_preference AS wish ON wish.user_id = reader.recipient_id
    WHERE coalesce(reader.recipient_id <> ALL (kept_from), true)
    ON CONFLICT DO NOTHING
    RETURNING id, recipient_id, person_id, phone, follower_id, key, ways
), sent AS (
    INSERT INTO notices_delivery (notice_id, channel, state, tries, created_at)
    SELECT id, ways[1], 'queued', 0, %(now)s FROM told WHERE cardinality(ways) > 0
    RETURNING id, notice_id
)
SELECT told.id, recipient_id, person_id, phone, follower_id, key, ways, sent.id,
    EXISTS (SELECT FROM robots_robot WHERE in_use), pg_notify(%(open_pages)s, 'user:' || recipient_id)
FROM told LEFT JOIN sent ON notice_id = told.id
ORDER BY told.id
"""
"""Notices and their deliveries, in one statement: an alarm for many people is written as quickly as it can be.
Whoever must not know of a telling's subject is left out here, whatever the caller thinks (`kernel.record.knowing`);
OFFSET 0 has that asked once for each telling, not for each of its people.
A notice is in the inbox by being there, and its reader's open pages hear of it at the commit. It leaves the house by
the first of the ways that reach its reader, in the order that they wish; those that they have not chosen carry only
what must reach them. WeChat is one of them for who is bound to a follower that takes messages. Returns the notices that
are new, each with its delivery."""
BOUND: Final = FOLLOWER.format(person="reader.person_id", user="reader.recipient_id", follower="reader.follower_id")


@dataclass(frozen=True)
class Outsider:
    """Somebody without an account: a person on record, at the number that they left or that is theirs (`phone` is
    told of this alone), or nobody but a number or a follower of an official account. `follower_id` is as whom they are
    told of this in WeChat, as long as that is they; a person is told there as any follower that they are bound to."""

    person: Person | None
    phone: str = ""
    own: str = ""
    """The number that is proven to be the person's, "" where there is none."""
    follower_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Telling:
    """Something to be told to some people, to each once per `key`; `kind` and `params` make the sentence. `subject` is
    what it is about, None only where it is about nothing of which anybody must not know. A reminder of a promise names
    it, and when it is due.

    What `must_reach` its reader goes out by every way that they have until one takes it: `by` first, to `phone` where
    that is a number of theirs, or to them as the follower of `follower_id`. It does so for every outsider. `settles`
    are the promises that it keeps by then, the first of them due at `settle_by`."""

    users: Iterable[User] = ()
    outsiders: Sequence[Outsider] = ()
    kind: str
    key: str
    subject: Subject | None
    params: dict[str, Any] = field(default_factory=dict)
    url: str = ""
    estate_id: int | None = None
    promise_id: int | None = None
    due_at: datetime | None = None
    must_reach: bool = False
    by: str = ""
    phone: str = ""
    follower_id: int | None = None
    settles: Sequence[int] = ()
    settle_by: datetime | None = None


class _Written(NamedTuple):
    """A new notice: who reads it, by which ways it may leave, and its delivery; whether any house has robots at all,
    for most have none."""

    id: int
    recipient_id: int | None
    person_id: int | None
    phone: str
    follower_id: int | None
    key: str
    ways: list[str]
    delivery_id: int | None
    robots: bool
    said: Any


@transaction.atomic(savepoint=False)
def tell(*tellings: Telling, now: datetime) -> list[Notice]:
    """Tells each: a row for everybody meant who may know of its subject, and a delivery by the first way out that they
    have. UnknownKindError for a kind of subject that no app has declared, UnknownNoticeError for a kind of notice
    without a sentence.

    Returns the notices that are new. Messages leave by jobs deferred here: no commit, no message. Whoever must be
    reached and has no way is to be called."""
    for one in tellings:
        check_kind(one.kind)
    told = [(one, _wanted(one)) for one in tellings]
    meant = {(user_id, one.key): (one, user) for one, users in reversed(told) for user_id, user in users.items()}
    outside = {(*_known(outsider), one.key): one for one in tellings for outsider in one.outsiders}
    if not meant and not outside:
        return []
    notices = []
    written = _write(told, now)
    for row in written:
        if row.recipient_id is not None:
            one, user = meant[row.recipient_id, row.key]
        else:
            one, user = outside[row.person_id, row.phone, row.follower_id, row.key], None
        notices.append(_notice(row, one, user, now))
    queue([row.delivery_id for row in written if row.delivery_id is not None])
    if not written or written[0].robots:
        say(tellings, now=now)
    for notice in notices:
        if notice.must_reach and not notice.ways:
            call_for(notice, now=now)
    return notices


def _wanted(telling: Telling) -> dict[int, User]:
    """Those who are meant, by id; of marketing those alone who consent to it: others do not find it in their inbox."""
    users = {user.pk: user for user in telling.users}
    if users and kinds()[telling.kind].weight is Weight.MARKETING:
        users = {pk: users[pk] for pk in users.keys() & consenting(users)}
    return users


def _notice(row: _Written, one: Telling, user: User | None, now: datetime) -> Notice:
    return Notice(
        id=row.id,
        recipient=user,
        person_id=row.person_id,
        phone=row.phone,
        follower_id=row.follower_id,
        kind=one.kind,
        key=one.key,
        params=one.params,
        url=one.url,
        estate_id=one.estate_id,
        promise_id=one.promise_id,
        due_at=one.due_at,
        must_reach=user is None or one.must_reach,
        settles=list(one.settles),
        settle_by=one.settle_by,
        ways=row.ways,
        **_named(one.subject),
        created_at=now,
    )


def _write(told: list[tuple[Telling, dict[int, User]]], now: datetime) -> list[_Written]:
    rows = [row for one, users in told for row in _rows(one, users.values())]
    values: dict[str, Any] = {
        "tellings": json.dumps(rows),
        "now": now,
        "open_pages": live.CHANNEL,
        "wechat": Channel.WECHAT.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(TELL.format(kept=kept_sql(), bound=BOUND), values)
        return [_Written(*row) for row in cursor.fetchall()]


def _rows(one: Telling, users: Iterable[User]) -> Iterator[dict[str, Any]]:
    """A telling as its statement takes it; once more for those outside, whom it must reach."""
    kind = kinds()[one.kind]
    common = {
        "kind": one.kind,
        "kind_group": kind.group.key,
        "usual": list(usual_ways(kind)),
        "params": one.params,
        "url": one.url,
        "estate_id": one.estate_id,
        "key": one.key,
        "promise_id": one.promise_id,
        "due_at": one.due_at and one.due_at.isoformat(),
        "settles": list(one.settles),
        "settle_by": one.settle_by and one.settle_by.isoformat(),
        **_named(one.subject),
    }
    in_wechat = goes_by_wechat(kind)
    if readers := [
        {
            "recipient_id": user.pk,
            "phone": one.phone,
            "follower_id": one.follower_id,
            "ways": _ways_to(user, one.phone, in_wechat=in_wechat),
            "first": one.by,
        }
        for user in users
    ]:
        yield {**common, "readers": readers, "must_reach": one.must_reach}
    if one.outsiders:
        outside = [_reader(outsider, one.by) for outsider in one.outsiders]
        yield {**common, "readers": outside, "must_reach": True}


def _ways_to(user: User, phone: str, *, in_wechat: bool) -> list[str]:
    """The channels that may reach somebody with an account."""
    ways = [Channel.WECHAT.value] if in_wechat else []
    if user.email:
        ways.append(Channel.EMAIL.value)
    if takes_messages(phone or user.phone or ""):
        ways.append(Channel.SMS.value)
    return ways


def _reader(outsider: Outsider, by: str) -> dict[str, Any]:
    person_id, phone, follower_id = _known(outsider)
    ways = [Channel.WECHAT.value]
    if takes_messages(phone or outsider.own):
        # Where they left a number with this, it is there that they wish to hear of it.
        ways.insert(0 if phone else 1, Channel.SMS.value)
    return {"person_id": person_id, "phone": phone, "follower_id": follower_id, "ways": ways, "first": by}


def _known(outsider: Outsider) -> tuple[int | None, str, int | None]:
    return outsider.person.pk if outsider.person else None, outsider.phone, outsider.follower_id


def _named(subject: Subject | None) -> dict[str, Any]:
    if subject is None:
        return {"subject_kind": "", "subject_id": None}
    return {"subject_kind": subjects.of(subject.kind).key, "subject_id": subject.id}
