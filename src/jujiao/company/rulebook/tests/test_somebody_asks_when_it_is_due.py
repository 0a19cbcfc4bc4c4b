"""`./jujiao due KIND WHEN`, for people and for programs."""

import json
from datetime import datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from jujiao.company.rulebook import operations
from jujiao.company.rulebook.asking import read_when
from jujiao.testing.cast import SHANGHAI, Cast


def answer(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("due", *arguments, "--json", stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "when", "due_at"),
    [
        ("follow_up", "2026-02-13", "2026-02-26T00:00:00+08:00"),
        ("follow_up", "2026-09-18", "2026-09-23T00:00:00+08:00"),
        ("follow_up", "2026-09-30", "2026-10-11T00:00:00+08:00"),
        ("first_reply", "2026-02-13 10:00", "2026-02-14T10:00:00+08:00"),
        ("first_reply", "2026-02-13T02:00:00Z", "2026-02-14T10:00:00+08:00"),
        ("resolve", "2026-10-01T23:59", "2026-10-03T23:59:00+08:00"),
        ("dispatch", "2026-02-13 24:00", "2026-02-14T00:20:00+08:00"),
        ("progress", "2026-02-13", "2026-02-15T00:00:00+08:00"),
    ],
)
def test_before_there_is_a_company_the_shipped_rules_answer(kind: str, when: str, due_at: str) -> None:
    found = answer(kind, when)
    assert (found["due_at"], found["provisional"], found["rulebook_version"]) == (due_at, False, None)


def test_the_json_explains_every_day(cast: Cast) -> None:
    found = answer("follow_up", "2026-02-13")
    assert (found["rulebook_version"], found["clause"], found["provisional"]) == (1, "3.2.3", False)
    assert [(day["date"], day["counted"], day["reason"]) for day in found["days"]] == [
        ("2026-02-13", False, "event_day"),
        ("2026-02-14", True, "make_up_day"),
        *[(f"2026-02-{day}", False, "holiday") for day in range(15, 24)],
        ("2026-02-24", True, "working_day"),
        ("2026-02-25", True, "working_day"),
    ]


def test_past_the_last_year_it_says_provisional(cast: Cast) -> None:
    found = answer("follow_up", "2026-12-31")
    assert (found["due_at"], found["provisional"]) == ("2027-01-07T00:00:00+08:00", True)
    assert found["days"][-1]["reason"] == "assumed_working_day"


def test_an_estate_has_its_own_answer(cast: Cast, now: datetime) -> None:
    draft = operations.draft_version(company=cast.company, note="", actor=cast.hr.viewer, now=now)
    operations.set_figure(
        version=draft,
        row_version=1,
        key="complaint.first_reply",
        value=Decimal(8),
        source="小区公约",
        estate=cast.estate,
        actor=cast.hr.viewer,
        now=now,
    )
    operations.publish(
        version=draft, row_version=2, proof="公告", effective_from=None, actor=cast.director.viewer, now=now
    )
    assert answer("first_reply", "2026-03-12", "--estate", "YX")["due_at"] == "2026-03-12T08:00:00+08:00"
    assert answer("first_reply", "2026-03-12", "--estate", "XX")["due_at"] == "2026-03-13T00:00:00+08:00"
    assert answer("first_reply", "2026-03-12")["due_at"] == "2026-03-13T00:00:00+08:00"
    before = answer("first_reply", "2026-03-10", "--estate", "YX")
    assert (before["due_at"], before["rulebook_version"]) == ("2026-03-11T00:00:00+08:00", 1)


def test_people_read_it_day_by_day(cast: Cast) -> None:
    out = StringIO()
    with translation.override("en"):
        call_command("due", "follow_up", "2026-09-18", stdout=out)
    assert out.getvalue().splitlines() == [
        "Follow-up: 3 working days (clause 3.2.3, rulebook version 1)",
        "Starts Sep 18, 00:00.",
        "  Fri, Sep 18 · not counted · the day of the event itself",
        "  Sat, Sep 19 · not counted · weekend",
        "  Sun, Sep 20 · working day 1 · a make-up day for National Day",
        "  Mon, Sep 21 · working day 2 · a working day",
        "  Tue, Sep 22 · working day 3 · a working day",
        "The day of the event does not count; due when working day 3 ends: Sep 22, 24:00.",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "arguments",
    [
        ("wash", "2026-02-13"),
        ("resolve", "2026-02-30"),
        ("resolve", "soon"),
        ("resolve", "9999-12-31 24:00"),
        ("resolve", "0001-01-01"),
        ("resolve", "1" * 5000),
        ("resolve", "2026-02-13", "--estate", "NOWHERE"),
    ],
)
def test_a_question_without_sense_gets_a_sentence(arguments: tuple[str, ...]) -> None:
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as left:
        call_command("due", *arguments, stdout=out, stderr=err)
    assert left.value.code == 2
    assert out.getvalue() == ""
    assert len(err.getvalue().splitlines()) == 1


def test_midnight_belongs_to_the_day_that_ends() -> None:
    assert read_when("2026-12-31 24:00") == datetime(2027, 1, 1, tzinfo=SHANGHAI)
