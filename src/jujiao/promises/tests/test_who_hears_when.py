"""The ladder as a table: for promises of minutes, a day, working days and a quarter, who hears when."""

from datetime import datetime

import pytest

from jujiao.notices.models import Notice
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Alarm
from jujiao.promises.operations import next_alarm_at
from jujiao.testing.cast import SHANGHAI, Cast
from jujiao.testing.rows import CHAT, CONTACT, KIND, a_promise

ENGINEER, HEAD, MANAGER, DIRECTOR = "engineer", "head_of_engineering", "manager", "director"
DAY = [
    ("03-11 22:00", [ENGINEER]),
    ("03-12 04:00", [ENGINEER]),
    ("03-12 10:00", [ENGINEER, HEAD]),
    ("03-12 16:00", [HEAD, MANAGER]),
    ("03-13 10:00", [MANAGER, DIRECTOR]),
]
WORKING_DAYS = [
    ("03-13 05:00", [ENGINEER]),
    ("03-14 02:30", [ENGINEER]),
    ("03-15 00:00", [ENGINEER, HEAD]),
    ("03-15 21:30", [HEAD, MANAGER]),
    ("03-18 14:00", [MANAGER, DIRECTOR]),
]
MINUTES = [("03-11 10:10", [ENGINEER, HEAD]), ("03-11 10:40", [HEAD, MANAGER])]
QUARTER = [("05-18 08:30", [ENGINEER]), ("06-10 00:00", [ENGINEER, HEAD]), ("06-17 00:00", [HEAD, MANAGER])]
"""Gathered: whoever hears of many of these on one day has one notice."""


def at(moment: str) -> datetime:
    return datetime.strptime(f"2026-{moment}", "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("kind", "due", "table"),
    [
        (CHAT, "03-11 10:10", MINUTES),
        (KIND, "03-12 10:00", DAY),
        (KIND, "03-15 00:00", WORKING_DAYS),
        (CONTACT, "06-10 00:00", QUARTER),
    ],
    ids=["10 minutes", "24 hours", "3 working days", "a quarter"],
)
def test_who_hears_when(cast: Cast, kind: str, due: str, table: list[tuple[str, list[str]]]) -> None:
    """From Wednesday, 2026-03-11 10:00, on."""
    promise = a_promise(cast, kind=kind, employee=cast.engineer.employee, due_at=at(due))
    promise.next_alarm_at = next_alarm_at(promise, fired=None)
    promise.save(update_fields=["next_alarm_at"])
    heard = []
    while promise.next_alarm_at:
        now = promise.next_alarm_at.astimezone(SHANGHAI)
        assert Alarms()(now) == 1
        heard.append((f"{now:%m-%d %H:%M}", Alarm.objects.latest("id").told))
        promise.refresh_from_db()
    assert heard == [(when, [getattr(cast, name).user.name for name in names]) for when, names in table]


def test_hundreds_that_fall_due_in_one_second_are_one_notice_a_person(cast: Cast) -> None:
    """In several transactions of the loop."""
    for number in range(600):
        employee = (cast.engineer, cast.engineer2)[number % 2].employee
        a_promise(cast, kind=CONTACT, employee=employee, subject_id=number, next_alarm_at=at("03-12 10:00"))
    alarms = Alarms()
    passes = iter(lambda: alarms(at("03-12 10:00")), 0)
    assert [*passes] == [250, 250, 100]
    told = Notice.objects.order_by("recipient_id").values_list("recipient", "kind")
    people = sorted(member.user.pk for member in (cast.engineer, cast.engineer2, cast.head_of_engineering))
    assert list(told) == [(person, "promise.gathered") for person in people]
    assert Alarm.objects.count() == 600
