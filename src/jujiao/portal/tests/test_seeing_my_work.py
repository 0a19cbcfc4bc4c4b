"""The first screen: what each person owes now."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from jujiao.company.staff.models import Deputy
from jujiao.kernel.machine import clock
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role
from jujiao.promises import first
from jujiao.promises.first import FirstOwed, Owed
from jujiao.promises.models import Promise, PromiseState
from jujiao.promises.queries import owed_by
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import CHAT, CONTACT, KIND, SUBJECT, a_promise

LATE = {
    "started_at": datetime.fromisoformat("2026-03-09T08:00+08:00"),
    "due_at": datetime.fromisoformat("2026-03-10T08:00+08:00"),
}


def labels(owed: QuerySet[Promise]) -> set[str]:
    return set(owed.values_list("subject_label", flat=True))


@pytest.fixture
def ledger(cast: Cast) -> dict[str, Promise]:
    """One promise of each sort; the label says which."""
    service = cast.customer_service
    return {
        "engineer's": a_promise(cast, subject_label="engineer's", employee=cast.engineer.employee),
        "untaken": a_promise(cast, subject_label="untaken"),
        "engineer2's": a_promise(cast, subject_label="engineer2's", employee=cast.engineer2.employee),
        "guards'": a_promise(cast, subject_label="guards'", department=cast.security),
        "dispatch": a_promise(cast, subject_label="dispatch", kind=PromiseKind.DISPATCH, department=None),
        "follow-up": a_promise(
            cast, subject_label="follow-up", kind=PromiseKind.FOLLOW_UP, department=service, role=Role.CLERK
        ),
        "late": a_promise(cast, subject_label="late", department=cast.security, **LATE),
        "elsewhere": a_promise(
            cast,
            subject_label="elsewhere",
            kind=PromiseKind.DISPATCH,
            department=None,
            estate=cast.second_estate,
            **LATE,
        ),
        "foreign": a_promise(cast, subject_label="foreign", department=None, estate=cast.other_estate, **LATE),
        "done": a_promise(
            cast,
            subject_label="done",
            employee=cast.engineer.employee,
            state=PromiseState.MET,
            done_at=LATE["due_at"],
            **LATE,
        ),
    }


WORK = {
    "engineer": {"engineer's", "untaken"},
    "engineer2": {"engineer2's", "untaken"},
    "guard": {"guards'", "late"},
    "head_of_engineering": {"engineer's", "untaken", "engineer2's"},
    "clerk": {"dispatch", "follow-up"},
    "clerk_elsewhere": {"elsewhere"},
    "manager": {"late"},
    "director": {"late", "elsewhere"},
    "outsider": {"foreign"},
    "hr": set(),
    "auditor": set(),
    "sysadmin": set(),
    "resident": set(),
}


@pytest.mark.parametrize("person", WORK)
@pytest.mark.usefixtures("ledger")
def test_everybody_sees_their_own_work_and_nobody_elses(person: str, cast: Cast, now: datetime) -> None:
    assert labels(owed_by(getattr(cast, person).viewer, now)) == WORK[person]


@pytest.mark.usefixtures("ledger")
def test_a_deputy_sees_the_work_of_the_absent(cast: Cast, now: datetime) -> None:
    Deputy.objects.create(
        absent=cast.engineer2.employee,
        deputy=cast.engineer.employee,
        starts_at=now - timedelta(hours=1),
        ends_at=now + timedelta(hours=1),
    )
    assert labels(owed_by(cast.engineer.viewer, now)) == {"engineer's", "engineer2's", "untaken"}
    assert labels(owed_by(cast.engineer.viewer, now + timedelta(hours=1))) == {"engineer's", "untaken"}


@pytest.mark.usefixtures("ledger")
def test_the_manager_does_not_own_what_is_late_of_others(cast: Cast, now: datetime) -> None:
    late: QuerySet[Any] = owed_by(cast.manager.viewer, now)
    own: QuerySet[Any] = owed_by(cast.guard.viewer, now)
    assert list(late.values_list("subject_label", "own")) == [("late", False)]
    assert set(own.values_list("own", flat=True)) == {True}


def test_late_and_due_today_are_counted_and_midnight_is_still_today(cast: Cast, now: datetime) -> None:
    midnight = datetime.fromisoformat("2026-03-12T00:00+08:00")
    a_promise(cast, **LATE)
    a_promise(cast, due_at=now)
    a_promise(cast, due_at=midnight)
    a_promise(cast, due_at=midnight + timedelta(seconds=1))
    assert FirstOwed(cast.engineer.viewer, now, 50).counted == Owed(all=4, late=1, today=2)


def test_it_is_counted_no_further_than_a_bound(
    ledger: dict[str, Promise], cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first, "COUNTED", 2)
    owed = FirstOwed(cast.head_of_engineering.viewer, clock.now(), 50).counted
    assert (owed.all, owed.words["all"]) == (3, "2+")


def test_what_is_counted_in_part_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first, "COUNTED", 2)
    assert Owed(all=2, late=1, today=1).words == {"late": "1", "today": "1", "all": "2"}
    assert Owed(all=3, late=1, today=1).words == {"late": "1", "today": "1", "all": "2+"}
    assert Owed(all=3, late=1, today=2).words == {"late": "1", "today": "2+", "all": "2+"}
    assert Owed(all=3, late=3, today=None).words == {"late": "2+", "all": "2+"}


def test_the_page_lists_the_most_urgent_first_with_the_next_step(cast: Cast, sign_in: SignIn) -> None:
    later = a_promise(cast, subject_label="later")
    sooner = a_promise(cast, subject_label="sooner", due_at=later.due_at - timedelta(hours=1))
    page = sign_in(cast.engineer).get("/")
    assert [duty.promise.pk for duty in page.context["duties"]] == [sooner.pk, later.pk]
    assert f'href="/sample/{sooner.subject_id}/?do=reply"' in page.text


def test_a_case_is_one_row_with_its_most_urgent_time(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    later = a_promise(cast, subject_id=7)
    sooner = a_promise(cast, subject_id=7, kind=CHAT, due_at=later.due_at - timedelta(hours=1))
    others = a_promise(cast, subject_id=7, kind=CONTACT, due_at=now, employee=cast.guard.employee)
    client = sign_in(cast.engineer)
    page = client.get("/")
    assert [duty.promise.pk for duty in page.context["duties"]] == [sooner.pk]
    assert page.context["owed"].all == 1
    assert [duty.promise.pk for duty in client.get(f"/?kind={KIND}").context["duties"]] == [sooner.pk]
    assert [duty.promise.pk for duty in sign_in(cast.guard).get("/").context["duties"]] == [others.pk]


def test_a_case_is_ones_own_where_one_only_answers_for_its_most_urgent_promise(cast: Cast, sign_in: SignIn) -> None:
    late = a_promise(cast, subject_id=7, **LATE)
    a_promise(cast, subject_id=7, kind=CHAT, employee=cast.manager.employee)
    a_promise(cast, subject_id=8, **LATE)
    manager = sign_in(cast.manager)
    assert len(list(manager.get("/").context["duties"])) == 2
    page = manager.get("/?own=1")
    assert [duty.promise.pk for duty in page.context["duties"]] == [late.pk]
    assert "?do=reply" in page.text


def test_who_only_answers_for_it_is_led_to_the_case(cast: Cast, sign_in: SignIn) -> None:
    late = a_promise(cast, **LATE)
    page = sign_in(cast.manager).get("/")
    assert f'href="/sample/{late.subject_id}/"' in page.text
    assert "?do=" not in page.text


def test_a_case_about_oneself_is_neither_listed_nor_counted_nor_explained(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen, about_me = a_promise(cast), a_promise(cast, employee=cast.engineer.employee)
    sample = replace(subjects.of(SUBJECT), kept_from=("employee",))
    monkeypatch.setitem(vars(subjects)["_kinds"], SUBJECT, sample)
    engineer = sign_in(cast.engineer)
    page = engineer.get("/")
    assert [duty.promise.pk for duty in page.context["duties"]] == [seen.pk]
    assert page.context["owed"].all == 1
    assert engineer.get(f"/promises/{about_me.pk}/why/").status_code == 404
    assert engineer.get(f"/promises/{seen.pk}/why/").status_code == 200


@pytest.mark.parametrize(("person", "told"), [("hr", True), ("engineer", False)])
def test_who_can_load_the_missing_year_is_told_of_it(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, person: str, told: bool
) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat("2026-12-01T09:00+08:00"))
    page = sign_in(getattr(cast, person)).get("/")
    assert (page.context["missing_year"] == 2027) is told
    assert ("/calendar/load/" in page.text) is told


def test_an_empty_list_says_so(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.guard).get("/", headers={"Accept-Language": "en"})
    assert page.context["owed"] == Owed(all=0, late=0, today=0)
    assert "j-empty" in page.text


def test_a_refresh_draws_only_the_list(cast: Cast, sign_in: SignIn) -> None:
    a_promise(cast)
    fragment = sign_in(cast.engineer).get("/", headers={"HX-Request": "true"})
    assert fragment.text.lstrip().startswith('<section id="list"')
    assert "<html" not in fragment.text


@pytest.mark.parametrize(("person", "url"), [("auditor", "/audit/"), ("sysadmin", "/system/"), ("resident", "/my/")])
def test_others_begin_on_the_page_that_is_theirs(person: str, url: str, cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(getattr(cast, person)).get("/")
    assert (response.status_code, response["Location"]) == (302, url)
