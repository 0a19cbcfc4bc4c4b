"""Who changed what and when, and whether the timelines are whole."""

from dataclasses import replace

import pytest
from django.db.models import Model
from django.test import Client
from django.utils.functional import Promise as Lazy

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Estate, Person
from jujiao.kernel.pages import column_words
from jujiao.kernel.record import chapters
from jujiao.kernel.record.chapters import chapter_of
from jujiao.portal.audit.changes import FieldChange, masked
from jujiao.portal.audit.tables import recorded
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn


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
