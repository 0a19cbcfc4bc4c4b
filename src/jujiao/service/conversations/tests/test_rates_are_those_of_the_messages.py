"""3.1.3: how many messages were answered in time: what the ledger says is what the messages themselves give."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Final

import pytest

from jujiao.kernel.record.access import Viewer
from jujiao.rules.clocks import SHANGHAI, midnight
from jujiao.rules.service.conversations import Rate, clause_3_1_3_rate
from jujiao.service.conversations.models import Conversation, Direction, Message
from jujiao.service.conversations.operations.ending import end
from jujiao.service.conversations.queries_rates import By, answers_seen, parts, rate, turns_for
from jujiao.service.conversations.tests.desk import MINUTE, Desk, now_of, the_desk
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db
FIRST: Final = midnight(NOW.date()) - timedelta(days=4)
DAY, NIGHT = timedelta(minutes=10), timedelta(minutes=30)


@dataclass(frozen=True)
class Turn:
    """One turn as the messages give it: no promise is asked."""

    began: datetime
    way: str
    clerk: str
    ended: datetime | None

    def verdict(self, now: datetime) -> str:
        local = self.began.astimezone(SHANGHAI)
        due = self.began + (DAY if 8 <= local.hour < 22 else NIGHT)
        if self.ended is None:
            return "late" if now > due else "waiting"
        return "kept" if self.ended <= due else "late"


def turns_of(conversation: Conversation) -> list[Turn]:
    """Every first message without an answer, and when a way first accepted one that was written after it."""
    found = []
    rows = list(Message.objects.filter(conversation=conversation).select_related("written_by__employee").order_by("pk"))
    waiting = [each for each in rows if each.direction == Direction.INCOMING]
    answers = [each for each in rows if each.direction == Direction.OUTGOING and each.accepted_at is not None]
    while waiting:
        first = waiting[0]
        later = [each for each in answers if each.pk > first.pk]
        by = min(later, key=lambda each: (each.accepted_at, each.pk)) if later else None
        found.append(Turn(first.at, first.way, name_of(by), by.accepted_at if by else None))
        if by is None or by.accepted_at is None:
            break
        # What was accepted by then answers all that was written before the last of it.
        last = max(each.pk for each in answers if each.accepted_at and each.accepted_at <= by.accepted_at)
        waiting = [each for each in waiting if each.pk > last]
    return found


def name_of(message: Message | None) -> str:
    return message.written_by.employee.name if message and message.written_by else ""


def days_of_a_desk(desk: Desk, cast: Cast) -> datetime:
    """Owners write by day and night, by pages and WeChat, once or several times; some are answered late, some answers
    overtake others, some wait still, rounds end and begin."""
    chance, at = Random(3), FIRST + timedelta(hours=6)
    owners, follower = (cast.resident, cast.neighbour), desk.follower()
    desk.binds(follower, cast.landlord)
    under_way: list[tuple[datetime, Message]] = []
    for number in range(45):
        at += timedelta(minutes=chance.randint(4, 200))
        under_way = _accept(desk, under_way, at)
        conversation = (
            desk.wechats("在吗", at) if number % 3 == 0 else desk.hears("在吗", at, owners[number % 2]).conversation
        )
        if chance.random() < 0.4:
            desk.hears("还有", at + MINUTE, owners[number % 2])
        for _each in range(chance.choice([0, 1, 1, 1, 2])):
            at += timedelta(minutes=chance.choice([1, 4, 9, 12, 31]))
            under_way = _accept(desk, under_way, at)
            said = desk.says(conversation, "收到", at, chance.choice([cast.clerk, cast.clerk2]))
            if said.accepted_at is None:
                under_way.append((at + timedelta(minutes=chance.choice([0, 3, 15])), said))
        row = now_of(conversation)
        if row.waiting_since is None and not under_way and chance.random() < 0.3:
            end(conversation=row, version=row.version, actor=cast.manager.viewer, now=at)
    return at + 5 * MINUTE


def _accept(desk: Desk, under_way: list[tuple[datetime, Message]], now: datetime) -> list[tuple[datetime, Message]]:
    for at, message in sorted((each for each in under_way if each[0] <= now), key=lambda each: each[0]):
        desk.accepts(message, at)
    return [each for each in under_way if each[0] > now]


def by_hand(now: datetime, key: str = "") -> dict[object, Rate]:
    """The rates of all turns, by what `key` says of each."""
    numbers: Counter[tuple[object, str]] = Counter()
    for conversation in Conversation.objects.all():
        for turn in turns_of(conversation):
            hour = turn.began.astimezone(SHANGHAI).hour
            said = {"": "", "way": turn.way, "clerk": turn.clerk, "hour": str(hour)}
            said["light"] = "day" if 8 <= hour < 22 else "night"
            numbers[said[key], turn.verdict(now)] += 1
    keys = {each for each, _verdict in numbers}
    return {
        each: clause_3_1_3_rate((verdict, count) for (one, verdict), count in numbers.items() if one == each)
        for each in keys
    }


def test_rates_are_those_of_the_messages(cast: Cast) -> None:
    desk = the_desk(cast)
    now = days_of_a_desk(desk, cast)
    turns = turns_for(cast.manager.viewer, now)
    whole = rate(turns)
    assert whole == by_hand(now)[""]
    assert min(whole.kept, whole.late) > 5
    for by, key in ((By.LIGHT, "light"), (By.WAY, "way"), (By.HOUR, "hour")):
        assert {each.value: each.rate for each in parts(turns, by)} == by_hand(now, key), by
    clerks = {each.label: each.rate for each in parts(turns, By.EMPLOYEE)}
    mine = by_hand(now, "clerk")
    assert {name: each.kept for name, each in clerks.items() if name} == {
        name: each.kept for name, each in mine.items() if name
    }
    for verdict in ("kept", "late", "waiting"):
        assert turns.filter(verdict=verdict).count() == getattr(whole, verdict)


def test_who_reads_whose(cast: Cast) -> None:
    desk = the_desk(cast)
    desk.says(desk.hears("在吗", NOW).conversation, "在的", NOW + MINUTE)
    desk.says(desk.hears("在吗", NOW, cast.neighbour).conversation, "在的", NOW + MINUTE, cast.clerk2)
    seen = {name: _kept(getattr(cast, name).viewer) for name in ("clerk", "manager", "head_of_service", "auditor")}
    assert seen == {"clerk": 1, "manager": 2, "head_of_service": 2, "auditor": 2}
    for name in ("head_of_engineering", "clerk_elsewhere", "outsider", "engineer", "resident"):
        assert not turns_for(getattr(cast, name).viewer, NOW).exists(), name


def _kept(viewer: Viewer) -> int:
    """Of the turns whose clerk the viewer reads, those that were kept."""
    return rate(turns_for(viewer, NOW + MINUTE).filter(answers_seen(viewer))).kept
