"""What somebody reads whose request is not taken: a sentence in their language, as a page, a toast or JSON."""

import json
from html import escape
from typing import Any

from django.conf import settings
from django.http import parse_cookie
from django.utils import translation
from django.utils.translation import gettext as _

from jujiao.kernel.machine.front.answering import Headers

RETRY_SECONDS = 5
STYLE = """
:root { color-scheme: light dark;
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
body { display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 16px; box-sizing: border-box;
  background: light-dark(#f6f7f9, #0e1014); color: light-dark(#181b22, #e8eaef) }
main { max-width: 28rem; padding: 24px; border: 1px solid light-dark(#e3e6eb, #282d37); border-radius: 12px;
  background: light-dark(#fff, #16191f) }
p { margin: 0 0 16px; font-size: 1.125rem }
a { display: inline-block; padding: 9px 20px; border-radius: 8px; background: #3451d1; color: #fff;
  text-decoration: none }
"""
"""The page looks like the others, and stands by itself: whoever is refused asks for no further file."""


def refusal(status: int, environ: dict[str, Any]) -> tuple[Headers, bytes]:
    """Headers and content of the answer. The connection ends with it: what else comes on it is no request."""
    with translation.override(_language(environ)):
        sentence = _sentence(status)
        headers = [("Connection", "close"), ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff")]
        if status in {408, 503}:
            headers.append(("Retry-After", str(RETRY_SECONDS)))
        if environ["PATH_INFO"].startswith("/api/"):
            return [*headers, ("Content-Type", "application/json")], json.dumps({"detail": sentence}).encode()
        if environ.get("HTTP_HX_REQUEST"):
            toast = json.dumps({"toast": {"text": sentence, "level": "error"}})
            headers += [("HX-Reswap", "none"), ("HX-Trigger", toast)]
            return [*headers, ("Content-Type", "text/plain; charset=utf-8")], sentence.encode()
        return [*headers, ("Content-Type", "text/html; charset=utf-8")], _page(sentence)


def _sentence(status: int) -> str:
    return {
        400: _("The request did not arrive whole. Please send it again."),
        408: _("The request took too long to arrive. Please send it again."),
        413: _("This is more than can be sent here at a time. Please send less, or smaller photos."),
        503: _("Too many people are here at the moment. Please try again in a few seconds."),
    }[status]


def _page(sentence: str) -> bytes:
    return (
        f'<!doctype html><html lang="{translation.get_language()}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(sentence)}</title><style>{STYLE}</style>'
        f'<main><p>{escape(sentence)}</p><a href="/">{escape(_("To the start page"))}</a></main></html>'
    ).encode()


def _language(environ: dict[str, Any]) -> str:
    """The language chosen in this browser, else the first that it asks for and we know, else our own."""
    chosen = parse_cookie(environ.get("HTTP_COOKIE", "")).get(settings.LANGUAGE_COOKIE_NAME, "")
    asked = [part.partition(";")[0].strip() for part in environ.get("HTTP_ACCEPT_LANGUAGE", "").split(",")[:10]]
    for code in (chosen, *asked):
        try:
            return translation.get_supported_language_variant(code)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE
