"""The parts of the site's address that its own protections ask for."""

from typing import Final
from urllib.parse import urlsplit

THIS_MACHINE: Final = ("localhost", "127.0.0.1")
"""Two names of one place: whoever runs the product on their own machine opens either."""


def host_of(url: str) -> str:
    """The host that pages answer to, as browsers send it: a number of IPv6 in brackets."""
    host = urlsplit(url).hostname or ""
    return f"[{host}]" if ":" in host else host


def source_of(url: str) -> str:
    """An address for Content-Security-Policy, whose grammar has no word for a number of IPv6: any host at that port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://*:{parts.port}" if ":" in (parts.hostname or "") and parts.port else url


def under_each_name(url: str) -> list[str]:
    """The address, and where it is this machine's the same by its other name. Any other address has one name only."""
    parts = urlsplit(url)
    if parts.hostname not in THIS_MACHINE:
        return [url]
    port = f":{parts.port}" if parts.port else ""
    return [parts._replace(netloc=f"{name}{port}").geturl() for name in THIS_MACHINE]


def as_named(url: str, host: str) -> str:
    """The address by the name of this machine that the page was opened by, since a cookie is of one name: `host` is
    the page's. Any other address is left as it is."""
    return next((each for each in under_each_name(url) if urlsplit(each).hostname == host), url)
