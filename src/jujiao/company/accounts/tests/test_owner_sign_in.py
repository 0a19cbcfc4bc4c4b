"""A resident signs in with a code sent to their phone."""

import time
from typing import Any
from unittest.mock import Mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from jujiao.company.accounts import texting
from jujiao.company.accounts.jobs import send_text
from jujiao.company.accounts.models import User
from jujiao.company.accounts.operations import open_for_resident
from jujiao.company.accounts.tests.messages import code_sent_to, forget, sent
from jujiao.company.estates.models import Person
from jujiao.kernel.machine.messaging.port import Refused
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import SYSTEM
from jujiao.testing.cast import NOW, Cast

DOOR = "/account/login/code/"
CONFIRM = "/account/login/code/confirm/"
STRANGER = "13899999999"

type Sent = list[tuple[str, str]]


def signed_in_as(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def ask(client: Client, phone: str, **query: str) -> Any:
    return client.post(DOOR, {"phone": phone}, query_params=query)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_code_that_was_sent_leads_to_the_page_that_was_asked_for(cast: Cast, messages: Sent) -> None:
    client = Client()
    response = ask(client, "138 0000 0101", next="/my/")
    assert (response.status_code, response["Location"]) == (302, f"{CONFIRM}?next=%2Fmy%2F")
    assert [phone for phone, _text in messages] == ["13800000101"]
    response = client.post(f"{CONFIRM}?next=/my/", {"code": code_sent_to("13800000101")})
    assert (response.status_code, response["Location"]) == (302, "/my/")
    assert signed_in_as(client) == str(cast.resident.user.pk)
    assert client.session.get_expiry_age() == 30 * 24 * 3600


@pytest.mark.parametrize("typed", ["+8613800000101", "86 138-0000-0101", "0086 13800000101", "１３８０００００１０１"])
def test_the_number_may_be_typed_as_people_type_it(cast: Cast, messages: Sent, typed: str) -> None:
    assert ask(Client(), typed).status_code == 302
    assert [phone for phone, _text in messages] == ["13800000101"]


@pytest.mark.parametrize(
    "typed", ["1380000010", "0571-88886666", "23800000101", "138000001011", "abc", "", "1380000010\x00"]
)
def test_what_is_no_mobile_number_is_sent_back(cast: Cast, messages: Sent, typed: str) -> None:
    response = ask(Client(), typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == ["phone"]
    assert messages == []


def test_a_wrong_code_may_be_typed_again(cast: Cast, messages: Sent) -> None:
    client = Client()
    ask(client, "13800000101")
    code = code_sent_to("13800000101")
    assert client.post(CONFIRM, {"code": wrong(code)}).status_code == 422
    assert signed_in_as(client) is None
    client.post(CONFIRM, {"code": code})
    assert signed_in_as(client) == str(cast.resident.user.pk)


def test_after_three_wrong_codes_the_right_one_is_void(cast: Cast, messages: Sent) -> None:
    client = Client()
    ask(client, "13800000101")
    code = code_sent_to("13800000101")
    answers = [client.post(CONFIRM, {"code": wrong(code)}).status_code for _attempt in range(3)]
    assert answers == [422, 422, 302]
    response = client.post(CONFIRM, {"code": code})
    assert (response.status_code, response["Location"]) == (302, DOOR)
    assert signed_in_as(client) is None


def test_a_code_is_void_after_five_minutes(
    cast: Cast, messages: Sent, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    client = Client()
    ask(client, "13800000101")
    asked_at = time.time()
    monkeypatch.setattr(time, "time", lambda: asked_at + settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT + 1)
    response = client.post(f"{CONFIRM}?next=/my/", {"code": code_sent_to("13800000101")})
    assert (response.status_code, response["Location"]) == (302, f"{DOOR}?next=%2Fmy%2F")
    assert signed_in_as(client) is None


def test_a_code_works_once(cast: Cast, messages: Sent) -> None:
    client = Client()
    ask(client, "13800000101")
    code = code_sent_to("13800000101")
    client.post(CONFIRM, {"code": code})
    client.post("/account/logout/")
    assert client.post(CONFIRM, {"code": code})["Location"] == DOOR
    assert signed_in_as(client) is None


def test_a_code_belongs_to_the_browser_that_asked(cast: Cast, messages: Sent) -> None:
    ask(Client(), "13800000101")
    elsewhere = Client()
    assert elsewhere.post(CONFIRM, {"code": code_sent_to("13800000101")})["Location"] == DOOR
    assert signed_in_as(elsewhere) is None


def test_another_code_or_another_number_may_be_asked_for(cast: Cast, messages: Sent) -> None:
    client = Client()
    ask(client, "13800000102")
    assert client.get(DOOR).status_code == 200
    ask(client, "13800000101")
    first = code_sent_to("13800000101")
    ask(client, "13800000101")
    second = code_sent_to("13800000101")
    if first != second:
        assert client.post(CONFIRM, {"code": first}).status_code == 422
    client.post(CONFIRM, {"code": second})
    assert signed_in_as(client) == str(cast.resident.user.pk)


def test_a_fourth_code_within_a_minute_is_refused_for_known_and_unknown(cast: Cast, messages: Sent) -> None:
    for phone in ("13800000101", STRANGER):
        answers = [ask(Client(), phone).status_code for _time in range(4)]
        assert answers == [302, 302, 302, 422]
    assert len(messages) == 3


def test_an_unknown_number_is_answered_like_a_known_one(cast: Cast, messages: Sent) -> None:
    seen = []
    for phone in ("13800000101", STRANGER):
        client = Client()
        with CaptureQueriesContext(connection) as queries:
            asked = ask(client, phone)
        page = client.get(CONFIRM)
        tries = [client.post(CONFIRM, {"code": "xxxxxx"}) for _attempt in range(3)]
        seen.append(
            (
                asked.status_code,
                asked["Location"],
                len(queries),
                page.content.decode().replace(phone, "NUMBER").count("NUMBER"),
                [(answer.status_code, answer.headers.get("Location")) for answer in tries],
            )
        )
    assert seen[0] == seen[1]
    assert [phone for phone, _text in messages] == ["13800000101"]
    assert not User.objects.filter(phone=STRANGER).exists()


def test_a_resident_without_account_gets_one_at_the_first_code(cast: Cast, messages: Sent) -> None:
    assert cast.spouse.user is None
    client = Client()
    ask(client, cast.spouse.phone)
    client.post(CONFIRM, {"code": code_sent_to(cast.spouse.phone)})
    user = Person.objects.get(pk=cast.spouse.pk).user
    assert user is not None
    assert (user.name, user.phone, user.phone_verified, user.username) == (cast.spouse.name, "13800000106", True, None)
    assert not user.has_usable_password()
    assert signed_in_as(client) == str(user.pk)
    entry = TimelineEntry.objects.get(subject_kind="account", subject_id=user.pk)
    assert (entry.verb, entry.actor_name) == ("open_account", "Jujiao")
    ask(Client(), cast.spouse.phone)
    assert User.objects.filter(phone=cast.spouse.phone).count() == 1


def test_staff_do_not_get_around_their_password_by_a_phone_code(cast: Cast, messages: Sent) -> None:
    User.objects.filter(pk=cast.clerk.user.pk).update(phone="13700000001")
    assert ask(Client(), "13700000001").status_code == 302
    assert messages == []


def test_a_closed_account_is_answered_like_an_unknown_number(cast: Cast, messages: Sent) -> None:
    User.objects.filter(pk=cast.resident.user.pk).update(is_active=False)
    assert ask(Client(), "13800000101").status_code == 302
    assert messages == []


def test_a_family_that_shares_a_number_has_one_account(cast: Cast, messages: Sent) -> None:
    Person.objects.filter(pk=cast.spouse.pk).update(phone="13800000101")
    user = open_for_resident(phone="13800000101", actor=SYSTEM, now=NOW)
    assert user == cast.resident.user


def test_without_an_sms_provider_the_code_is_in_the_log(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    forget()
    ask(Client(), "13800000101")
    sent()
    lines = [record.getMessage() for record in caplog.records if record.name.endswith("messaging.texts")]
    assert len(lines) == 1
    assert lines[0].startswith("SMS to 13800000101: ")


def test_what_is_left_to_the_worker_is_the_same_for_known_and_unknown_numbers(cast: Cast, messages: Sent) -> None:
    for phone in ("13800000101", STRANGER, "13700000002"):
        ask(Client(), phone)
    jobs = [job.args["sealed"] for job in ProcrastinateJob.objects.order_by("pk")]
    assert len({len(sealed) for sealed in jobs}) == 1
    assert not any(number in sealed for sealed in jobs for number in ("13800000101", STRANGER))
    assert [phone for phone, _text in messages] == ["13800000101"]


def test_the_page_waits_for_no_vendor(cast: Cast, messages: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jujiao.company.accounts.texting.sender_of", lambda _way: 1 / 0)
    assert ask(Client(), "13800000101").status_code == 302
    with pytest.raises(ZeroDivisionError):
        messages[-1]


def test_a_vendor_that_asks_for_another_try_gets_one_and_no_more_than_it_needs(
    cast: Cast, messages: Sent, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ask(Client(), "13800000101")
    (job,) = ProcrastinateJob.objects.all()
    later, never = Refused("busy", "…", again=True), Refused("blacklist", "…", again=False)
    for answer in (later, never):
        sender = Mock(send=Mock(return_value=answer))
        monkeypatch.setattr("jujiao.company.accounts.texting.sender_of", lambda _way, sender=sender: sender)
        if answer.again:
            with pytest.raises(texting.NotYetError, match="busy"):
                send_text(**job.args)
        else:
            send_text(**job.args)
        assert sender.send.call_args.kwargs["address"] == "13800000101"
    said = [record.getMessage() for record in caplog.records if record.name == texting.__name__]
    assert said == [f"a text message (sign_in_code) was refused: {code}" for code in ("busy", "blacklist")]
    ids = {texting.left(job.args["sealed"])[2] for _time in range(2)}
    assert len(ids) == 1


def test_the_template_of_a_code_has_the_code_alone(cast: Cast, messages: Sent) -> None:
    ask(Client(), "13800000101")
    _phone, message, _id = texting.left(ProcrastinateJob.objects.get().args["sealed"])
    assert (message.template, message.params) == ("sign_in_code", {"code": code_sent_to("13800000101")})
