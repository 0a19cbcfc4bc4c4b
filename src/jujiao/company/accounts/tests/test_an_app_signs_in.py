"""An owner's own app signs in by a code to their phone, and they see and revoke what is signed in."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from jujiao.company.accounts.models import ApiToken, User
from jujiao.company.accounts.operations import authenticate, end_sessions, issue_token, open_for_resident
from jujiao.company.accounts.operations.codes import MOST, sign_in_by_code
from jujiao.company.accounts.operations.guessing import Source
from jujiao.company.accounts.tests.messages import Sent, code_sent_to
from jujiao.company.accounts.tickets import Ticket
from jujiao.company.estates.models import Person
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import SYSTEM
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast

CODES, TOKENS = "/api/v1/account/codes", "/api/v1/account/tokens"
KNOWN, STRANGER = "13800000101", "13899999999"
HERE = Source(device="", address="203.0.113.7")


def post(path: str, token: str = "", at: str = "203.0.113.7", **body: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Client(REMOTE_ADDR=at).post(path, body, content_type="application/json", headers=headers)


def asked(phone: str = KNOWN, **more: Any) -> str:
    answer = post(CODES, phone=phone, **more)
    assert answer.status_code == 200, answer.content
    ticket: str = answer.json()["ticket"]
    return ticket


def typed(ticket: str, code: str, **more: Any) -> Any:
    return post(TOKENS, ticket=ticket, code=code, label="手机", **more)


def signed_in(phone: str = KNOWN, **more: Any) -> dict[str, Any]:
    answer = typed(asked(phone, **more), code_sent_to(phone), **more)
    assert answer.status_code == 201, answer.content
    told: dict[str, Any] = answer.json()
    return told


def listed(token: str) -> Any:
    return Client().get(TOKENS, headers={"Authorization": f"Bearer {token}"})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_code_gets_a_token_for_thirty_days(cast: Cast, messages: Sent, moment: Moment) -> None:
    ticket = asked("138 0000 0101")
    told = typed(ticket, code_sent_to(KNOWN)).json()
    assert authenticate(told["token"], moment.now) == cast.resident.user
    ends = moment.forward(days=30)
    assert authenticate(told["token"], ends - timedelta(seconds=1)) == cast.resident.user
    assert authenticate(told["token"], ends) is None
    assert listed(told["token"]).status_code == 401


def test_a_number_is_answered_alike_whoever_has_it(cast: Cast, messages: Sent, moment: Moment) -> None:
    User.objects.filter(pk=cast.clerk.user.pk).update(phone="13700000001")
    seen = []
    for phone in (KNOWN, STRANGER, "13700000001"):
        with CaptureQueriesContext(connection) as queries:
            answer = post(CODES, phone=phone)
        ticket = answer.json()["ticket"]
        tries = [typed(ticket, "xxxxxx") for _time in range(4)]
        seen.append(
            (
                answer.status_code,
                len(queries),
                len(ticket),
                answer.json()["ends_at"],
                [(each.status_code, each.json()["detail"]) for each in tries],
            )
        )
    assert seen[0] == seen[1] == seen[2]
    assert [phone for phone, _text in messages] == [KNOWN]
    assert not ApiToken.objects.exists()


def test_after_three_wrong_codes_the_right_one_is_void(cast: Cast, messages: Sent) -> None:
    ticket = asked()
    code = code_sent_to(KNOWN)
    assert [typed(ticket, wrong(code)).status_code for _time in range(3)] == [422] * 3
    answer = typed(ticket, code)
    assert (answer.status_code, answer.json()["code"]) == (422, "UnableToSignIn")
    assert not ApiToken.objects.exists()


def test_a_code_holds_five_minutes_works_once_and_fits_its_own_ticket(
    cast: Cast, messages: Sent, moment: Moment, settings: Settings
) -> None:
    ticket, code = asked(), code_sent_to(KNOWN)
    other = asked(STRANGER)
    assert typed(other, code).status_code == 422
    assert typed(ticket, f" {code[:3]} {code[3:]} ").status_code == 201
    assert typed(ticket, code).status_code == 422
    ticket, code = asked(), code_sent_to(KNOWN)
    moment.forward(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    assert typed(ticket, code).status_code == 422
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize("ticket", ["", "x", "漏", "gAAAAA==", "x" * 1000])
def test_a_ticket_that_is_none_is_too_old(cast: Cast, ticket: str) -> None:
    answer = typed(ticket, "123456")
    assert (answer.status_code, answer.json()["code"]) == (422, "UnableToSignIn")


def test_a_code_for_a_number_that_passed_on_meanwhile_opens_nothing(cast: Cast, messages: Sent) -> None:
    ticket, code = asked(), code_sent_to(KNOWN)
    Person.objects.filter(pk=cast.resident.person.pk).update(phone="13800000999")
    assert typed(ticket, code).status_code == 422
    assert not ApiToken.objects.exists()


def test_codes_are_counted_with_those_that_pages_ask_for(cast: Cast, messages: Sent) -> None:
    for phone in (KNOWN, STRANGER):
        assert [post(CODES, phone=phone).status_code for _time in range(4)] == [200, 200, 200, 429]
        assert Client(REMOTE_ADDR="203.0.113.7").post("/account/login/code/", {"phone": phone}).status_code == 422
    assert len(messages) == 3


def test_a_device_that_was_signed_in_is_not_held_up_by_strangers(cast: Cast, messages: Sent) -> None:
    own = signed_in(at="198.51.100.1")["device"]
    refused = [post(CODES, phone=KNOWN, at=f"192.0.2.{number}").status_code for number in range(25)]
    assert refused.count(429) > 10
    assert post(CODES, phone=KNOWN, device=own, at="192.0.2.99").status_code == 200


def test_a_device_is_never_called_as_the_app_likes(cast: Cast, messages: Sent) -> None:
    first = signed_in(device="1")["device"]
    assert first not in {"", "1"}
    assert signed_in(device=first)["device"] == first
    assert signed_in()["device"] not in {"", first}


def test_they_see_their_tokens_and_revoke_one(cast: Cast, messages: Sent, moment: Moment) -> None:
    first, second = signed_in(), signed_in()
    assert [(each["id"], each["this"]) for each in listed(first["token"]).json()] == [
        (second["id"], False),
        (first["id"], True),
    ]
    theirs = issue_token(user=cast.neighbour.user, label="手机", actor=SYSTEM, now=moment.now)
    others = ApiToken.objects.get(user=cast.neighbour.user)
    assert post(f"{TOKENS}/{others.pk}/revoke", token=first["token"]).status_code == 404
    assert authenticate(theirs, moment.now) == cast.neighbour.user
    assert post(f"{TOKENS}/{first['id']}/revoke", token=second["token"]).status_code == 204
    assert post(f"{TOKENS}/{first['id']}/revoke", token=second["token"]).status_code == 404
    assert listed(first["token"]).status_code == 401
    assert [each["id"] for each in listed(second["token"]).json()] == [second["id"]]


def test_who_signs_in_on_too_many_loses_the_oldest(cast: Cast, messages: Sent) -> None:
    now, user = clock.now(), cast.resident.user
    secrets = []
    for number in range(MOST + 1):
        ticket = Ticket.new(KNOWN, user, now)
        at = now + timedelta(seconds=number)
        told = sign_in_by_code(sealed=ticket.sealed(), code=ticket.code, label="手机", source=HERE, now=at)
        secrets.append(told.secret)
    assert [authenticate(each, at) == user for each in secrets] == [False, *[True] * MOST]


def test_a_token_ends_with_the_number_that_opened_it(cast: Cast, messages: Sent) -> None:
    now = clock.now()
    token = signed_in()["token"]
    end_sessions(user=cast.resident.user, verb="settle_phone", actor=SYSTEM, now=now)
    assert authenticate(token, now) is None
    token = signed_in()["token"]
    Person.objects.filter(pk=cast.resident.person.pk).update(phone="")
    Person.objects.filter(pk=cast.neighbour.person.pk).update(phone=KNOWN)
    assert open_for_resident(phone=KNOWN, actor=SYSTEM, now=now) == cast.neighbour.user
    assert authenticate(token, now) is None


def test_a_token_of_staff_goes_on_when_their_number_changes(cast: Cast) -> None:
    secret = issue_token(user=cast.clerk.user, label="erp", actor=SYSTEM, now=NOW)
    end_sessions(user=cast.clerk.user, verb="settle_phone", actor=SYSTEM, now=NOW)
    assert authenticate(secret, NOW) == cast.clerk.user
