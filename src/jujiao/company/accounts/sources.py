"""From where a request comes, for the counts of what is tried: its address, and the mark of its device."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jujiao.company.accounts.operations.guessing import Source, new_device
from jujiao.kernel.machine.client_address import counted_as, of_meta

DEVICE_COOKIE = "jujiao_device"
A_YEAR = 365 * 24 * 3600
LONGEST = 64


def source_of(request: HttpRequest) -> Source:
    """Whence the request comes, before anybody is signed in by it."""
    return Source(device=request.COOKIES.get(DEVICE_COOKIE, "")[:LONGEST], address=counted_as(of_meta(request.META)))


def mark(request: HttpRequest, response: HttpResponse) -> Source:
    """Gives a device that has just signed in a mark that nobody can guess, or keeps the one that it has."""
    device = request.COOKIES.get(DEVICE_COOKIE, "")[:LONGEST] or new_device()
    response.set_cookie(
        DEVICE_COOKIE, device, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return Source(device=device, address=counted_as(of_meta(request.META)))
