"""What notices bring, a robot says in its group: once, in the words that leave the house, and never too much."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from jujiao.kernel.machine import clock
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Telling, tell
from jujiao.notices.robots.jobs import let_speak, tidy
from jujiao.notices.robots.models import Pace, Robot, Saying
from jujiao.notices.robots.operations import RobotFacts, change_robot, say, switch_robot
from jujiao.notices.robots.operations.saying import SPEAK
from jujiao.notices.robots.operations.speaking import speak
from jujiao.notices.robots.proof import a_robot
from jujiao.notices.robots.tests.vendor import Group
from jujiao.service.complaints.models import SUBJECT, Category
from jujiao.service.complaints.operations import register
from jujiao.testing.cast import NOW, Cast


@dataclass(frozen=True, kw_only=True)
class Told:
    estate_id: int | None
    key: str = "1"
    kind: str = "complaint.arrived"
    params: dict[str, Any] = field(default_factory=lambda: {"number": "YX-2026-000001"})
    url: str = "/complaints/1/"
    subject: Subject | None = None
    due_at: datetime | None = None


def told(cast: Cast, number: int = 1, **facts: Any) -> Told:
    given = {"estate_id": cast.estate.pk, "key": str(number), "params": {"number": f"YX-2026-{number:06}"}}
    return Told(**{**given, **facts})


def jobs() -> list[Any]:
    return list(ProcrastinateJob.objects.filter(task_name=SPEAK).order_by("pk"))


def states() -> list[str]:
    return list(Saying.objects.order_by("created_at", "key").values_list("state", flat=True))


def test_it_says_the_sentence_that_leaves_the_house_with_its_link(
    cast: Cast, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    robot = a_robot(cast.company)
    monkeypatch.setattr(clock, "database_now", lambda: NOW)
    say([told(cast)], now=NOW)
    (job,) = jobs()
    assert (job.args, group.read) == ({"robot_id": robot.pk}, [])
    let_speak(**job.args)
    (text,) = group.read
    sentence, link = text.split("\n")
    assert "YX-2026-000001" in sentence
    assert link == "http://localhost:8000/complaints/1/"
    assert states() == ["said"]
    let_speak(**job.args)
    assert len(group.read) == 1


def test_a_telling_is_said_once_however_often_and_to_however_many_it_is_told(cast: Cast, group: Group) -> None:
    robot = a_robot(cast.company)
    say([told(cast), told(cast)], now=NOW)
    say([told(cast)], now=NOW)
    assert Saying.objects.count() == len(jobs()) == 1
    speak(robot.pk, now=NOW)
    say([told(cast)], now=NOW)
    assert speak(robot.pk, now=NOW) is None
    assert len(group.read) == 1


def test_whatever_people_are_told_of_their_work_is_said_in_the_same_transaction(cast: Cast) -> None:
    a_robot(cast.company)
    arrived = Telling(
        users=[cast.clerk.user, cast.clerk2.user],
        kind="complaint.arrived",
        key="arrived",
        subject=None,
        params={"number": "YX-2026-000001"},
        estate_id=cast.estate.pk,
    )
    with transaction.atomic():
        tell(arrived, now=NOW)
        assert Saying.objects.exists()
        transaction.set_rollback(True)
    assert not Saying.objects.exists()
    assert not jobs()
    tell(arrived, now=NOW)
    assert [saying.key for saying in Saying.objects.all()] == ["arrived"]
    assert len(jobs()) == 1


@pytest.mark.parametrize(
    ("robot", "telling", "said"),
    [
        ({}, {}, True),
        ({"estate": "estate"}, {}, True),
        ({"estate": "second_estate"}, {}, False),
        ({"groups": ("alarms",)}, {}, False),
        ({"company": "other_company"}, {}, False),
        ({}, {"estate_id": None}, False),
        ({}, {"kind": "account.change_password", "params": {"name": "王芳"}}, False),
    ],
)
def test_it_says_what_concerns_its_estate_and_its_groups(
    cast: Cast, robot: dict[str, Any], telling: dict[str, Any], said: bool
) -> None:
    facts = {name: getattr(cast, value) if name == "estate" else value for name, value in robot.items()}
    a_robot(getattr(cast, facts.pop("company", "company")), **facts)
    say([told(cast, **telling)], now=NOW)
    assert Saying.objects.exists() == bool(jobs()) == said


def test_what_a_colleague_must_not_know_of_is_said_in_no_group(cast: Cast) -> None:
    a_robot(cast.company)
    case = register(
        actor=cast.clerk2.viewer,
        now=NOW,
        estate=cast.estate,
        category=Category.objects.get(code="leak"),
        text="师傅态度不好",
        channel="phone",
        room=cast.room,
        person=cast.resident.person,
        about_employee=cast.engineer.employee,
    )
    Saying.objects.all().delete()
    say([told(cast, subject=Subject(SUBJECT, case.pk)), told(cast, 2)], now=NOW)
    assert list(Saying.objects.values_list("key", flat=True)) == ["2"]


def test_a_robot_that_is_switched_off_says_nothing_then_nor_later(cast: Cast, group: Group) -> None:
    robot = a_robot(cast.company)
    say([told(cast)], now=NOW)
    switch_robot(robot=robot, in_use=False, version=1, actor=cast.hr.viewer, now=NOW)
    say([told(cast, 2)], now=NOW)
    assert speak(robot.pk, now=NOW) is None
    Saying.objects.create(robot=robot, key="3", text="正在停用时到的", created_at=NOW)
    assert speak(robot.pk, now=NOW) is None
    switch_robot(robot=robot, in_use=True, version=2, actor=cast.hr.viewer, now=NOW)
    assert speak(robot.pk, now=NOW) is None
    assert (group.read, states()) == ([], ["failed"] * 2)


def a_minute_of_alarms(cast: Cast, robot: Robot, count: int, *, end: timedelta) -> list[datetime]:
    """So many alarms in a minute, each with its job, and whatever jobs follow; when something was said."""
    spoke: list[datetime] = []
    due: set[datetime] = set()
    step = timedelta(minutes=1) / count
    for number in range(int(end / step)):
        now = NOW + step * number
        if number < count:
            say([told(cast, number)], now=now)
        if number < count or any(at <= now for at in due):
            due = {at for at in due if at > now}
            before = Saying.objects.filter(state="said").count()
            again = speak(robot.pk, now=now)
            due |= {again} if again else set()
            spoke += [now] if Saying.objects.filter(state="said").count() > before else []
    return spoke


def test_three_hundred_alarms_in_a_minute_are_at_most_twenty_messages_in_any_minute(cast: Cast, group: Group) -> None:
    robot = a_robot(cast.company)
    spoke = a_minute_of_alarms(cast, robot, 300, end=timedelta(minutes=2))
    assert set(states()) == {"said"}
    assert len(group.read) == len(spoke)
    for at in spoke:
        assert len([one for one in spoke if at <= one < at + timedelta(minutes=1)]) <= 20
    counts = [int(text.split(" ", 1)[0].split("条")[0]) for text in group.read if "\n·" in text]
    assert sum(counts) + len(group.read) - len(counts) == 300
    assert all(len(text.encode()) <= 2048 for text in group.read)


def test_what_is_gathered_says_how_many_and_which(cast: Cast, group: Group) -> None:
    robot = a_robot(cast.company)
    say([told(cast, number) for number in range(3)], now=NOW)
    speak(robot.pk, now=NOW)
    (text,) = group.read
    assert [f"YX-2026-{number:06}" in text for number in range(3)] == [True] * 3
    assert text.splitlines()[0].startswith("3")
    assert text.splitlines()[-1] == "http://localhost:8000/notices/"


def test_too_many_for_one_message_are_a_number(cast: Cast, group: Group) -> None:
    robot = a_robot(cast.company)
    say([told(cast, number) for number in range(200)], now=NOW)
    speak(robot.pk, now=NOW)
    (text,) = group.read
    shown = text.count("·")
    assert len(text.encode()) <= 2048
    assert 10 < shown < 200
    assert str(200 - shown) in text.splitlines()[-2]
    assert states() == ["said"] * 200


def test_who_has_said_too_much_is_silent_for_as_long_as_the_vendor_wants(cast: Cast, group: Group) -> None:
    robot = a_robot(cast.company, address="https://oapi.dingtalk.com/robot/send?access_token=x")
    say([told(cast)], now=NOW)
    group.answer = lambda: {"errcode": 130101, "errmsg": "send too fast, exceed 20 times per minute"}
    assert speak(robot.pk, now=NOW) == NOW + timedelta(minutes=10)
    group.answer = lambda: {"errcode": 0}
    say([told(cast, 2)], now=NOW)
    assert speak(robot.pk, now=NOW + timedelta(minutes=9)) == NOW + timedelta(minutes=10)
    assert (group.read, states()) == ([], ["waiting"] * 2)
    assert speak(robot.pk, now=NOW + timedelta(minutes=10)) is None
    assert (len(group.read), states()) == (1, ["said"] * 2)


def _hang_up() -> Any:
    raise httpx.ReadTimeout("nobody knows")


@pytest.mark.parametrize("broken", [_hang_up, lambda: {"errcode": -1}])
def test_a_vendor_that_does_not_answer_is_asked_less_and_less_often(
    cast: Cast, group: Group, broken: Callable[[], Any]
) -> None:
    robot, now, waits = a_robot(cast.company), NOW, []
    say([told(cast)], now=NOW)
    group.answer = broken
    for _time in range(9):
        again = speak(robot.pk, now=now)
        assert again is not None
        waits.append((again - now).total_seconds())
        now = again
    assert waits == [10, 20, 40, 80, 160, 320, 600, 600, 600]
    assert states() == ["waiting"]
    assert Pace.objects.get().failures == 9


def test_a_robot_that_is_gone_is_shown_and_what_it_had_to_say_has_failed(
    cast: Cast, group: Group, sign_in: Any
) -> None:
    robot = a_robot(cast.company)
    say([told(cast)], now=NOW)
    group.answer = lambda: {"errcode": 93000, "errmsg": "invalid webhook url, hint: [key=hidden-key]"}
    assert speak(robot.pk, now=NOW) is None
    assert states() == ["failed"]
    page = sign_in(cast.hr).get("/robots/").text
    assert "(93000)" in page
    assert "hidden-key" not in page
    facts = RobotFacts("群", None, ["work"], address="https://open.feishu.cn/open-apis/bot/v2/hook/x")
    change_robot(robot=robot, facts=facts, version=1, actor=cast.hr.viewer, now=NOW)
    assert "(93000)" not in sign_in(cast.hr).get("/robots/").text


def test_under_another_secret_key_its_address_has_to_be_entered_anew(
    cast: Cast, group: Group, settings: Settings
) -> None:
    robot = a_robot(cast.company)
    say([told(cast)], now=NOW)
    settings.SECRET_KEY = "another"
    assert speak(robot.pk, now=NOW) is None
    assert (group.read, states(), Pace.objects.get().code) == ([], ["failed"], "unreadable")


def test_what_could_not_be_said_for_a_day_is_not_said_any_more(cast: Cast, group: Group) -> None:
    robot, later = a_robot(cast.company), NOW + timedelta(days=1, seconds=1)
    say([told(cast)], now=NOW)
    say([told(cast, 2)], now=later)
    speak(robot.pk, now=later)
    assert len(group.read) == 1
    assert "YX-2026-000002" in group.read[0]
    assert states() == ["failed", "said"]


def test_who_waits_for_its_turn_is_called_again_once(cast: Cast, group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    robot = a_robot(cast.company)
    monkeypatch.setattr(clock, "database_now", lambda: NOW)
    for number in range(8):
        say([told(cast, number)], now=NOW)
        let_speak(robot_id=robot.pk)
    assert len(group.read) == 5
    later = [job for job in jobs() if job.scheduled_at]
    assert [job.scheduled_at for job in later] == [NOW + timedelta(seconds=4)]
    monkeypatch.setattr(clock, "database_now", lambda: NOW + timedelta(seconds=4))
    let_speak(robot_id=robot.pk)
    assert (len(group.read), set(states())) == (6, {"said"})


def test_what_was_said_is_forgotten_after_a_month(cast: Cast, group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    robot = a_robot(cast.company)
    say([told(cast)], now=NOW)
    speak(robot.pk, now=NOW)
    for days, left in ((30, 1), (31, 0)):
        monkeypatch.setattr(clock, "now", lambda days=days: NOW + timedelta(days=days))
        tidy(0)
        assert Saying.objects.count() == left
