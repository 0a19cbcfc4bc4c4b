"""The timeline of any subject in the audit: found, read in words, whole, and kept from whom it is about."""

from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test import Client
from django.utils import translation

from jujiao.cases.steps import Steps
from jujiao.company.staff.models import Assignment
from jujiao.company.staff.proof.rows import a_post
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.pages.words import due_words
from jujiao.kernel.record import subjects, timeline
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.portal.audit.tables import recorded
from jujiao.portal.audit.words import verb_words, words_of
from jujiao.promises.models import Rung
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.story import EVENTS
from jujiao.testing.canaries import plant
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import a_promise


def an_entry(cast: Cast, **facts: object) -> TimelineEntry:
    return timeline.record(
        subject_kind="account",
        subject_id=cast.clerk.user.pk,
        estate_id=None,
        verb="sample",
        actor=cast.hr.viewer,
        now=NOW,
        **facts,  # type: ignore[arg-type]
    )


def test_a_timeline_is_found_by_its_number(cast: Cast, auditor: Client) -> None:
    an_entry(cast, text="call 13912345678", details={"name": "王小明"})
    response = auditor.get("/audit/timeline/?kind=account&key=clerk", follow=True)
    assert response.redirect_chain == [(f"/audit/timeline/account/{cast.clerk.user.pk}/", 302)]
    [entry] = response.context["entries"]
    assert (entry.text, entry.lines) == ("call 139****5678", [("name", "王*")])


def test_a_timeline_reads_in_the_readers_language(cast: Cast, auditor: Client) -> None:
    auditor.cookies["django_language"] = "zh-hans"
    complaint = a_complaint(cast)
    timeline.record(
        subject_kind="complaint",
        subject_id=complaint.pk,
        estate_id=cast.estate.pk,
        verb="sample",
        actor=SYSTEM,
        now=NOW,
        changes={"number": complaint.number, "kind": "ordinary"},
        details={"told": ["王芳"], "rung": "due", "promise": "complaint.resolve", "due_at": NOW},
    )
    entry = auditor.get(f"/audit/timeline/complaint/{complaint.pk}/").context["entries"][-1]
    assert entry.who == "聚焦"
    assert {name for name, _ in entry.lines} == {"编号", "一般或复杂", "已通知", "阶梯", "承诺", "到期时间"}


def test_a_timeline_says_what_it_keeps_as_people_would(cast: Cast, auditor: Client) -> None:
    """States, people, moments, kinds of promises and what is not there; the raw data behind a fold."""
    auditor.cookies["django_language"] = "zh-hans"
    complaint = a_complaint(cast)
    timeline.record(
        subject_kind="complaint",
        subject_id=complaint.pk,
        estate_id=cast.estate.pk,
        verb="phone_changed",
        actor=SYSTEM,
        now=NOW,
        changes={"channel": "walk_in", "handler": cast.engineer.employee.pk, "next_due_at": NOW, "closed_at": None},
        details={"told": ["王芳", "李娜"], "rung": "due", "promise": "complaint.resolve", "due_at": NOW, "score": 4},
    )
    entry = auditor.get(f"/audit/timeline/complaint/{complaint.pk}/").context["entries"][-1]
    with translation.override("zh-hans"):
        moment, due = due_words(NOW), str(Rung.DUE.label)
    assert entry.step == "投诉人号码更改"
    assert dict(entry.lines) == {
        "渠道": "来访",
        "处理人": cast.engineer.employee.name,
        "最近到期": moment,
        "结案时间": "—",
        "已通知": "王芳、李娜",
        "阶梯": due,
        "承诺": "办结",
        "到期时间": moment,
        "评分": "4",
    }
    assert '"channel": "walk_in"' in entry.raw


def test_a_number_of_the_town_is_masked_in_the_raw_data_too(cast: Cast, auditor: Client) -> None:
    """Digits alone do not tell it from a count: the name of its column does, at whatever depth."""
    number = "88886616"
    entry = an_entry(cast, details={"contact_phone": number, "before": {"phone": number}})
    page = auditor.get(f"/audit/timeline/account/{entry.subject_id}/")
    assert number not in page.text
    assert page.context["entries"][-1].raw.count("******16") == 2


def test_no_two_columns_of_a_table_are_called_the_same(auditor: Client) -> None:
    """In either language; a case's number is not called a room's."""
    for language in ("zh-hans", "en"):
        with translation.override(language):
            for table in recorded().values():
                names = Counter(words_of(table.model, field.name) for field in table.fields)
                assert {name for name, times in names.items() if times > 1} == set(), (language, table.slug)
            assert words_of(Complaint, "number") == {"zh-hans": "编号", "en": "number"}[language]


def test_every_step_on_a_case_has_words() -> None:
    """Whatever a machine of states may record; what else is noted is found with its chapter (`testing.chapters`)."""
    for kind in subjects.declared():
        verbs = set(kind.steps.machine) if isinstance(kind.steps, Steps) else set()
        for verb in verbs.union(EVENTS if kind.key == "complaint" else ()):
            assert verb_words(kind, verb) != verb, (kind.key, verb)


def test_a_correction_is_said_in_words(cast: Cast, auditor: Client) -> None:
    auditor.cookies["django_language"] = "zh-hans"
    before = {"category": ["噪音扰民", "Noise"], "nature": "complaint", "person": "林晓梅", "anonymous": False}
    complaint = a_complaint(cast)
    timeline.record(
        subject_kind="complaint", subject_id=complaint.pk, estate_id=cast.estate.pk, verb="correct",
        actor=cast.clerk.viewer, now=NOW, details={"before": before, "department": "工程部", "with": ["YX-1"]},
    )  # fmt: skip
    shown = auditor.get(f"/audit/timeline/complaint/{complaint.pk}/").context["entries"][-1]
    assert dict(shown.lines) == {
        "原为": "性质: 投诉；住户成员: 林*；类别: 噪音扰民、Noise；匿名: 否", "部门": "工程部", "一并办理": "YX-1",
    }  # fmt: skip
    assert "林晓梅" not in shown.raw


