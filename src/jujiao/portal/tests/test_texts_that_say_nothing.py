"""A name or a reason of nothing visible is none, and nothing that people write is cut, in every operation below the
complaint. The complaint's own stand beside its operations."""

import inspect
from collections.abc import Callable
from datetime import date, timedelta
from types import ModuleType
from typing import Any

import pytest

from jujiao.company.accounts import operations as accounts
from jujiao.company.calendar import operations as calendar
from jujiao.company.calendar.shipped import notices
from jujiao.company.estates import operations as estates
from jujiao.company.estates.models import PhoneChange
from jujiao.company.estates.operations import NewResident
from jujiao.company.rulebook import operations as rulebook
from jujiao.company.rulebook.models import Parameter, RulebookVersion
from jujiao.company.rulebook.queries import draft_of
from jujiao.company.staff import operations as staff
from jujiao.company.staff.models import (
    Assignment,
    Bar,
    BarKind,
    Credential,
    CredentialKind,
    DepartmentKind,
    RevokedAs,
)
from jujiao.company.staff.operations import NewPost
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import Role
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db

SILENT = "\u2800\u3164\u200b"
WRITTEN = {"text", "reason", "name", "note", "proof", "label", "source", "title", "number", "username"}
"""Arguments of operations that hold what people write."""

type Act = Callable[[Cast, str], Any]


def draft(cast: Cast) -> RulebookVersion:
    there = draft_of(cast.company.pk)
    return there or rulebook.draft_version(company=cast.company, note="", actor=cast.director.viewer, now=NOW)


def hire(cast: Cast, **given: Any) -> Any:
    post = NewPost(Role.CLERK, "前台", date(2026, 3, 11), cast.estate, cast.customer_service)
    fine = {"number": "N1", "name": "何一", "posts": [post], **given}
    return staff.hire(company=cast.company, joined_on=date(2026, 3, 11), actor=cast.hr.viewer, now=NOW, **fine)


def set_figure(cast: Cast, source: str) -> Any:
    version = draft(cast)
    parameter = Parameter.objects.get(rulebook_version=version, key="complaint.first_reply", estate=None)
    return rulebook.set_figure(
        version=version, row_version=version.version, key=parameter.key, value=parameter.value - 1, source=source,
        actor=cast.director.viewer, now=NOW,
    )  # fmt: skip


def publish(cast: Cast, proof: str) -> Any:
    version = draft(cast)
    return rulebook.publish(
        version=version, row_version=version.version, proof=proof, effective_from=None, actor=cast.director.viewer,
        now=NOW,
    )  # fmt: skip


def post_of(cast: Cast) -> Assignment:
    return Assignment.objects.get(employee=cast.engineer.employee)


def a_credential(cast: Cast) -> Credential:
    facts = {"starts_on": date(2026, 3, 1), "recorded_at": NOW}
    row, _new = Credential.objects.get_or_create(
        employee=cast.engineer.employee, kind=CredentialKind.GUARD, number="浙保 2026-1", defaults=facts
    )
    return row


def a_bar(cast: Cast) -> Bar:
    facts = {"since": date(2026, 3, 1), "recorded_at": NOW}
    row, _new = Bar.objects.get_or_create(employee=cast.engineer.employee, kind=BarKind.CONVICTED, defaults=facts)
    return row


def changed_number(cast: Cast) -> int:
    """A change of the resident's number by the clerk, waiting to be confirmed."""
    facts = {
        "old": "13811110101", "new": "13900001111", "changed_by_id": cast.clerk.user.pk, "changed_by_role": Role.CLERK,
        "changed_at": NOW, "holds_from": NOW + timedelta(days=3),
    }  # fmt: skip
    change, _new = PhoneChange.objects.get_or_create(person=cast.resident.person, settled_at=None, defaults=facts)
    return change.pk


def titled(cast: Cast, title: str) -> NewPost:
    return NewPost(Role.CLERK, title, date(2026, 3, 11), cast.estate, cast.customer_service)


def load_year(cast: Cast, title: str) -> Any:
    data = next(iter(notices()))
    notice = {**data["notice"], "title": title}
    return calendar.load_year(data={**data, "notice": notice}, actor=cast.hr.viewer, now=NOW)


