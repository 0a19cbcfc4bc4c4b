"""A promise of no estate: who sees it, who has it on their list, who hears of it, and what is refused."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from jujiao.company.duty.staffing import Debtor
from jujiao.company.staff.models import Deputy
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Role
from jujiao.notices.models import Notice
from jujiao.portal.hearing import topics_of
from jujiao.promises.jobs import Alarms
from jujiao.promises.models import Alarm, Promise
from jujiao.promises.operations import Owed, give
from jujiao.promises.queries import owed_by, visible_to
from jujiao.rules.clocks import elapsed
from jujiao.rules.promising import PromiseDue
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import KIND, SUBJECT, a_promise

DAY = timedelta(hours=24)


def given(cast: Cast, debtor: Debtor) -> Promise:
    """Due in a day, given by the company as the product gives it."""
    due = PromiseDue(KIND, "3.2.2", "elapsed", NOW, elapsed(NOW, DAY))
    give(
        [Owed(due, Decimal(24), debtor)], subject_kind=SUBJECT, subject_id=1, subject_label="C-1", round_number=1,
        rulebook_version_id=cast.version.pk, place=cast.company.place, owed_to=None,
    )  # fmt: skip
    return Promise.objects.get(subject_id=1)


def seen_by(cast: Cast) -> set[str]:
    everybody = {**cast.staff, **cast.residents}
    return {name for name, member in everybody.items() if visible_to(member.viewer, NOW).exists()}


def on_the_list_of(cast: Cast, *, late: bool = False) -> set[str]:
    now = NOW + 2 * DAY if late else NOW
    return {name for name, member in cast.staff.items() if owed_by(member.viewer, now).exists()}


def test_whoever_works_for_the_whole_company_sees_it_and_whoever_owes_it(cast: Cast) -> None:
    promise = given(cast, Debtor(role=Role.ADMINISTRATION))
    assert (promise.company, promise.estate_id) == (cast.company, None)
    assert seen_by(cast) == {"hr", "director", "auditor", "sysadmin"}
    assert on_the_list_of(cast) == {"hr"}
    assert on_the_list_of(cast, late=True) == {"hr", "director"}


def test_an_employee_of_one_estate_who_owes_it_by_name_sees_it_too(cast: Cast, sign_in: SignIn) -> None:
    promise = given(cast, Debtor(employee_id=cast.engineer.employee.pk))
    absence = {"starts_at": NOW, "ends_at": NOW + DAY}
    Deputy.objects.create(absent=cast.engineer.employee, deputy=cast.guard.employee, **absence)
    assert seen_by(cast) == {"engineer", "guard", "hr", "director", "auditor", "sysadmin"}
    assert on_the_list_of(cast) == {"engineer", "guard"}
    url = f"/promises/{promise.pk}/why/"
    assert [sign_in(each).get(url).status_code for each in (cast.engineer, cast.director)] == [200, 200]
    assert [sign_in(each).get(url).status_code for each in (cast.engineer2, cast.manager)] == [404, 404]
    page = sign_in(cast.engineer).get("/")
    assert [duty.promise.pk for duty in page.context["duties"]] == [promise.pk]


@pytest.mark.parametrize(
    ("owing", "told"),
    [
        ("post", [["hr"], ["hr"], ["hr", "director"], ["director"], ["director"]]),
        ("name", [["engineer"], ["engineer"], ["engineer", "director"], ["director"], ["director"]]),
        ("director", [["director"], ["director"], *[["director", "sysadmin"]] * 3]),
    ],
)
def test_its_alarms_go_from_the_debtor_to_the_company(cast: Cast, owing: str, told: list[list[str]]) -> None:
    debtor = {
        "post": Debtor(role=Role.ADMINISTRATION),
        "name": Debtor(employee_id=cast.engineer.employee.pk),
        "director": Debtor(role=Role.COMPANY),
    }[owing]
    given(cast, debtor)
    for part in (0.5, 0.75, 1, 1.25, 2):
        assert Alarms()(NOW + DAY * part) == 1
    names = {member.user.name: name for name, member in cast.staff.items()}
    alarms = Alarm.objects.order_by("id").values_list("told", flat=True)
    assert [[names[person] for person in each] for each in alarms] == told
    assert set(timeline.entries_of(SUBJECT, 1).values_list("estate_id", flat=True)) == {None}
    assert set(Notice.objects.values_list("estate_id", flat=True)) == {None}


def test_open_pages_of_the_whole_company_hear_of_it(cast: Cast) -> None:
    topic = cast.company.place.topic
    hear = {name for name, member in cast.staff.items() if topic in topics_of(member.viewer)}
    assert hear == {"hr", "director", "auditor", "sysadmin"}


@pytest.mark.parametrize("wrong", ["nobody", "department", "elsewhere"])
def test_what_has_no_place_or_debtor_is_refused(cast: Cast, wrong: str) -> None:
    facts: dict[str, dict[str, Any]] = {
        "nobody": {"estate": None, "department": None},
        "department": {"estate": None},
        "elsewhere": {"company": cast.other_company},
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        a_promise(cast, **facts[wrong])
    assert not Promise.objects.exists()
