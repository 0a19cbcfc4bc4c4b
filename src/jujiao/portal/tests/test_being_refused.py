"""What cannot be done is said in a sentence; nothing that was typed is lost, and nothing of ours is shown."""

import logging
from typing import Any

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from jujiao.kernel.errors import NotAllowed, Stale, UnableTo
from jujiao.kernel.record.access import open_door
from jujiao.portal import urls
from jujiao.testing.cast import Cast

REFUSALS = {
    "unable": UnableTo("The room is empty."),
    "not-allowed": NotAllowed("Only the handler replies."),
    "stale": Stale("Somebody was faster.", given=3, current=5),
    "fault": RuntimeError("secret detail"),
    "away": OperationalError("secret detail"),
}


@open_door
def refuse(request: HttpRequest, kind: str) -> HttpResponse:
    raise REFUSALS[kind]


urlpatterns = [path("refuse/<slug:kind>/", refuse), path("api/v1/<slug:kind>", refuse), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


STATUS = [("unable", 422), ("not-allowed", 403), ("stale", 409)]
FORM = {"text": "The lift stands still.", "password": "hush", "version": "3"}


@pytest.mark.parametrize(("kind", "status"), STATUS)
def test_a_page_says_why_and_keeps_what_was_typed(kind: str, status: int, client: Client) -> None:
    page = client.post(f"/refuse/{kind}/", FORM, headers={"Referer": "http://testserver/complaints/1/"})
    assert page.status_code == status
    assert str(REFUSALS[kind]) in page.text
    assert page.context["typed"] == [("text", "The lift stands still.")]
    assert page.context["url"] == "http://testserver/complaints/1/"
    assert "The lift stands still." in page.text
    assert "hush" not in page.text


@pytest.mark.parametrize(("kind", "status"), STATUS)
def test_htmx_gets_a_toast_and_nothing_on_the_page_is_replaced(kind: str, status: int, client: Client) -> None:
    answer = client.post(f"/refuse/{kind}/", FORM, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Reswap"], answer.text) == (status, "none", str(REFUSALS[kind]))
    assert "toast" in answer["HX-Trigger"]


def test_a_stale_form_names_both_versions(client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert "Yours is version 3, the present one is 5." in client.post("/refuse/stale/", FORM).text


def test_the_way_back_never_leads_elsewhere(client: Client) -> None:
    page = client.post("/refuse/unable/", FORM, headers={"Referer": "https://elsewhere.example/"})
    assert page.context["url"] == "/"


def test_a_fault_of_ours_shows_a_reference_that_the_log_has(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="jujiao"):
        page = client.get("/refuse/fault/")
    assert page.status_code == 500
    assert "secret detail" not in page.text
    reference = caplog.records[0].args[0]  # type: ignore[index]
    assert len(str(reference)) == 8
    assert str(reference) in page.text
    assert caplog.records[0].exc_info


def test_the_page_of_a_fault_asks_the_database_nothing(client: Client, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        assert client.get("/refuse/fault/").status_code == 500


def test_a_database_that_is_away_is_said_plainly_and_keeps_what_was_typed(
    client: Client, django_assert_num_queries: Any
) -> None:
    client.cookies["django_language"] = "en"
    with django_assert_num_queries(0):
        page = client.post("/refuse/away/", FORM)
    assert (page.status_code, page["Retry-After"]) == (503, "5")
    assert "The database does not answer right now. Nothing was saved." in page.text
    assert FORM["text"] in page.text
    assert "secret detail" not in page.text
    toast = client.post("/refuse/away/", FORM, headers={"HX-Request": "true"})
    assert (toast.status_code, toast["HX-Reswap"]) == (503, "none")
    answer = client.post("/api/v1/away", FORM)
    assert (answer.status_code, answer.json()["code"]) == (503, "DatabaseAway")


def test_an_unknown_address_is_a_page_of_ours(client: Client) -> None:
    page = client.get("/nowhere/")
    assert page.status_code == 404
    assert "j-plain" in page.text
    assert client.get("/nowhere/", headers={"HX-Request": "true"})["HX-Reswap"] == "none"


@pytest.mark.django_db
def test_a_form_from_elsewhere_is_not_taken(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.post("/i18n/setlang/", {"language": "en", "note": "kept"})
    assert page.status_code == 403
    assert page.context["typed"] == [("language", "en"), ("note", "kept")]
    ask: dict[str, Any] = {"path": "/i18n/setlang/", "data": {"language": "en"}, "headers": {"HX-Request": "true"}}
    assert client.post(**ask).status_code == 401, "every cookie is gone: the page asks to sign in beside it"
    client.force_login(cast.clerk.user)
    answer = client.post(**ask)
    assert (answer.status_code, answer["HX-Reswap"]) == (403, "none")


@override_settings(DATA_UPLOAD_MAX_NUMBER_FIELDS=2)
def test_a_form_far_too_large_is_refused_in_words(client: Client) -> None:
    page = client.post("/i18n/setlang/", {"a": "1", "b": "2", "c": "3"})
    assert page.status_code == 400
    assert "j-plain" in page.text
