"""How much the view behind an address takes."""

from django.urls import Resolver404, resolve

from jujiao.kernel.machine.front import bounds


def taken_at(path: str) -> int:
    """Bytes of a request's body: what the door declares as `takes`, else the plain bound."""
    try:
        view = resolve(path.encode("latin-1").decode(errors="replace")).func
    except Resolver404:
        return bounds.PLAIN
    return max(bounds.PLAIN, getattr(view, "takes", 0) * bounds.MEGABYTE)
