"""From which address somebody asks: the one answer for limits, logs and the audit.

`X-Forwarded-For` is written by whoever likes to. It is believed only where JUJIAO_BEHIND_PROXY says that one proxy
stands in front, and then only its last entry: the one that this proxy has added.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import Any, Final

from django.conf import settings

UNKNOWN: Final = "unknown"
"""Where no address is at hand, as on a Unix socket. Whoever comes that way is counted together."""

WITH_PORT: Final = re.compile(r"\[(?P<six>[^\[\]]+)\](:\d{1,5})?|(?P<four>[\d.]+):\d{1,5}")


def of_meta(meta: Mapping[str, Any]) -> str:
    """Who sent a request of Django's, by its META."""
    return client_address(meta.get("REMOTE_ADDR"), [meta.get("HTTP_X_FORWARDED_FOR", "")])


def of_headers(peer: object, headers: Iterable[tuple[bytes | str, bytes | str]]) -> str:
    """Who sent a request of ASGI's or RSGI's: `peer` is ASGI's pair of address and port, or RSGI's text of both."""
    said = [_text(value) for name, value in headers if _text(name).lower() == "x-forwarded-for"]
    return client_address(peer[0] if isinstance(peer, list | tuple) and peer else peer, said)


def counted_as(address: str) -> str:
    """What limits count an address as: one of IPv6 by its /64, for whoever has one of those has them all."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(IPv6Address(int(known) >> 64 << 64)) if isinstance(known, IPv6Address) else address


def client_address(peer: object, forwarded: Iterable[str], *, behind_proxy: bool | None = None) -> str:
    """The address of who asks, in its one normal spelling. `peer` holds the connection, `forwarded` is what the lines
    of X-Forwarded-For say. What is no address falls back on the peer, and is UNKNOWN where that is none either."""
    trusted = settings.BEHIND_PROXY if behind_proxy is None else behind_proxy
    last = ",".join(forwarded).rpartition(",")[2] if trusted else ""
    return normal(last) or normal(str(peer or "")) or UNKNOWN


@lru_cache(maxsize=1024)
def normal(text: str) -> str:
    """The address without port and zone; IPv4 in the guise of IPv6 is IPv4. Empty where the text is no address."""
    text = text.strip().strip('"')
    if found := WITH_PORT.fullmatch(text):
        text = found["six"] or found["four"]
    try:
        address = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)


def _text(value: bytes | str) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else value