NEEDED: dict[str, tuple[int, Act]] = {
    "accounts.save_view name": (30, lambda cast, text: accounts.save_view(
        user=cast.clerk.user, list_name="complaints:queue", name=text, query="late=1")),
    "accounts.open_staff_account username": (60, lambda cast, text: accounts.open_staff_account(
        username=text, name="何一", actor=cast.hr.viewer, now=NOW)),
    "accounts.reset_second_factor reason": (300, lambda cast, text: accounts.reset_second_factor(
        user=cast.clerk.user, actor=cast.hr.viewer, now=NOW, reason=text)),
    "accounts.issue_token label": (80, lambda cast, text: accounts.issue_token(
        user=cast.clerk.user, label=text, actor=cast.hr.viewer, now=NOW)),
    "calendar.load_year title": (120, load_year),
    "estates.add_building name": (20, lambda cast, text: estates.add_building(
        estate=cast.estate, name=text, actor=cast.manager.viewer, now=NOW)),
    "estates.add_room number": (20, lambda cast, text: estates.add_room(
        unit=cast.room.unit, number=text, actor=cast.manager.viewer, now=NOW)),
    "estates.rename_building name": (20, lambda cast, text: estates.rename_building(
        building=cast.building, name=text, version=1, actor=cast.manager.viewer, now=NOW)),
    "estates.rename_room number": (20, lambda cast, text: estates.rename_room(
        room=cast.room, number=text, version=1, actor=cast.manager.viewer, now=NOW)),
    "estates.correct_person name": (80, lambda cast, text: estates.correct_person(
        person=cast.spouse, name=text, phone="", version=cast.spouse.version, actor=cast.clerk.viewer, now=NOW)),
    "estates.reveal_phone reason": (200, lambda cast, text: estates.reveal_phone(
        person=cast.resident.person, reason=text, actor=cast.clerk.viewer, now=NOW)),
    "estates.confirm_number reason": (200, lambda cast, text: estates.confirm_number(
        person=cast.resident.person, change_id=changed_number(cast), reason=text, actor=cast.manager.viewer, now=NOW)),
    "estates.move_in resident": (80, lambda cast, text: estates.move_in(
        household=cast.household, resident=NewResident(text), moved_in=date(2026, 3, 1), actor=cast.clerk.viewer,
        now=NOW)),
    "estates.settle people": (80, lambda cast, text: estates.settle(
        room=cast.empty_room, people=[NewResident(text)], moved_in=date(2026, 3, 1), actor=cast.clerk.viewer,
        now=NOW)),
    "rulebook.set_figure source": (200, set_figure),
    "rulebook.publish proof": (2000, publish),
    "staff.add_department name": (60, lambda cast, text: staff.add_department(
        estate=cast.estate, name=text, kind=DepartmentKind.CLEANING, actor=cast.hr.viewer, now=NOW)),
    "staff.hire number": (20, lambda cast, text: hire(cast, number=text)),
    "staff.hire name": (80, lambda cast, text: hire(cast, name=text)),
    "staff.edit_employee name": (80, lambda cast, text: staff.edit_employee(
        employee=cast.engineer.employee, number="E9", name=text, phone="", joined_on=date(2025, 1, 2), version=1,
        actor=cast.hr.viewer, now=NOW)),
    "staff.edit_employee number": (20, lambda cast, text: staff.edit_employee(
        employee=cast.engineer.employee, number=text, name="赵强", phone="", joined_on=date(2025, 1, 2), version=1,
        actor=cast.hr.viewer, now=NOW)),
    "staff.reveal_employee_phone reason": (200, lambda cast, text: staff.reveal_employee_phone(
        employee=cast.engineer.employee, reason=text, actor=cast.hr.viewer, now=NOW)),
    "staff.reveal_identity reason": (200, lambda cast, text: staff.reveal_identity(
        employee=cast.engineer.employee, reason=text, actor=cast.hr.viewer, now=NOW)),
    "staff.revoke_credential reason": (200, lambda cast, text: staff.revoke_credential(
        credential=a_credential(cast), revoked_as=RevokedAs.VOID, revoked_on=date(2026, 3, 11), reason=text, version=1,
        actor=cast.hr.viewer, now=NOW)),
    "staff.strike_bar reason": (200, lambda cast, text: staff.strike_bar(
        bar=a_bar(cast), reason=text, version=1, actor=cast.hr.viewer, now=NOW)),
    "staff.ask_for_export reason": (200, lambda cast, text: staff.ask_for_export(
        estate=cast.estate, contacts=True, reason=text, actor=cast.hr.viewer, now=NOW)),
}  # fmt: skip
OPTIONAL: dict[str, tuple[int, Act]] = {
    "estates.add_unit name": (20, lambda cast, text: estates.add_unit(
        building=cast.building, name=text, actor=cast.manager.viewer, now=NOW).name),
    "estates.rename_unit name": (20, lambda cast, text: estates.rename_unit(
        unit=cast.room.unit, name=text, version=1, actor=cast.manager.viewer, now=NOW)),
    "rulebook.draft_version note": (200, lambda cast, text: rulebook.draft_version(
        company=cast.company, note=text, actor=cast.director.viewer, now=NOW).note),
    "staff.appoint_deputy reason": (100, lambda cast, text: staff.appoint_deputy(
        absent=cast.engineer.employee, deputy=cast.engineer2.employee, starts_at=NOW, ends_at=NOW + timedelta(days=2),
        actor=cast.hr.viewer, now=NOW, reason=text).reason),
    "staff.retitle_post title": (60, lambda cast, text: staff.retitle_post(
        post=post_of(cast), title=text, actor=cast.hr.viewer, now=NOW)),
    "staff.assign_post post": (60, lambda cast, text: staff.assign_post(
        employee=cast.engineer.employee, post=titled(cast, text), actor=cast.hr.viewer, now=NOW)),
    "staff.hire username": (60, lambda cast, text: hire(cast, username=text)),
    "staff.send_workbook name": (120, lambda cast, text: staff.send_workbook(
        estate=cast.estate, name=text, content=b"", actor=cast.hr.viewer, now=NOW)),
}  # fmt: skip
ELSEWHERE = {
    "estates.end_number number": "the row of the number, not a text",
    "accounts.ask_for_code source": "the network address that asks",
    "accounts.sign_in_by_code source": "the network address that asks",
    "accounts.sign_in_by_code label": "the name of a device, cleaned by the operation itself",
    "accounts.open_staff_account name": "cleaned by hire, which alone opens such accounts for people",
}


