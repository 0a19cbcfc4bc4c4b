"""Fetching what a follower sent (临时素材): pictures and voices come as they are, of a video comes its address."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
from django.utils.translation import gettext as _

from jujiao.kernel.machine.messaging.calling import SECONDS
from jujiao.kernel.machine.messaging.port import Refused
from jujiao.kernel.machine.wechat.account import Account

LARGEST: Final = 32 * 1024 * 1024
"""Bytes. WeChat itself keeps videos below 25 MB."""
HOSTS: Final = (".qq.com", ".qpic.cn")
"""Where the platform keeps videos."""
TEXT: Final = ("application/json", "text/")


@dataclass(frozen=True)
class Medium:
    """What was sent, and what the platform says that it is."""

    content: bytes
    media_type: str


def fetch(account: Account, media_id: str, token: str) -> Medium | Mapping[str, Any] | Refused:
    """The medium, or the platform's answer where it gives none. httpx.HTTPError where none came."""
    query = {"access_token": token, "media_id": media_id}
    with httpx.Client(timeout=SECONDS, follow_redirects=False) as client:
        found = _got(client, f"{account.url}/cgi-bin/media/get", query)
        if isinstance(found, Refused) or not found.media_type.startswith(TEXT):
            return found
        told = _json(found.content)
        video = str(told.get("video_url", ""))
        if not video:
            return told
        if not _is_theirs(video, account):
            return Refused("video_url", _("WeChat keeps the video in a place that we do not know."), again=False)
        return _got(client, video, {})


def _got(client: httpx.Client, url: str, query: Mapping[str, str]) -> Medium | Refused:
    """What stands there, unless it is larger than anything that WeChat takes."""
    with client.stream("GET", url, params=dict(query) or None) as answer:
        if not answer.is_success:
            # Without the address, in which the token stands.
            raise httpx.DecodingError(f"the platform answered {answer.status_code}")
        content = bytearray()
        for part in answer.iter_bytes():
            content += part
            if len(content) > LARGEST:
                return Refused("too_large", _("The file is larger than what WeChat sends."), again=False)
        return Medium(bytes(content), answer.headers.get("content-type", "").partition(";")[0].strip().lower())


def _json(content: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        told = None
    if isinstance(told, dict):
        return told
    raise httpx.DecodingError("the platform answered without anything that can be read")


def _is_theirs(url: str, account: Account) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = f".{parts.hostname or ''}"
    return parts.scheme in {"http", "https"} and (host.endswith(HOSTS) or parts.netloc == urlsplit(account.url).netloc)
