"""From where a request comes, for the counts of what is tried: its address, and the mark of its device."""

import secrets

from allauth.core.internal.ratelimit import get_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jujiao.company.accounts.operations.guessing import Source

DEVICE_COOKIE = "jujiao_device"
A_YEAR = 365 * 24 * 3600
LONGEST = 64


def source_of(request: HttpRequest) -> Source:
    """An address of IPv6 counts by its /64: whoever has one has all of it."""
    return Source(device=request.COOKIES.get(DEVICE_COOKIE, "")[:LONGEST], address=get_ip(request))


def mark(request: HttpRequest, response: HttpResponse) -> Source:
    """Gives a device that has just signed in a mark that nobody can guess, or keeps the one that it has."""
    device = request.COOKIES.get(DEVICE_COOKIE, "")[:LONGEST] or secrets.token_urlsafe(24)
    response.set_cookie(
        DEVICE_COOKIE, device, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return Source(device=device, address=get_ip(request))