@pytest.mark.parametrize(
    "query",
    ["", "kind=account&key=nobody", "kind=account&key=outsider", "kind=x&key=1", "kind=account&key=" + "9" * 60],
)
def test_what_is_not_there_is_said_in_words(query: str, auditor: Client) -> None:
    page = auditor.get(f"/audit/timeline/?{query}", follow=True)
    assert page.redirect_chain == [("/audit/", 302)]
    assert "Nothing is known under that number." in page.text


def one_of(kind: str, cast: Cast) -> tuple[int, str]:
    """The id of a subject of a kind, and what people type to find it."""
    case, sample, post = a_complaint(cast), a_promise(cast).subject_id, a_post(cast)
    known = {
        "account": (cast.clerk.user.pk, "clerk"),
        "calendar_year": (2026, "2026"),
        "company": (cast.company.pk, cast.company.name),
        "complaint": (case.pk, case.number),
        "employee": (cast.clerk.employee.pk, cast.clerk.employee.number),
        "estate": (cast.estate.pk, "YX"),
        "person": (cast.resident.person.pk, str(cast.resident.person.pk)),
        "post": (post.pk, post.code),
        "room": (cast.empty_room.pk, cast.empty_room.code),
        "rulebook": (cast.version.pk, str(cast.version.pk)),
        "sample": (sample, str(sample)),
    }
    return known[kind] if kind in known else marked(kind, cast)


def marked(kind: str, cast: Cast) -> tuple[int, str]:
    """The same of a subject for which its app plants a marked row (`proof/canaries.py`)."""
    declared = subjects.of(kind)
    named = [subject.id for canary in plant(cast).canaries for subject in canary.subjects if subject.kind == kind]
    row: Any = QuerySet(declared.model).get(**{declared.id_column: named[0]})
    return named[0], str(getattr(row, declared.number)) if declared.number else str(named[0])


@pytest.mark.parametrize("kind", [kind.key for kind in subjects.declared()])
def test_every_timeline_that_is_written_can_be_read(kind: str, cast: Cast, auditor: Client) -> None:
    subject_id, typed = one_of(kind, cast)
    timeline.record(
        subject_kind=kind, subject_id=subject_id, estate_id=None, verb="sample", actor=SYSTEM, now=NOW, text="was here"
    )
    url = f"/audit/timeline/{kind}/{subject_id}/"
    assert "was here" in auditor.get(url).text
    assert auditor.get(f"{url}check/").context["broken_at"] is None
    found = auditor.get("/audit/timeline/", {"kind": kind, "key": typed}, follow=True)
    assert found.redirect_chain == [(url, 302)]


@pytest.mark.parametrize("kind", [kind.key for kind in subjects.declared()])
def test_another_companys_auditor_reads_none_of_them(kind: str, cast: Cast, sign_in: SignIn) -> None:
    subject_id, typed = one_of(kind, cast)
    Assignment.objects.filter(employee=cast.outsider.employee).update(role=Role.AUDITOR, estate=None, department=None)
    theirs = sign_in(cast.outsider)
    # The calendar is everybody's.
    status = 200 if kind == "calendar_year" else 404
    assert theirs.get(f"/audit/timeline/{kind}/{subject_id}/").status_code == status
    assert theirs.get(f"/audit/timeline/{kind}/{subject_id}/check/").status_code == status
    if status == 404:
        found = theirs.get("/audit/timeline/", {"kind": kind, "key": typed}, follow=True)
        # A round of another company may have the same name: that one is found.
        assert len(found.redirect_chain) == 1
        assert found.redirect_chain != [(f"/audit/timeline/{kind}/{subject_id}/", 302)]


def test_what_a_case_was_once_merged_into_is_no_longer_named(cast: Cast, auditor: Client) -> None:
    """The record of a case that stood with one about the reader keeps silent about that one."""
    case, about = a_complaint(cast), a_complaint(cast)
    Complaint.objects.filter(pk=about.pk).update(about_employee=cast.auditor.employee)
    Complaint.objects.filter(pk=case.pk).update(merged_into=about)
    Complaint.objects.filter(pk=case.pk).update(merged_into=None)
    page = auditor.get("/audit/complaints-complaint/")
    assert case.number in page.text
    assert about.number not in page.text


def test_a_whole_chain_is_said_to_be_whole(cast: Cast, auditor: Client) -> None:
    an_entry(cast)
    an_entry(cast)
    page = auditor.get(f"/audit/timeline/account/{cast.clerk.user.pk}/check/")
    assert (page.context["count"], page.context["broken_at"]) == (2, None)
    assert "the chain is whole" in page.text


def test_an_entry_that_somebody_changed_is_found(cast: Cast, auditor: Client) -> None:
    for text in ("first", "second", "third"):
        an_entry(cast, text=text)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE kernel_timelineentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE kernel_timelineentry SET text = 'nothing happened' WHERE seq = 2")
        cursor.execute("ALTER TABLE kernel_timelineentry ENABLE TRIGGER USER")
    assert auditor.get(f"/audit/timeline/account/{cast.clerk.user.pk}/check/").context["broken_at"] == 2
