"""What the web server calls: pages and API behind the front, which reads what comes before a thread is taken for it."""

from typing import Any

from jujiao.wsgi import application as pages  # first: it makes the settings known

# isort: split
from django.conf import settings
from django.http import parse_cookie

from jujiao.company.accounts.bearing import is_in_force, secret_in
from jujiao.company.accounts.sessions import is_signed_in
from jujiao.company.accounts.sources import DEVICE_COOKIE
from jujiao.kernel.machine.client_address import counted_as, of_meta
from jujiao.kernel.machine.front import bounds
from jujiao.kernel.machine.front.answering import Application
from jujiao.kernel.machine.front.bridge import Bridge
from jujiao.kernel.machine.front.doors import taken_at
from jujiao.kernel.machine.paths import INCOMING

SIGN_IN = "/account/"


def most(environ: dict[str, Any]) -> int:
    """Bytes that this request may bring: its door's bound for somebody signed in, or who has a token, else the plain
    one."""
    session = parse_cookie(environ.get("HTTP_COOKIE", "")).get(settings.SESSION_COOKIE_NAME, "")
    secret = secret_in(environ.get("HTTP_AUTHORIZATION", ""))
    known = (session and is_signed_in(session)) or (secret and is_in_force(secret))
    return taken_at(environ["PATH_INFO"]) if known else bounds.PLAIN


def costly(environ: dict[str, Any]) -> tuple[str, str] | None:
    """Address and device of a request that has a password or a code checked: that is slow so that guessing is."""
    if environ["REQUEST_METHOD"] != "POST" or not environ["PATH_INFO"].startswith(SIGN_IN):
        return None
    return counted_as(of_meta(environ)), parse_cookie(environ.get("HTTP_COOKIE", "")).get(DEVICE_COOKIE, "")


def behind_the_front(application: Application) -> Bridge:
    """The same application as the server calls it."""
    return Bridge(application, takes=taken_at, most=most, costly=costly, folder=INCOMING)


application = behind_the_front(pages)
