"""Administration loads the yearly notice, looks at what it changes, and puts it in force."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from jujiao.company.calendar import operations, queries, shipped
from jujiao.company.calendar.models import CalendarYear, Day, YearState
from jujiao.company.calendar.signals import on_published
from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Viewer
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.usefixtures("alone")


def notice(year: int, *holidays: dict[str, Any], working_days: int, statutory_days: int = 0) -> dict[str, Any]:
    return {
        "year": year,
        "notice": {"title": f"放假安排 {year}", "number": "国办发", "issued": date(year - 1, 11, 4)},
        "expect": {"statutory_days": statutory_days, "working_days": working_days, "source": "given"},
        "holiday": list(holidays),
    }


def new_year(year: int, **more: Any) -> dict[str, Any]:
    first = date(year, 1, 1)
    return {"name_zh": "元旦", "name_en": "New Year's Day", "first": first, "last": first, **more}


NOTICE_2027 = notice(2027, new_year(2027, last=date(2027, 1, 4)), working_days=259, statutory_days=2)


def load(data: dict[str, Any], actor: Viewer, now: datetime) -> CalendarYear:
    return operations.load_year(data=data, actor=actor, now=now)


def publish(draft: CalendarYear, actor: Viewer, now: datetime) -> CalendarYear:
    return operations.publish_year(edition=draft, version=draft.version, actor=actor, now=now)


def numbers_run_on() -> bool:
    rows = Day.objects.order_by("date").values_list("working", "running")
    worked = 0
    for working, running in rows:
        worked += working
        if running != worked:
            return False
    return True


@pytest.mark.django_db
def test_shipped_years_are_loaded_once(now: datetime) -> None:
    assert [edition.year for edition in operations.ship_years(now=now)] == [2025, 2026]
    assert operations.ship_years(now=now) == []
    assert Day.objects.count() == 730
    assert Day.objects.filter(date__year=2026, working=True).count() == 248
    assert Day.objects.get(date=date(2026, 12, 31)).running == 248 + 248
    assert numbers_run_on()


def test_a_draft_changes_nothing_until_published(cast: Cast, now: datetime) -> None:
    draft = load(NOTICE_2027, cast.hr.viewer, now)
    assert (draft.state, draft.edition, draft.source) == (YearState.DRAFT, 1, "放假安排 2027 国办发")
    assert not Day.objects.filter(date__year=2027).exists()
    assert queries.LoadedCalendar().day(date(2027, 1, 4)) is None
    assert [(change.date, change.after and change.after.works) for change in queries.changes_of(draft)] == [
        (date(2027, 1, day), False) for day in (2, 3, 4)
    ]

    published = publish(draft, cast.hr.viewer, now)
    assert (published.state, published.published_by_id) == (YearState.PUBLISHED, cast.hr.user.pk)
    assert Day.objects.filter(date__year=2027).count() == 365
    assert numbers_run_on()
    entries = timeline.entries_of(operations.SUBJECT, 2027).order_by("seq")
    assert [entry.verb for entry in entries] == ["load", "publish"]
    assert entries[1].details["difference"] == [
        {"date": f"2027-01-0{day}", "worked_before": day == 4, "works": False, "name": "元旦"} for day in (2, 3, 4)
    ]
    assert timeline.broken_at(entries) is None


def test_a_corrected_edition_replaces_and_renumbers(cast: Cast, now: datetime) -> None:
    publish(load(NOTICE_2027, cast.hr.viewer, now), cast.hr.viewer, now)
    data = next(data for data in shipped.notices() if data["year"] == 2026)
    data["holiday"][-1]["make_up"] = [*data["holiday"][-1]["make_up"], date(2026, 10, 11)]
    data["expect"] = {**data["expect"], "statutory_days": 12, "working_days": 249}
    draft = load(data, cast.hr.viewer, now)
    assert [change.date for change in queries.changes_of(draft)] == [date(2026, 10, 11)]
    publish(draft, cast.hr.viewer, now)

    states = CalendarYear.objects.filter(year=2026).order_by("edition").values_list("edition", "state")
    assert list(states) == [(1, "replaced"), (2, "published")]
    assert Day.objects.get(date=date(2027, 12, 31)).running == 248 + 249 + 259
    assert numbers_run_on()


def test_a_year_before_the_first_joins_in_front(cast: Cast, now: datetime) -> None:
    publish(load(notice(2024, working_days=262), cast.hr.viewer, now), cast.hr.viewer, now)
    assert queries.published_span() == (2024, 2026)
    assert numbers_run_on()


def test_a_year_that_leaves_a_gap_is_refused(cast: Cast, now: datetime) -> None:
    draft = load(notice(2029, working_days=261), cast.hr.viewer, now)
    with pytest.raises(operations.UnableToPublishYear) as refused:
        publish(draft, cast.hr.viewer, now)
    assert "2027" in str(refused.value)
    assert queries.published_span() == (2025, 2026)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (notice(2027, new_year(2027, make_up=[date(2027, 1, 4)]), working_days=260), "2027-01-04"),
        (notice(2027, new_year(2027), working_days=255, statutory_days=1), "260"),
        (notice(2027, new_year(2027), working_days=260, statutory_days=13), "13"),
        (notice(2027, new_year(2027), new_year(2027), working_days=260, statutory_days=1), "2027-01-01"),
        (notice(2027, new_year(2028), working_days=261), "2028-01-01"),
        (notice(2027, new_year(2027, last=date(9999, 1, 1)), working_days=261), "元旦"),
        (notice(2027, working_days=261) | {"year": 10**30}, "2500"),
        (notice(2027, new_year(2027, name_en="x" * 61), working_days=260, statutory_days=1), "元旦"),
        (notice(2027, new_year(2027, name_zh="元\0旦"), working_days=260, statutory_days=1), "characters"),
        ({"year": 2027}, "notice"),
        ({}, "year"),
    ],
)
def test_a_notice_with_a_mistake_is_refused_in_words(
    cast: Cast, now: datetime, data: dict[str, Any], words: str
) -> None:
    with translation.override("en"), pytest.raises(operations.UnableToLoad) as refused:
        load(data, cast.hr.viewer, now)
    assert words in str(refused.value)
    assert not CalendarYear.objects.filter(state=YearState.DRAFT).exists()


def test_a_year_is_loaded_from_the_notices_own_sentences(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.hr)
    given = {"year": 2027, "title": "关于2027年部分节假日安排的通知", "number": "", "issued": "2026-11-20"}
    given |= {"statutory_days": 1, "working_days": 260}
    slip = client.post("/calendar/load/", {**given, "table": "一、元旦：1月1日（周四）放假1天，不调休。"})
    assert slip.status_code == 422
    assert "2027-01-01" in slip.text
    right = client.post("/calendar/load/", {**given, "table": "一、元旦：1月1日（周五）放假1天，不调休。"})
    assert right.status_code == 302
    draft = queries.draft_of(2027)
    assert draft is not None
    assert [(each.name_zh, each.first) for each in queries.notice_of(draft).holidays] == [("元旦", date(2027, 1, 1))]


def test_a_newer_draft_takes_the_place_of_the_older(cast: Cast, now: datetime) -> None:
    first = load(NOTICE_2027, cast.hr.viewer, now)
    second = load(NOTICE_2027, cast.hr.viewer, now)
    assert second.edition == 2
    assert queries.draft_of(2027) == second
    with pytest.raises(Stale):
        publish(first, cast.hr.viewer, now)
    first.refresh_from_db()
    with pytest.raises(operations.UnableToPublishYear):
        publish(first, cast.hr.viewer, now)


def test_publishing_twice_is_refused(cast: Cast, now: datetime) -> None:
    draft = load(NOTICE_2027, cast.hr.viewer, now)
    publish(draft, cast.hr.viewer, now)
    with pytest.raises(operations.UnableToPublishYear):
        publish(draft, cast.hr.viewer, now)
    assert timeline.entries_of(operations.SUBJECT, 2027).filter(verb="publish").count() == 1


@pytest.mark.parametrize("who", ["clerk", "head_of_service", "manager", "auditor", "resident"])
def test_others_keep_their_hands_off(cast: Cast, now: datetime, who: str) -> None:
    draft = load(NOTICE_2027, cast.hr.viewer, now)
    viewer = getattr(cast, who).viewer
    with pytest.raises(NotAllowed):
        load(NOTICE_2027, viewer, now)
    with pytest.raises(NotAllowed):
        publish(draft, viewer, now)
    assert not Day.objects.filter(date__year=2027).exists()


def test_the_floors_above_hear_of_a_publication(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = []

    def hear(*, year: int, actor: Viewer, now: datetime) -> None:
        heard.append((year, actor.name, queries.LoadedCalendar().day(date(year, 1, 1)) is not None))

    monkeypatch.setattr("jujiao.company.calendar.operations.on_published", [*on_published, hear])
    publish(load(NOTICE_2027, cast.hr.viewer, now), cast.hr.viewer, now)
    assert heard == [(2027, "许丽", True)]


def test_two_editions_in_force_at_once_are_refused_by_the_database(cast: Cast) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO calendar_calendaryear (year, edition, state, source, notice, loaded_at, version)"
            " VALUES (2026, 9, 'published', '', '{}', now(), 1)"
        )


@pytest.mark.parametrize(
    ("today", "missing"),
    [
        (date(2026, 11, 30), None),
        (date(2026, 12, 1), 2027),
        (date(2027, 1, 1), 2027),
        (date(2025, 12, 1), None),
    ],
)
def test_a_missing_year_rings_from_the_first_of_december(cast: Cast, today: date, missing: int | None) -> None:
    assert queries.missing_year_alarm(today) == missing
