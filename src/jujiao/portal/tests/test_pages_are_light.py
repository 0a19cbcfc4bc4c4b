"""Pages leave compressed, photos and files as they are, and what the browser has is not sent again."""

import gzip

import pytest
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware import gzip as gzip_middleware
from django.templatetags.static import static
from django.test import Client, RequestFactory
from playwright.sync_api import Page

from jujiao.kernel.pages.compressing import CompressMiddleware, Kept, KeptResponse
from jujiao.testing.browser import PageAs
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db

LONG = b"<p>" + b"words " * 200
ASKS = {"Accept-Encoding": "gzip, deflate, br"}
HOVERING = """() => {
  const found = [];
  const walk = (rules, hovers) => [...rules].forEach((rule) => {
    const here = hovers || /hover: ?hover/.test(rule.conditionText ?? "");
    if (!here && /:hover/.test(rule.selectorText ?? "")) found.push(rule.selectorText);
    if (rule.cssRules) walk(rule.cssRules, here);
  });
  [...document.styleSheets].forEach((sheet) => walk(sheet.cssRules, false));
  return found;
}"""


def test_a_page_is_compressed_for_whoever_can_read_it(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.sysadmin)
    plain = browser.get("/developers/parts/")
    small = browser.get("/developers/parts/", headers=ASKS)
    assert (plain.get("Content-Encoding"), small["Content-Encoding"]) == (None, "gzip")
    assert gzip.decompress(small.content).startswith(b"<!doctype html>")
    assert len(small.content) < len(plain.content) / 4
    assert "Accept-Encoding" in small["Vary"]
    assert small["Cache-Control"] == "private, no-store"


def test_its_length_does_not_tell_what_stands_in_it() -> None:
    assert len({len(answered(HttpResponse(LONG)).content) for _ in range(30)}) > 5  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(LONG, content_type="image/jpeg"),
        HttpResponse(LONG, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        StreamingHttpResponse([LONG], content_type="text/html"),
        StreamingHttpResponse([LONG], content_type="text/event-stream"),
        FileResponse([LONG], content_type="text/plain"),
    ],
)
def test_what_is_compressed_already_or_streamed_is_left_as_it_is(answer: HttpResponseBase) -> None:
    assert not answered(answer).has_header("Content-Encoding")


def test_what_several_are_given_is_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Kept(LONG)
    first = answered(KeptResponse(kept, headers={"Vary": "HX-Request"}))
    monkeypatch.setattr(gzip_middleware, "compress_string", lambda *_args, **_given: pytest.fail("compressed again"))
    again = answered(KeptResponse(kept, headers={"Vary": "HX-Request"}))
    plain = CompressMiddleware(lambda _request: HttpResponse()).process_response(
        RequestFactory().get("/"), KeptResponse(kept)
    )
    assert first.content == again.content == kept.compressed  # type: ignore[attr-defined]
    assert gzip.decompress(again.content) == plain.content == LONG  # type: ignore[attr-defined]
    assert dict(first.headers) == dict(again.headers)
    assert plain.get("Content-Encoding") is None


def answered(answer: HttpResponseBase) -> HttpResponseBase:
    def view(_request: HttpRequest) -> HttpResponseBase:
        return answer

    request = RequestFactory().get("/", headers=ASKS)
    return CompressMiddleware(view).process_response(request, answer)


def test_a_file_was_compressed_before_and_is_sent_once(client: Client) -> None:
    url = static("vendor/tabler/css/tabler.min.css")
    sent = client.get(url, headers=ASKS)
    assert sent["Content-Encoding"] == "gzip"
    assert len(b"".join(sent.streaming_content)) < 12_000  # type: ignore[attr-defined]
    again = client.get(url, headers={**ASKS, "If-Modified-Since": sent["Last-Modified"]})
    assert again.status_code == 304


@pytest.mark.browser
def test_nothing_keeps_the_colour_of_a_pointer_after_a_tap(cast: Cast, page_as: PageAs) -> None:
    page: Page = page_as(cast.sysadmin, path="/developers/parts/")
    assert page.evaluate(HOVERING) == []
