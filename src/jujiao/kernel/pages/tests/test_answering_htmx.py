"""Answers to HTMX: the part or the page, what follows a success, and a refusal."""

import json

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.pages.htmx import done, is_partial, refuse


def asked(**headers: str) -> HttpRequest:
    request = RequestFactory(headers={name.replace("_", "-"): value for name, value in headers.items()}).post(
        "/cases/7/?a=1"
    )
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({}, False),
        ({"HX_Request": "true"}, True),
        ({"HX_Request": "true", "HX_Boosted": "true"}, False),
        ({"HX_Request": "true", "HX_History_Restore_Request": "true"}, False),
    ],
)
def test_a_part_is_wanted_by_htmx_alone(headers: dict[str, str], expected: bool) -> None:
    assert is_partial(asked(**headers)) is expected


def test_after_success_the_dialog_closes_and_fragments_hear_of_it() -> None:
    response = done(asked(HX_Request="true"), "派单完成", stay=True, events={"case-changed": 7})
    assert response.status_code == 204
    assert response["HX-Trigger"].isascii()
    assert json.loads(response["HX-Trigger"]) == {
        "close-dialog": True,
        "toast": {"text": "派单完成", "level": "success"},
        "case-changed": 7,
    }


def test_after_success_the_page_is_drawn_anew_with_the_sentence() -> None:
    request = asked(HX_Request="true")
    response = done(request, "Dispatched.")
    assert (response.status_code, response["HX-Refresh"]) == (204, "true")
    assert [str(message) for message in get_messages(request)] == ["Dispatched."]
    assert done(asked(HX_Request="true"), url="/next/")["HX-Redirect"] == "/next/"


def test_without_htmx_the_browser_is_sent_on() -> None:
    assert done(asked(), "Dispatched.")["Location"] == "/cases/7/?a=1"
    assert done(asked(), url="/next/")["Location"] == "/next/"


def test_a_refusal_replaces_nothing() -> None:
    response = refuse(UnableTo("The case is closed."))
    assert (response.status_code, response["HX-Reswap"]) == (422, "none")
    assert json.loads(response["HX-Trigger"]) == {"toast": {"text": "The case is closed.", "level": "error"}}
    assert refuse(Stale("Changed.", given=1, current=2)).status_code == 409