def test_every_operation_with_words_of_people_stands_here() -> None:
    modules: dict[str, ModuleType] = {
        "accounts": accounts, "estates": estates, "rulebook": rulebook, "staff": staff,
    }  # fmt: skip
    found = {
        f"{app}.{name} {argument}"
        for app, module in modules.items()
        for name in module.__all__
        if inspect.isfunction(function := getattr(module, name))
        for argument in inspect.signature(function).parameters
        if argument in WRITTEN
    }
    assert found - set(NEEDED) - set(OPTIONAL) - set(ELSEWHERE) == set(), "a new text names how long it may be"


def refused(cast: Cast, act: Act, text: str) -> str:
    before = TimelineEntry.objects.exclude(verb="draft").count()
    with pytest.raises(UnableTo) as error:
        act(cast, text)
    assert TimelineEntry.objects.exclude(verb="draft").count() == before
    return str(error.value)


@pytest.mark.parametrize("name", NEEDED)
def test_what_is_needed_says_something(cast: Cast, name: str) -> None:
    _most, act = NEEDED[name]
    assert len({refused(cast, act, text) for text in ("", SILENT)}) == 1


@pytest.mark.parametrize("name", [*NEEDED, *OPTIONAL])
def test_nothing_is_cut(cast: Cast, name: str) -> None:
    most, act = (NEEDED | OPTIONAL)[name]
    assert str(most) in refused(cast, act, "长" * (most + 1))
    refused(cast, act, "a\x00b")


@pytest.mark.parametrize("name", ["rulebook.draft_version note", "staff.appoint_deputy reason"])
def test_what_may_be_left_out_is_left_out_where_nothing_can_be_seen(cast: Cast, name: str) -> None:
    assert OPTIONAL[name][1](cast, SILENT) == ""
