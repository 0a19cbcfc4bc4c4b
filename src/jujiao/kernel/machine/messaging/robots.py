"""Robots in the group chats of WeCom (企业微信), DingTalk (钉钉) and Feishu (飞书).

The address of one is its webhook, and behind a # its signing secret, which never leaves as such: what stands behind a #
is not sent. Each answers 200 to almost everything; its code says what became of the message."""

import base64
import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Any, ClassVar, Final
from urllib.parse import quote, urldefrag
from uuid import UUID

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.messaging import robot_codes
from jujiao.kernel.machine.messaging.calling import post
from jujiao.kernel.machine.messaging.meanings import Meaning, refused
from jujiao.kernel.machine.messaging.port import Accepted, Answer, Message

HEADERS: Final = {"Content-Type": "application/json; charset=utf-8"}
MARK: Final = "…"


class GroupRobot:
    """What the three have in common. `longest` is how many bytes of text one takes; `hosts` and `path` are where its
    webhooks live; `codes` what its codes mean."""

    longest: ClassVar[int] = 15_000
    hosts: ClassVar[frozenset[str]] = frozenset()
    path: ClassVar[str] = "/"
    codes: ClassVar[Mapping[str, Meaning]] = {}

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:  # noqa: ARG002 - no robot keeps it
        """Says the whole sentence, with its link."""
        url, secret = urldefrag(address)
        said = said_within(self.longest, message.text, message.link)
        url, body = self.asked(url, secret, said, clock.now())
        status, answer = post(url, content=json.dumps(body, ensure_ascii=False).encode(), headers=HEADERS)
        return self.read(status, answer)

    def asked(self, url: str, secret: str, text: str, at: datetime) -> tuple[str, dict[str, Any]]:  # noqa: ARG002
        """Where to post what, signed where there is a secret."""
        return url, {"msgtype": "text", "text": {"content": text}}

    def read(self, status: int, answer: Mapping[str, Any]) -> Answer:
        """The code, wherever it stands; never the status alone, unless that is a no."""
        found = next((answer[name] for name in ("errcode", "code", "StatusCode") if name in answer), None)
        code = "" if found is None else str(found)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            code = str(status)
        return Accepted() if code == "0" else refused(code or str(status), self.meanings(), otherwise=robot_codes.OTHER)

    @classmethod
    def meanings(cls) -> Mapping[str, Meaning]:
        return {**cls.codes, str(HTTPStatus.TOO_MANY_REQUESTS.value): robot_codes.TOO_MUCH}

    @classmethod
    def rest_after(cls, code: str) -> int:
        """Seconds for which a robot keeps silent that was answered with that code."""
        meaning = cls.meanings().get(code)
        return meaning.rest if meaning else 0


class WeCom(GroupRobot):
    """2,048 bytes of text. It has no signing: whoever has the address may speak."""

    longest = 2048
    hosts = frozenset({"qyapi.weixin.qq.com"})
    path = "/cgi-bin/webhook/send"
    codes = robot_codes.WECOM


class DingTalk(GroupRobot):
    """Signed by the moment in milliseconds, in the address."""

    hosts = frozenset({"oapi.dingtalk.com"})
    path = "/robot/send"
    codes = robot_codes.DINGTALK

    def asked(self, url: str, secret: str, text: str, at: datetime) -> tuple[str, dict[str, Any]]:
        url, body = super().asked(url, secret, text, at)
        if secret:
            moment = f"{at.timestamp() * 1000:.0f}"
            sign = base64.b64encode(hmac.digest(secret.encode(), f"{moment}\n{secret}".encode(), "sha256"))
            url = f"{url}&timestamp={moment}&sign={quote(sign, safe='')}"
        return url, body


class Feishu(GroupRobot):
    """Signed by the moment in seconds, in the body; what it signs is empty, and the key is moment and secret."""

    hosts = frozenset({"open.feishu.cn", "open.larksuite.com"})
    path = "/open-apis/bot/v2/hook/"
    codes = robot_codes.FEISHU

    def asked(self, url: str, secret: str, text: str, at: datetime) -> tuple[str, dict[str, Any]]:
        body: dict[str, Any] = {"msg_type": "text", "content": {"text": text}}
        if secret:
            moment = str(int(at.timestamp()))
            sign = base64.b64encode(hmac.digest(f"{moment}\n{secret}".encode(), b"", "sha256"))
            body = {"timestamp": moment, "sign": sign.decode(), **body}
        return url, body


ROBOTS: Final[Mapping[str, type[GroupRobot]]] = {"wecom": WeCom, "dingtalk": DingTalk, "feishu": Feishu}
"""By the name of its way."""


def said_within(longest: int, text: str, link: str) -> str:
    """Text and link in so many bytes of UTF-8: the text is cut at a character, and the link stays whole."""
    end = f"\n{link}" if link else ""
    room = longest - len(end.encode())
    if len(text.encode()) > room:
        text = text.encode()[: room - len(MARK.encode())].decode(errors="ignore") + MARK
    return text + end
