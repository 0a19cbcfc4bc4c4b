"""Every address takes as much as a form without files, but for those that say so; those only from whom is signed in."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from jujiao.company.accounts import sessions
from jujiao.kernel.machine.front import bounds
from jujiao.kernel.machine.front.doors import taken_at
from jujiao.rsgi import costly, most
from jujiao.testing.cast import Cast
from jujiao.testing.every_operation import PATHS, ROW
from jujiao.testing.every_url import addresses

TAKE_MORE = {
    "complaints:register": 64,
    "complaints:step": 64,
    "complaints_owner:add": 64,
    "complaints_owner:register": 64,
    "conversations_owner:send": 64,
    "staff:workbook": 6,
    "telephony:bring": 5,
}
"""Megabytes, by address: where photos or workbooks are sent."""


def test_only_doors_with_attachments_take_much() -> None:
    declared = {address.name: getattr(address.view, "takes", 0) for address in addresses()}
    assert {name: takes for name, takes in declared.items() if takes} == TAKE_MORE


def test_only_operations_with_files_take_much() -> None:
    much = {name for name, (_method, path) in PATHS.items() if taken_at(ROW.sub("5", path)) > bounds.PLAIN}
    # The others of the same address are read before it is known which of them is asked for.
    assert much == {
        "complaint_add", "complaint_list", "complaint_note", "complaint_register", "conversation_own_write",
    }  # fmt: skip


def test_what_an_address_takes() -> None:
    plain = [reverse("account_login"), "/api/v1/account/tokens", "/nowhere/", "/\xff"]
    assert [taken_at(path) for path in plain] == [bounds.PLAIN] * 4
    assert taken_at(reverse("complaints_owner:register")) == 64 * bounds.MEGABYTE


def test_strangers_may_send_little_everywhere(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "close_old_connections", lambda: None)  # it is the test's own
    environ = {
        "PATH_INFO": reverse("complaints_owner:register"),
        "HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=made-up",
    }
    assert most({**environ, "HTTP_COOKIE": ""}) == bounds.PLAIN
    assert most(environ) == bounds.PLAIN


def test_a_session_in_which_nobody_is_signed_in_is_a_stranger(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "close_old_connections", lambda: None)  # it is the test's own
    session = client.session
    session["words"] = "of a code that was asked for"
    session.save()
    environ = {"PATH_INFO": reverse("complaints_owner:register")}
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    assert most(environ | {"HTTP_COOKIE": cookie}) == bounds.PLAIN
    client.force_login(cast.resident.user)
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
    assert most(environ | {"HTTP_COOKIE": cookie}) == 64 * bounds.MEGABYTE
    assert most({"PATH_INFO": reverse("account_login"), "HTTP_COOKIE": cookie}) == bounds.PLAIN


def test_signing_in_takes_turns_by_address_and_device() -> None:
    sent = {"REQUEST_METHOD": "POST", "PATH_INFO": reverse("account_login"), "REMOTE_ADDR": "192.0.2.1"}
    assert costly(sent) == ("192.0.2.1", "")
    assert costly(sent | {"HTTP_COOKIE": "a=b; jujiao_device=known"}) == ("192.0.2.1", "known")
    assert costly(sent | {"PATH_INFO": reverse("account_request_login_code")}) == ("192.0.2.1", "")
    theirs = sent | {"REMOTE_ADDR": "2001:db8:0:7:1:2:3:4"}
    assert costly(theirs) == costly(theirs | {"REMOTE_ADDR": "2001:db8:0:7::9"}) == ("2001:db8:0:7::", "")
    assert costly(sent | {"REQUEST_METHOD": "GET"}) is None
    assert costly(sent | {"PATH_INFO": reverse("complaints_owner:register")}) is None
