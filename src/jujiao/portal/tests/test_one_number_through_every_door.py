"""The same spellings of telephone numbers through every door: each gives the same number, and refuses the same."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jujiao.company.accounts.models import Tally
from jujiao.company.accounts.operations import issue_token
from jujiao.company.accounts.tests.messages import Sent
from jujiao.company.estates.models import Person, PersonPhone
from jujiao.company.staff.models import Employee
from jujiao.company.staff.tests.sending import check, confirm, workbook
from jujiao.kernel.machine import clock
from jujiao.rules.phones import takes_messages
from jujiao.rules.tests.spellings import MOBILE, REFUSED, SPELLINGS
from jujiao.service.complaints.models import Category, Complaint
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

HTMX = {"HX-Request": "true"}

type Door = Callable[[Cast, SignIn, list[tuple[str, str]]], dict[str, str | None]]
"""What becomes of each spelling, of which one also knows the right number, at one door; None where it is refused."""


@pytest.fixture(autouse=True)
def _at_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def _searched(client: Client, path: str, shown: str, put: Callable[[str], Any]) -> Callable[[str, str], str | None]:
    def ask(typed: str, number: str) -> str | None:
        put(number or MOBILE)
        return number if shown in client.get(path, {"q": typed}).text else None

    return ask


def _each(ask: Callable[[str, str], str | None], spellings: list[tuple[str, str]]) -> dict[str, str | None]:
    return {typed: ask(typed, number) for typed, number in spellings}


def desk_search(cast: Cast, sign_in: SignIn, spellings: list[tuple[str, str]]) -> dict[str, str | None]:
    person = Person.objects.filter(pk=cast.resident.person.pk)
    path = "/complaints/register/households/"
    return _each(_searched(sign_in(cast.clerk), path, "林晓梅", lambda number: person.update(phone=number)), spellings)


def desk_search_by_a_further_number(
    cast: Cast, sign_in: SignIn, spellings: list[tuple[str, str]]
) -> dict[str, str | None]:
    further = PersonPhone.objects.create(person=cast.resident.person, phone="13811110000", added_at=NOW)

    def put(number: str) -> None:
        PersonPhone.objects.filter(pk=further.pk).update(phone=number)

    return _each(_searched(sign_in(cast.clerk), "/complaints/register/households/", "林晓梅", put), spellings)


def residents_list(cast: Cast, sign_in: SignIn, spellings: list[tuple[str, str]]) -> dict[str, str | None]:
    person = Person.objects.filter(pk=cast.resident.person.pk)
    path = reverse("estates:people")
    return _each(_searched(sign_in(cast.hr), path, "林晓梅", lambda number: person.update(phone=number)), spellings)


def employees_list(cast: Cast, sign_in: SignIn, spellings: list[tuple[str, str]]) -> dict[str, str | None]:
    employee = Employee.objects.filter(pk=cast.engineer.employee.pk)
    path = reverse("staff:employees")
    return _each(_searched(sign_in(cast.hr), path, "赵强", lambda number: employee.update(phone=number)), spellings)


def register_form(cast: Cast, sign_in: SignIn, spellings: list[tuple[str, str]]) -> dict[str, str | None]:
    client, category = sign_in(cast.clerk), Category.objects.get(code="leak").pk

    def ask(typed: str, _number: str) -> str | None:
        given = {
            "who": "visitor",
            "contact_phone": typed,
            "building": cast.building.pk,
            "text": "西门路灯坏了",
            "category": category,
            "channel": "phone",
        }
        answer = client.post(reverse("complaints:register"), {"key": str(uuid.uuid4()), **given})
        return Complaint.objects.latest("id").contact_phone if answer.status_code == 302 else None

    return _each(ask, spellings)


def api_register(cast: Cast, _sign_in: SignIn, spellings: list[tuple[str, str]]) -> dict[str, str | None]:
    secret = issue_token(user=cast.clerk.user, label="停车系统", actor=cast.clerk.viewer, now=NOW)
    headers = {"Authorization": f"Bearer {secret}"}

    def ask(typed: str, _number: str) -> str | None:
        body = {"estate": "YX", "category": "leak", "text": "渗水", "room": "1-1-101", "contact_phone": typed}
        answer = Client().post("/api/v1/complaints", body, content_type="application/json", headers=headers)
        return Complaint.objects.latest("id").contact_phone if answer.status_code == 201 else None

    return _each(ask, spellings)


def correct_form(cast: Cast, sign_in: SignIn, spellings: list[tuple[str, str]]) -> dict[str, str | None]:
    client, url = sign_in(cast.clerk), reverse("estates:correct_person", args=[cast.spouse.pk])

    def ask(typed: str, _number: str) -> str | None:
        person = Person.objects.get(pk=cast.spouse.pk)
        given = {"version": person.version, "name": person.name, "phone": typed}
        answer = client.post(url, given, headers=HTMX)
        return Person.objects.get(pk=cast.spouse.pk).phone if answer.status_code == 204 else None

    return _each(ask, spellings)


def further_form(cast: Cast, sign_in: SignIn, spellings: list[tuple[str, str]]) -> dict[str, str | None]:
    client, url = sign_in(cast.clerk), reverse("estates:add_number", args=[cast.spouse.pk])

    def ask(typed: str, _number: str) -> str | None:
        PersonPhone.objects.filter(person=cast.spouse).update(ended_at=NOW)
        answer = client.post(url, {"phone": typed, "word": "办公室"}, headers=HTMX)
        rows = PersonPhone.objects.filter(person=cast.spouse, ended_at=None)
        return rows.get().phone if answer.status_code == 204 else None

    return _each(ask, spellings)


def workbook_cell(cast: Cast, _sign_in: SignIn, spellings: list[tuple[str, str]]) -> dict[str, str | None]:
    names = {typed: f"甲{place:02}" for place, (typed, _number) in enumerate(spellings)}
    rows = [["2-2-202", name, typed, "业主", date(2026, 2, 1), ""] for typed, name in names.items()]
    checked = check(cast, NOW, workbook(residents=rows))
    wrong = {problem.row for problem in checked.outcome.problems}
    if not wrong:
        confirm(cast, NOW, checked)
    phones = dict(Person.objects.filter(name__in=names.values()).values_list("name", "phone"))
    return {
        typed: None if row in wrong else phones.get(name, "not taken over")
        for row, (typed, name) in enumerate(names.items(), start=2)
    }


def sign_in_by_code(
    cast: Cast, _sign_in: SignIn, spellings: list[tuple[str, str]], messages: Sent
) -> dict[str, str | None]:
    def ask(typed: str, number: str) -> str | None:
        Tally.objects.all().delete()
        Person.objects.filter(pk=cast.resident.person.pk).update(phone=number)
        messages.clear()
        answer = Client().post("/account/login/code/", {"phone": typed})
        return messages[-1][0] if answer.status_code == 302 and messages else None

    return _each(ask, spellings)


DOORS: list[Door] = [
    desk_search,
    desk_search_by_a_further_number,
    residents_list,
    employees_list,
    register_form,
    api_register,
    correct_form,
    further_form,
    workbook_cell,
]
SEARCHES = (desk_search, desk_search_by_a_further_number, residents_list, employees_list)
FINDS_OTHERS = {"110", "+86", "13811119994x"}
"""By what a search finds rooms, or by its one letter names."""
SEVERAL = {"13811119994/13911119995"}
"""What only a cell of a list takes, as two numbers."""


def no_numbers(door: Door) -> list[tuple[str, str]]:
    """What is refused at a door; searched for, all of it while somebody has the number that it nearly is."""
    others: set[str] = SEVERAL if door is workbook_cell else FINDS_OTHERS if door in SEARCHES else set()
    return [(typed, "") for typed in REFUSED if typed not in others]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_each_spelling_is_its_number_at_every_door(cast: Cast, sign_in: SignIn, door: Door) -> None:
    assert door(cast, sign_in, list(SPELLINGS.items())) == SPELLINGS


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_what_is_no_number_is_none_at_every_door(cast: Cast, sign_in: SignIn, door: Door) -> None:
    refused = door(cast, sign_in, no_numbers(door))
    assert {typed for typed, found in refused.items() if found is not None} == set()


def test_signing_in_by_each_spelling_that_a_message_reaches(cast: Cast, sign_in: SignIn, messages: Sent) -> None:
    wanted = {typed: number if takes_messages(number) else None for typed, number in SPELLINGS.items()}
    assert sign_in_by_code(cast, sign_in, list(SPELLINGS.items()), messages) == wanted
    refused = sign_in_by_code(cast, sign_in, [(typed, "") for typed in REFUSED], messages)
    assert set(refused.values()) == {None}
