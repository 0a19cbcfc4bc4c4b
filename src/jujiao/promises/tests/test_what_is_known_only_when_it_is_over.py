"""What is measured is judged once, by the figure of then, and stays; each figure opens down to its cases."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from playwright.sync_api import expect

from jujiao.company.duty.staffing import Debtor
from jujiao.company.estates.place import Place
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.subjects import Subject
from jujiao.promises.measured.models import Grade as GradeColumn
from jujiao.promises.measured.models import Measurement
from jujiao.promises.measured.operations import UnableToMeasure, measure
from jujiao.promises.measured.queries import Tally, tally, visible_to
from jujiao.rules.measuring import Grade
from jujiao.testing.browser import VIEWS, Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import MEASURED, SUBJECT, a_measurement

pytestmark = pytest.mark.django_db
ANSWERING = {"clerk", "manager", "director", "auditor", "hr"}
"""The clerk who answered the phone, and those who answer for the estate."""
URL = f"/promises/measured/{MEASURED}/"


@pytest.mark.parametrize(("seconds", "verdict"), [("14.999", "kept"), ("15.000", "late"), ("14.999999", "kept")])
def test_a_ring_stays_below_its_figure(seconds: str, verdict: str, cast: Cast) -> None:
    row = a_measurement(cast, seconds)
    assert (row.verdict, row.value, row.limit, row.unit) == (verdict, Decimal(seconds), Decimal(15), "seconds")
    assert (row.clause, row.rulebook_version, row.company, row.estate) == (
        "3.1.2", cast.version, cast.company, cast.estate,
    )  # fmt: skip
    entry = TimelineEntry.objects.get(subject_kind=SUBJECT, subject_id=row.subject_id, verb="measure")
    assert entry.details["verdict"] == verdict


def test_a_span_is_kept_in_the_unit_of_its_figure(cast: Cast) -> None:
    row = a_measurement(cast, value=timedelta(seconds=9, microseconds=1))
    assert row.value == Decimal("9.000001")


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({"value": None}, "missed"),
        ({"value": Decimal(20), "grade": Grade.UPPER_BOUND}, "left_out"),
        ({"value": Decimal(9), "grade": Grade.UPPER_BOUND}, "kept"),
        ({"value": Decimal(9), "grade": Grade.BY_HAND}, "left_out"),
        ({"value": None, "counted": False}, "left_out"),
    ],
)
def test_what_never_came_is_missed_and_what_is_not_sure_is_counted_apart(
    facts: dict[str, Any], verdict: str, cast: Cast
) -> None:
    assert a_measurement(cast, **facts).verdict == verdict


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 2, 28, 15, 59, 59, 999999, tzinfo=UTC), "2026-02-28"),
        (datetime(2026, 2, 28, 16, 0, tzinfo=UTC), "2026-03-01"),
    ],
)
def test_an_event_belongs_to_the_day_on_which_it_began(at: datetime, day: str, cast: Cast) -> None:
    row = a_measurement(cast, happened_at=at, now=at + timedelta(hours=3))
    assert row.day.isoformat() == day
    assert Measurement.objects.get(day=day) == row


def test_said_again_it_is_the_row_that_is_there(cast: Cast) -> None:
    subject = Subject(SUBJECT, 7)
    first = a_measurement(cast, subject=subject)
    again = a_measurement(cast, subject=subject, now=NOW + timedelta(hours=1))
    assert (again.pk, Measurement.objects.count()) == (first.pk, 1)
    assert TimelineEntry.objects.filter(subject_kind=SUBJECT, subject_id=7).count() == 1
    second = a_measurement(cast, subject=subject, seq=2)
    assert second.pk != first.pk


@pytest.mark.parametrize("other", [{"value": Decimal(3)}, {"grade": Grade.BY_HAND}, {"counted": False}])
def test_another_result_is_refused_and_the_first_one_stays(other: dict[str, Any], cast: Cast) -> None:
    first = a_measurement(cast, subject=Subject(SUBJECT, 7))
    with pytest.raises(UnableToMeasure):
        a_measurement(cast, subject=Subject(SUBJECT, 7), **other)
    assert Measurement.objects.get() == first
    first.refresh_from_db()
    assert first.verdict == "kept"


def test_what_has_not_happened_cannot_be_measured(cast: Cast) -> None:
    with pytest.raises(UnableToMeasure):
        a_measurement(cast, happened_at=NOW + timedelta(microseconds=1))
    assert not Measurement.objects.exists()


@pytest.mark.parametrize(("kind", "about"), [("sample.unknown", SUBJECT), (MEASURED, "account")])
def test_a_kind_that_nobody_declared_about_it_is_refused(kind: str, about: str, cast: Cast) -> None:
    given: dict[str, Any] = {
        "happened_at": NOW,
        "grade": Grade.MEASURED,
        "subject_label": "",
        "actor": SYSTEM,
    }
    with pytest.raises(subjects.UnknownKindError):
        measure(
            kind,
            Subject(about, 1),
            None,
            place=cast.estate.place,
            rulebook_version_id=cast.version.pk,
            now=NOW,
            **given,
        )


def test_rows_stay_as_they_are(cast: Cast) -> None:
    row = a_measurement(cast)
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Measurement.objects.filter(pk=row.pk).update(verdict="late")
    with pytest.raises(DatabaseError, match="Cannot update or delete"), transaction.atomic():
        Measurement.objects.filter(pk=row.pk).delete()


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "late"},
        {"verdict": "kept", "value": Decimal(15)},
        {"verdict": "late", "value": None},
        {"verdict": "kept", "value": None},
        {"verdict": "kept", "grade": "by_hand"},
        {"verdict": "late", "value": Decimal(20), "grade": "upper_bound"},
        {"verdict": "missed"},
        {"recorded_at": NOW - timedelta(seconds=1)},
    ],
)
def test_the_database_holds_that_a_verdict_follows_from_the_row(wrong: dict[str, Any], cast: Cast) -> None:
    row = a_measurement(cast)
    columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    del columns["id"], columns["day"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Measurement.objects.create(**{**columns, "subject_id": 99, **wrong})


def test_the_estate_is_of_the_company(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_measurement(cast, place=Place(cast.other_company.pk, cast.estate.pk))


def test_kept_of_all_with_what_is_counted_apart_and_how_sure_it_is(cast: Cast) -> None:
    for facts in ({}, {}, {"value": Decimal(15)}, {"value": None}, {"grade": Grade.BY_HAND}):
        a_measurement(cast, **facts)
    found = tally(Measurement.objects.all())
    grades = {GradeColumn.MEASURED: 4, GradeColumn.UPPER_BOUND: 0, GradeColumn.BY_HAND: 1}
    assert found == Tally(kept=2, late=1, missed=1, left_out=1, grades=grades)
    assert (found.counted, found.failed, found.percent) == (4, 2, 50.0)
    nothing = tally(Measurement.objects.none())
    assert (nothing.counted, nothing.percent) == (0, None)


def test_who_answers_sees_them_and_each_person_their_own(cast: Cast) -> None:
    row = a_measurement(cast)
    seen = {
        name: visible_to(getattr(cast, name).viewer).filter(pk=row.pk).exists()
        for name in (
            "clerk",
            "manager",
            "director",
            "auditor",
            "hr",
            "engineer",
            "clerk_elsewhere",
            "outsider",
            "resident",
        )
    }
    assert {name for name, found in seen.items() if found} == ANSWERING
    theirs = a_measurement(cast, whose=Debtor(department_id=cast.engineering.pk))
    assert visible_to(cast.head_of_engineering.viewer).filter(pk=theirs.pk).exists()
    assert not visible_to(cast.engineer.viewer).filter(pk=theirs.pk).exists()


def test_the_list_behind_a_figure(cast: Cast, sign_in: SignIn) -> None:
    kept, late = a_measurement(cast), a_measurement(cast, "15.000", happened_at=NOW - timedelta(days=2))
    missed = a_measurement(cast, value=None)
    client = sign_in(cast.manager)
    page = client.get(URL)
    assert [row.measurement for row in page.context["rows"]] == [missed, kept, late]
    assert "33.3%" in page.text
    assert f'href="/sample/{late.subject_id}/"' in page.text
    for query, rows in (
        ("verdict=late", [late]),
        ("verdict=late&verdict=missed", [missed, late]),
        (f"from={NOW.date()}", [missed, kept]),
        (f"until={NOW.date() - timedelta(days=1)}", [late]),
        ("grade=by_hand", []),
    ):
        found = client.get(f"{URL}?{query}")
        assert [row.measurement for row in found.context["rows"]] == rows, query
    assert "超时" in client.get(f"{URL}?verdict=late").text


def test_a_kind_that_nobody_declared_has_no_list(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.manager).get("/promises/measured/sample.unknown/").status_code == 404
    assert sign_in(cast.resident).get(URL).status_code == 404


@pytest.mark.browser
@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_the_list_stands_up_to_a_look(width: int, language: str, cast: Cast, page_as: PageAs, moment: Moment) -> None:
    a_measurement(cast, subject_label="电话 0571-8888 6666 转 8001（夜间值班前台，王芳接听）")
    for facts in ({"value": Decimal(15)}, {"value": None}, {"grade": Grade.BY_HAND}, {"grade": Grade.UPPER_BOUND}):
        a_measurement(cast, **facts)
    page = page_as(cast.manager, width=width, language=language, path=URL)
    expect(page.locator(".j-figure")).to_have_count(4)
    check_page(page)
    if width < 768:
        check_targets(page)
    page.goto(page.url + "?verdict=left_out&until=2020-01-01")
    expect(page.locator(".j-empty")).to_be_visible()
    check_page(page)
