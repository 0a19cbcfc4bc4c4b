"""The parts of the site's address that its own protections ask for."""

from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """The host that pages answer to, as browsers send it: a number of IPv6 in brackets."""
    host = urlsplit(url).hostname or ""
    return f"[{host}]" if ":" in host else host


def source_of(url: str) -> str:
    """An address for Content-Security-Policy, whose grammar has no word for a number of IPv6: any host at that port."""
    parts = urlsplit(url)
    return f"{parts.scheme}://*:{parts.port}" if ":" in (parts.hostname or "") and parts.port else url
