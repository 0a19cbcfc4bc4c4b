"""Who hears of a rung of the ladder, and of new work, as a table: who has signed on, who is planned, stood in for, on
leave."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest

from jujiao.company.duty.models import Attendance, Duty, DutyPost, Leave
from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.company.staff.models import Department, Deputy
from jujiao.kernel.record.access import Role
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Alarm
from jujiao.promises.operations import next_alarm_at
from jujiao.promises.queries import owed_by
from jujiao.rules.people.duty import FORGOTTEN, rest_until
from jujiao.service.complaints.operations.facts import facts_of
from jujiao.testing.cast import NOW, SHANGHAI, Cast
from jujiao.testing.rows import a_promise

DAY = timedelta(hours=24)
LONG = {"starts_at": NOW - DAY, "ends_at": NOW + DAY}


def at(moment: str) -> datetime:
    return datetime.strptime(f"2026-{moment}", "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI)


@dataclass
class Stage:
    """The engineers' and the clerks' duties."""

    cast: Cast

    def post(self, department: Department) -> DutyPost:
        found, _made = DutyPost.objects.get_or_create(
            estate=department.estate, department=department, name=f"{department.name}值班", kind="other"
        )
        return found

    def _of(self, who: str) -> DutyPost:
        posts = {"clerk": self.cast.customer_service, "clerk2": self.cast.customer_service, "guard": self.cast.security}
        return self.post(posts.get(who, self.cast.engineering))

    def _employee(self, who: str) -> Any:
        return getattr(self.cast, who).employee

    def set(self, done: list[tuple[str, ...]]) -> None:
        for what, *who in done:
            times = (NOW - DAY / 12, NOW + DAY / 4) if what == "plan" else ()
            getattr(self, what)(*who, *times)

    def plan(self, who: str, starts_at: datetime, ends_at: datetime, **facts: Any) -> Duty:
        return Duty.objects.create(
            employee=self._employee(who), duty_post=self._of(who), starts_at=starts_at, ends_at=ends_at,
            rest_until=rest_until(ends_at), **facts,
        )  # fmt: skip

    def sign_on(self, who: str, since: datetime = NOW, until: datetime | None = None, **facts: Any) -> Attendance:
        return Attendance.objects.create(
            employee=self._employee(who), duty_post=self._of(who), signed_on_at=since, signed_off_at=until, **facts
        )

    def leave(self, who: str) -> None:
        Leave.objects.create(employee=self._employee(who), kind="annual", **LONG)

    def deputy(self, absent: str, deputy: str) -> None:
        Deputy.objects.create(absent=self._employee(absent), deputy=self._employee(deputy), **LONG)


@pytest.fixture
def stage(cast: Cast) -> Stage:
    return Stage(cast)


def heard(cast: Cast, now: datetime, *, handler: str = "") -> list[str]:
    """Who is told at half the time of a promise of the engineers, in their hands or in those of one of them."""
    employee = getattr(cast, handler).employee if handler else None
    promise = a_promise(cast, employee=employee, started_at=now - DAY / 2, due_at=now + DAY / 2)
    promise.next_alarm_at = next_alarm_at(promise, fired=None)
    promise.save(update_fields=["next_alarm_at"])
    assert Alarms()(now) == 1
    return by_key(cast, Alarm.objects.get(promise=promise).told)


def by_key(cast: Cast, names: list[str]) -> list[str]:
    keys = {member.user.name: key for key, member in cast.staff.items()}
    return sorted(keys[name] for name in names)


ENGINEERS = ["engineer", "engineer2"]
HEAD = ["head_of_engineering"]


@pytest.mark.parametrize(
    ("done", "handler", "hears"),
    [
        # The department has it.
        ([], "", ENGINEERS),
        ([("sign_on", "engineer")], "", ["engineer"]),
        ([("sign_on", "engineer"), ("sign_on", "engineer2")], "", ENGINEERS),
        ([("plan", "engineer")], "", ["engineer"]),
        ([("plan", "engineer"), ("sign_on", "engineer2")], "", ["engineer2"]),
        ([("plan", "engineer"), ("deputy", "engineer", "guard")], "", ["guard"]),
        ([("plan", "engineer"), ("leave", "engineer")], "", ["engineer2"]),
        ([("deputy", "engineer", "guard")], "", ["engineer2", "guard"]),
        ([("deputy", "engineer", "guard"), ("sign_on", "engineer")], "", ["engineer"]),
        ([("leave", "engineer")], "", ["engineer2"]),
        ([("leave", "engineer"), ("sign_on", "engineer")], "", ["engineer"]),
        ([("leave", "engineer"), ("leave", "engineer2")], "", HEAD),
        ([("leave", "engineer"), ("leave", "engineer2"), ("deputy", "engineer2", "guard")], "", ["guard"]),
        ([("leave", "engineer"), ("leave", "engineer2"), ("leave", "head_of_engineering")], "", ["manager"]),
        ([("sign_on", "guard")], "", ENGINEERS),  # of another department
        # One of them has it in hand.
        ([], "engineer", ["engineer"]),
        ([("sign_on", "engineer2")], "engineer", ["engineer"]),
        ([("deputy", "engineer", "guard")], "engineer", ["guard"]),
        ([("leave", "engineer")], "engineer", ["engineer2"]),
        ([("leave", "engineer"), ("sign_on", "engineer")], "engineer", ["engineer"]),
        ([("leave", "engineer"), ("leave", "engineer2")], "engineer", HEAD),
        ([("leave", "engineer"), ("deputy", "engineer", "guard")], "engineer", ["guard"]),
        ([("leave", "engineer"), ("deputy", "engineer", "guard"), ("leave", "guard")], "engineer", ["engineer2"]),
    ],
)
def test_who_hears_of_a_rung(stage: Stage, done: list[tuple[str, ...]], handler: str, hears: list[str]) -> None:
    stage.set(done)
    assert heard(stage.cast, NOW, handler=handler) == hears


@pytest.mark.parametrize(
    ("moment", "hears"),
    [
        ("03-11 13:59:59", ENGINEERS),
        ("03-11 14:00:00", ["engineer"]),
        ("03-11 21:59:59", ["engineer"]),
        ("03-11 22:00:00", ["engineer2"]),
        ("03-12 00:00:00", ["engineer2"]),
        ("03-12 05:59:59", ["engineer2"]),
        ("03-12 06:00:00", ENGINEERS),
    ],
)
def test_over_a_change_of_duty(stage: Stage, moment: str, hears: list[str]) -> None:
    """As planned, and as signed on and off at those very seconds."""
    times = [("engineer", "03-11 14:00:00", "03-11 22:00:00"), ("engineer2", "03-11 22:00:00", "03-12 06:00:00")]
    for who, start, end in times:
        stage.plan(who, at(start), at(end))
    assert heard(stage.cast, at(moment)) == hears
    Duty.objects.update(state="cancelled")
    for who, start, end in times:
        stage.sign_on(who, at(start), at(end))
    assert heard(stage.cast, at(moment)) == hears


def test_a_relief_that_comes_early_or_late_is_seen(stage: Stage) -> None:
    first = stage.plan("engineer", at("03-11 14:00:00"), at("03-11 22:00:00"))
    stage.plan("engineer2", at("03-11 22:00:00"), at("03-12 06:00:00"))
    stays = stage.sign_on("engineer", at("03-11 14:00:00"), duty=first)
    assert heard(stage.cast, at("03-11 22:30:00")) == ["engineer"]  # nobody has come
    stage.sign_on("engineer2", at("03-11 21:50:00"))
    assert heard(stage.cast, at("03-11 21:55:00")) == ENGINEERS
    Attendance.objects.filter(pk=stays.pk).update(signed_off_at=at("03-11 22:05:00"))
    assert heard(stage.cast, at("03-11 22:06:00")) == ["engineer2"]


def test_who_went_home_is_not_there_as_planned(stage: Stage) -> None:
    duty = stage.plan("engineer", at("03-11 14:00:00"), at("03-11 22:00:00"))
    stage.sign_on("engineer", at("03-11 14:00:00"), at("03-11 18:00:00"), duty=duty)
    assert heard(stage.cast, at("03-11 17:59:59")) == ["engineer"]
    assert heard(stage.cast, at("03-11 18:00:00")) == ENGINEERS


def test_who_forgot_to_sign_off_is_not_there_for_days(stage: Stage) -> None:
    stage.sign_on("engineer")
    assert heard(stage.cast, NOW + FORGOTTEN - timedelta(seconds=1)) == ["engineer"]
    assert heard(stage.cast, NOW + FORGOTTEN) == ENGINEERS


def test_a_cancelled_duty_and_a_post_that_is_covered_no_more_count_for_nothing(stage: Stage) -> None:
    stage.plan("engineer", NOW, NOW + DAY / 3, state="cancelled")
    assert heard(stage.cast, NOW) == ENGINEERS
    Duty.objects.update(state="planned")
    assert heard(stage.cast, NOW) == ["engineer"]
    DutyPost.objects.update(in_use=False)
    assert heard(stage.cast, NOW) == ENGINEERS


def test_where_everybody_is_on_leave_somebody_hears_all_the_same(stage: Stage) -> None:
    for who in stage.cast.staff:
        stage.leave(who)
    assert heard(stage.cast, NOW) == ENGINEERS


@pytest.mark.parametrize(
    ("done", "kept_from", "hears"),
    [
        ([], "", ["clerk", "clerk2"]),
        ([("sign_on", "clerk")], "", ["clerk"]),
        ([("sign_on", "clerk")], "clerk", ["clerk2"]),  # about whoever is at the desk
        ([("deputy", "clerk", "guard")], "", ["clerk2", "guard"]),
        ([("leave", "clerk")], "", ["clerk2"]),
        ([("sign_on", "guard")], "", ["clerk", "clerk2"]),
        ([("leave", "clerk"), ("leave", "clerk2")], "", []),
    ],
)
def test_who_hears_of_new_work(stage: Stage, done: list[tuple[str, ...]], kept_from: str, hears: list[str]) -> None:
    """The clerks of the facts of a registration, and those whom the ladder finds: the same."""
    stage.set(done)
    cast = stage.cast
    accused = getattr(cast, kept_from).employee if kept_from else None
    facts = facts_of(estate=cast.estate, room=None, person=None, about_employee=accused, received_at=NOW, now=NOW)
    assert by_key(cast, [one.name for one in facts.clerks]) == hears
    found = Staffing(NOW).answerers(
        "handler", Debtor(cast.customer_service.pk, role=Role.CLERK), place=cast.estate.place,
        kept_from={accused.pk} if accused else set(),
    )  # fmt: skip
    assert by_key(cast, [one.name for one in found]) == (hears or ["head_of_service"])


def test_what_names_somebody_on_leave_is_on_the_lists_of_the_others(stage: Stage) -> None:
    """… as long as nobody stands in for them, and they have not signed on."""
    cast = stage.cast
    a_promise(cast, employee=cast.engineer.employee)
    other = cast.engineer2.viewer
    assert not owed_by(other, NOW).exists()
    stage.leave("engineer")
    assert owed_by(other, NOW).exists()
    signed_on = stage.sign_on("engineer")
    assert not owed_by(other, NOW).exists()
    signed_on.delete()
    stage.deputy("engineer", "guard")
    assert not owed_by(other, NOW).exists()
    assert owed_by(cast.guard.viewer, NOW).exists()
