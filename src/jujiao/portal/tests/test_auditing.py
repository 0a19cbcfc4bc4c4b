"""Who changed what and when, and whether the timelines are whole."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model, QuerySet
from django.test import Client
from django.utils import translation
from django.utils.functional import Promise as Lazy

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Estate, Person
from jujiao.company.staff.models import Assignment
from jujiao.company.staff.proof.rows import a_post
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.pages import column_words
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record import chapters, subjects, timeline
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.kernel.record.chapters import chapter_of
from jujiao.portal.audit.changes import FieldChange, masked
from jujiao.portal.audit.tables import recorded
from jujiao.portal.audit.words import verb_words, words_of
from jujiao.promises.models import Rung
from jujiao.service.complaints.models import Complaint
from jujiao.testing.canaries import plant
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import a_promise


@pytest.fixture
def auditor(cast: Cast, sign_in: SignIn) -> Client:
    client = sign_in(cast.auditor)
    client.cookies["django_language"] = "en"
    return client


def test_a_change_shows_each_field_before_and_after(cast: Cast, auditor: Client) -> None:
    estate = cast.estate
    estate.name = "云栖花园二期"
    estate.save()
    estate.name = "云栖花园"
    estate.save()
    [second, first] = auditor.get("/audit/estates-estate/").context["changes"]
    assert first.kind == second.kind == "update"
    assert second.fields == [FieldChange("name", "云栖花园二期", "云栖花园")]


def test_what_a_form_changes_is_told_with_who_and_where(cast: Cast, sign_in: SignIn, auditor: Client) -> None:
    sign_in(cast.clerk).post("/i18n/setlang/", {"language": "en"})
    [change] = auditor.get("/audit/accounts-user/").context["changes"]
    assert (change.who, change.where, change.row_id) == ("王芳", "/i18n/setlang/", cast.clerk.user.pk)


def test_phones_and_owners_names_are_masked(cast: Cast, auditor: Client) -> None:
    person = cast.resident.person
    person.version = 2
    person.save()
    person.phone, person.name = "13912345678", "欧阳修"
    person.save()
    page = auditor.get("/audit/estates-person/")
    after = {field.label: field.after for field in page.context["changes"][0].fields}
    assert after == {"name": "欧*", "phone": "139****5678"}
    assert "13912345678" not in page.text
    assert "欧阳修" not in page.text
    assert cast.resident.user.name not in page.text


def test_a_phone_within_a_text_is_masked_too() -> None:
    assert (
        masked("call 13912345678 or 0571-88888888, case 20260001") == "call 139****5678 or 0571-******88, case 20260001"
    )


def test_changes_of_another_company_are_not_shown(cast: Cast, auditor: Client) -> None:
    Estate.objects.filter(pk=cast.other_estate.pk).update(name="江畔新居")
    User.objects.filter(pk=cast.outsider.user.pk).update(name="冯小刚")
    Person.objects.create(company=cast.other_company, name="外人")
    for table in ("estates-estate", "accounts-user", "estates-person"):
        assert auditor.get(f"/audit/{table}/").context["changes"] == []


def test_filters_find_a_row_a_person_and_a_kind(cast: Cast, sign_in: SignIn, auditor: Client) -> None:
    sign_in(cast.clerk).post("/i18n/setlang/", {"language": "en"})
    sign_in(cast.engineer).post("/i18n/setlang/", {"language": "en"})

    def found(query: str) -> list[int]:
        return [change.row_id for change in auditor.get(f"/audit/accounts-user/?{query}").context["changes"]]

    clerk, engineer = cast.clerk.user.pk, cast.engineer.user.pk
    assert found("") == [engineer, clerk]
    assert found(f"row={clerk}") == [clerk]
    assert found("who=赵强") == [engineer]
    assert found("kind=insert") == []
    assert found("row=abc") == found("row=" + "9" * 40) == []


@pytest.mark.parametrize("table", recorded())
def test_every_recorded_table_can_be_read(table: str, auditor: Client) -> None:
    assert auditor.get(f"/audit/{table}/?who=王&row=1").status_code == 200


def test_only_what_all_companies_share_is_bound_to_none() -> None:
    assert {slug for slug, table in recorded().items() if not table.roads} == {
        "calendar-calendaryear",
        "complaints-category",
    }


def test_every_recorded_table_has_a_name() -> None:
    assert {slug for slug, table in recorded().items() if table.label == slug} == set()


def test_every_recorded_column_has_a_name() -> None:
    assert {
        f"{table.slug}.{field.name}"
        for table in recorded().values()
        for field in table.fields
        if not named(table.model, field.name)
    } == set()


def test_a_column_that_nobody_named_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above; the column is then shown as the database has it."""
    rulebook = chapter_of("rulebook")
    monkeypatch.setitem(chapters._chapters, "rulebook", replace(rulebook, columns={}, tables={}))
    parameter = recorded()["rulebook-parameter"]
    assert [field.name for field in parameter.fields if not named(parameter.model, field.name)] == [
        "key",
        "value",
        "enabled",
    ]
    assert parameter.label == parameter.slug


def named(model: type[Model], column: str) -> bool:
    """Whether somebody gave it a name: its form's label, its chapter, or the words that all share."""
    label = getattr(model._meta.get_field(column), "verbose_name", "")
    own = chapter_of(model._meta.app_label).columns
    return isinstance(label, Lazy) or column in own or column in column_words.COLUMNS


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
        moment, due = moment_words(NOW), str(Rung.DUE.label)
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
        for verb in (verb for verb, step in kind.steps.items() if step.form):
            assert verb_words(kind, verb) != verb, (kind.key, verb)


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
