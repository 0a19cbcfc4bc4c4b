"""One call to a vendor, over HTTPS."""

from collections.abc import Mapping
from typing import Any, Final

import httpx

SECONDS: Final = 10.0
"""How long a vendor may take for each part of a call."""
LONGEST: Final = 64 * 1024
"""Bytes of an answer that are looked at; what vendors say fits into a few hundred."""


def post(url: str, *, content: bytes, headers: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
    """Status and JSON of the answer. httpx.HTTPError where no answer came, or one that says nothing about what became
    of the message (a proxy's page, an object that is none): an unknown outcome."""
    with httpx.Client(timeout=SECONDS, follow_redirects=False) as client:
        answer = client.post(url, content=content, headers=dict(headers))
    return answer.status_code, _read(answer)


def _read(answer: httpx.Response) -> dict[str, Any]:
    try:
        found = answer.json() if len(answer.content) <= LONGEST else None
    except ValueError:
        found = None
    if isinstance(found, dict):
        return found
    # Neither the address nor the body stands in the error: the one may hold a key, the other a phone number.
    raise httpx.DecodingError(f"the vendor answered {answer.status_code} without anything that can be read")
