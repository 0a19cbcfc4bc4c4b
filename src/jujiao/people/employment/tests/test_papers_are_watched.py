"""2.1.3: papers that end are spoken of 90, 30 and 7 days before; gaps are owed to be closed; each ends by itself."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from jujiao.company.staff.eligibility import facts_of
from jujiao.company.staff.models import Assignment, Credential, Employee, Post, PostRequirement
from jujiao.company.staff.operations import leave
from jujiao.kernel.record.access import Role
from jujiao.notices.models import Notice
from jujiao.people.employment.jobs import watch_all
from jujiao.people.employment.operations import watch
from jujiao.promises.models import Promise
from jujiao.rules.people.credentials import last_day_of
from jujiao.testing.cast import NOW, OPENED, SHANGHAI, Cast

TODAY = date(2026, 3, 11)
DAY = timedelta(days=1)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10), SHANGHAI)


def _ends(cast: Cast, day: date, **more: Any) -> Credential:
    given = {"kind": "fire", "starts_on": OPENED, "ends_on": day, "recorded_at": NOW, "verified_at": NOW}
    return Credential.objects.create(employee=cast.engineer.employee, **{**given, **more})


def _promises(subject: str = "credential") -> list[tuple[str, str]]:
    return list(Promise.objects.filter(subject_kind=subject).order_by("pk").values_list("kind", "state"))


def _told(kind: str) -> set[str | None]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__username", flat=True))


def test_each_of_the_three_says_something_and_takes_the_place_of_the_last(cast: Cast) -> None:
    last = TODAY + 100 * DAY
    _ends(cast, last)
    assert watch(cast.company, now=_at(last - 91 * DAY)) == 0
    assert watch(cast.company, now=_at(last - 90 * DAY)) == 1
    assert watch(cast.company, now=_at(last - 31 * DAY)) == 0
    (early,) = Promise.objects.all()
    assert (early.employee_id, early.department_id, early.role) == (
        cast.engineer.employee.pk, cast.engineering.pk, "",
    )  # fmt: skip
    assert early.due_at == datetime.combine(last + DAY, time(0), SHANGHAI)
    assert _told("credential.early") == {"engineer", "hr"}
    assert watch(cast.company, now=_at(last - 30 * DAY)) == 1
    assert _told("credential.soon") == {"engineer", "hr"}
    assert watch(cast.company, now=_at(last - 7 * DAY)) == 1
    assert _promises() == [
        ("credential.early", "superseded"), ("credential.soon", "superseded"), ("credential.last", "running"),
    ]  # fmt: skip
    latest = Promise.objects.latest("pk")
    assert (latest.role, latest.due_at) == (Role.ADMINISTRATION, early.due_at)
    assert _told("credential.last") == {"engineer", "hr"}
    # It has ended: late it stays, until somebody renews it.
    assert watch(cast.company, now=_at(last + DAY)) == 0
    assert _promises()[-1] == ("credential.last", "running")


def test_a_paper_written_down_late_begins_where_it_is(cast: Cast) -> None:
    _ends(cast, TODAY + 5 * DAY)
    watch(cast.company, now=NOW)
    assert _promises() == [("credential.last", "running")]


def test_renewed_it_is_met_and_not_before_it_is_verified(cast: Cast) -> None:
    _ends(cast, TODAY + 20 * DAY)
    watch(cast.company, now=NOW)
    further = _ends(cast, TODAY + 800 * DAY, starts_on=TODAY, verified_at=None)
    assert watch(cast.company, now=NOW) == 0
    assert _promises() == [("credential.soon", "running")]
    Credential.objects.filter(pk=further.pk).update(verified_at=NOW)
    assert watch(cast.company, now=NOW) == 1
    assert _promises() == [("credential.soon", "met")]
    assert not Notice.objects.filter(kind="credential.soon", withdrawn_at=None).exists()


@pytest.mark.parametrize("how", ["revoked", "void", "left"])
def test_of_what_counts_no_more_nothing_is_owed(cast: Cast, how: str) -> None:
    row = _ends(cast, TODAY + 20 * DAY)
    watch(cast.company, now=NOW)
    if how == "left":
        leave(employee=cast.engineer.employee, left_on=TODAY - DAY, version=1, actor=cast.hr.viewer, now=NOW)
    else:
        Credential.objects.filter(pk=row.pk).update(revoked_as=how, revoked_on=TODAY)
    assert watch(cast.company, now=NOW) == 1
    assert _promises() == [("credential.soon", "cancelled")]


def test_what_a_holder_lacks_is_a_gap_until_it_is_there(cast: Cast) -> None:
    assert watch(cast.company, now=NOW) == 0
    Credential.objects.filter(employee=cast.guard.employee, kind="guard").update(verified_at=None)
    Credential.objects.filter(employee=cast.cleaner.employee, kind="induction").delete()
    assert watch(cast.company, now=NOW) == 2
    held = Assignment.objects.filter(employee__in=[cast.guard.employee, cast.cleaner.employee])
    gaps = Promise.objects.filter(kind="posting.gap", state="running")
    assert set(gaps.values_list("subject_id", flat=True)) == set(held.values_list("pk", flat=True))
    assert set(gaps.values_list("role", flat=True)) == {Role.ADMINISTRATION}
    assert _told("posting.gap") == {"hr"}
    assert watch(cast.company, now=NOW) == 0
    Credential.objects.filter(employee=cast.guard.employee).update(verified_at=NOW)
    Assignment.objects.filter(employee=cast.cleaner.employee).update(ends_on=TODAY - DAY)
    assert watch(cast.company, now=NOW) == 2
    assert sorted(_promises("posting")) == [("posting.gap", "cancelled"), ("posting.gap", "met")]


def test_a_renewal_that_is_late_is_no_gap_beside(cast: Cast) -> None:
    post = Post.objects.create(company=cast.company, code="GC-9", name="消防员", family="engineering", level=1)
    PostRequirement.objects.create(post=post, kind="fire")
    Assignment.objects.filter(employee=cast.engineer.employee).update(post=post)
    _ends(cast, TODAY + 5 * DAY)
    watch(cast.company, now=NOW)
    assert watch(cast.company, now=_at(TODAY + 6 * DAY)) == 0
    assert (_promises(), _promises("posting")) == ([("credential.last", "running")], [])
    # The control: without the renewal that is owed it is one.
    Promise.objects.update(state="cancelled", done_at=NOW, next_alarm_at=None)
    assert watch(cast.company, now=_at(TODAY + 6 * DAY)) == 1
    assert _promises("posting") == [("posting.gap", "running")]


def test_a_company_without_rules_is_left_alone(cast: Cast) -> None:
    Credential.objects.all().delete()
    assert Employee.objects.filter(company=cast.other_company).exists()
    assert watch(cast.other_company, now=NOW) == 0
    assert watch_all(now=NOW) > 0


def test_the_last_day_in_the_database_is_that_of_the_rule(cast: Cast) -> None:
    leap = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28), date(2025, 3, 1)]
    for starts_on in leap:
        for more in ({}, {"reviewed_on": starts_on + 400 * DAY}, {"revoked_as": "revoked", "revoked_on": TODAY}):
            for kind in ("electrician", "fire"):
                _ends(cast, starts_on + 1900 * DAY, kind=kind, starts_on=starts_on, **more)
    employee = cast.engineer.employee
    rows = Credential.objects.filter(employee=employee, kind__in=["electrician", "fire"])
    facts = facts_of([employee.pk])[employee.pk]
    found = sorted((one.kind, one.first, last[0]) for one in facts.credentials if (last := last_day_of(one)))
    assert found == sorted((row.kind, row.starts_on, row.last_day) for row in rows if row.last_day)
    assert len(found) == 30
