"""What we ask of the platform on behalf of an account: sending, fetching what followers sent, and codes to scan.

Each answer is the port's: `Refused.code` is the return code, of which `codes.outcome_of` knows what comes next. What
the network raises is raised (httpx.HTTPError): then nobody knows whether a message was taken."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _

from jujiao.kernel.machine import clock
from jujiao.kernel.machine.messaging.calling import post
from jujiao.kernel.machine.messaging.port import Accepted, Answer, Refused
from jujiao.kernel.machine.wechat import token
from jujiao.kernel.machine.wechat.account import Account
from jujiao.kernel.machine.wechat.codes import Then, outcome_of
from jujiao.kernel.machine.wechat.fitting import values_of
from jujiao.kernel.machine.wechat.media import Medium, fetch
from jujiao.kernel.machine.wechat.token import JSON, NoToken

LONGEST_SCENE: Final = 64
LONGEST_CODE: Final = timedelta(days=30)


@dataclass(frozen=True)
class ScanCode:
    """A code to scan: what it says when it is scanned (`scene`), the address that the picture is of, and its end."""

    scene: str
    url: str
    ends_at: datetime


@dataclass(frozen=True)
class Article:
    """A link with title and description (图文消息), as one message."""

    title: str
    description: str
    url: str
    picture: str = ""


@dataclass(frozen=True)
class Official:
    """The account, for asking. No call belongs into a transaction: other hosts would wait for it."""

    account: Account

    def say(self, openid: str, text: str) -> Answer:
        """客服消息 of text, of 2,048 bytes at most (`fitting.parts_of`); each takes one of the window."""
        return self._send("message/custom/send", {"touser": openid, "msgtype": "text", "text": {"content": text}})

    def show(self, openid: str, media_id: str) -> Answer:
        """客服消息 of a picture that the platform has."""
        return self._send(
            "message/custom/send", {"touser": openid, "msgtype": "image", "image": {"media_id": media_id}}
        )

    def link(self, openid: str, article: Article) -> Answer:
        """客服消息 of a link."""
        told = {
            "title": article.title,
            "description": article.description,
            "url": article.url,
            "picurl": article.picture,
        }
        return self._send("message/custom/send", {"touser": openid, "msgtype": "news", "news": {"articles": [told]}})

    def template(
        self, openid: str, template_id: str, values: Mapping[str, str], *, url: str, attempt_id: UUID
    ) -> Answer:
        """模板消息. The values are cut to what is shown. An attempt that is repeated within ten minutes goes once."""
        return self._filled(
            "message/template/send",
            {"touser": openid, "template_id": template_id, "url": url, "client_msg_id": attempt_id.hex},
            values,
        )

    def notice(self, openid: str, template_id: str, values: Mapping[str, str], *, url: str) -> Answer:
        """订阅通知 (bizsend): takes one consent of the follower's to this template."""
        return self._filled(
            "message/subscribe/bizsend", {"touser": openid, "template_id": template_id, "page": url}, values
        )

    def medium(self, media_id: str) -> Medium | Refused:
        """What a follower sent, within the three days for which it is kept."""
        answer = self._with_token(lambda value: fetch(self.account, media_id, value))
        return answer if isinstance(answer, Medium | Refused) else _refused(answer)

    def scan_code(self, scene: str, *, lasts: timedelta, now: datetime) -> ScanCode | Refused:
        """A code that says `scene` to us when somebody scans it (QR_STR_SCENE), for at most 30 days. ValueError for
        more than the platform takes."""
        if not 0 < len(scene) <= LONGEST_SCENE or not timedelta() < lasts <= LONGEST_CODE:
            raise ValueError("a scene has 1 to 64 characters and lasts 30 days at most")
        asked = {
            "expire_seconds": int(lasts.total_seconds()),
            "action_name": "QR_STR_SCENE",
            "action_info": {"scene": {"scene_str": scene}},
        }
        answer = self._posted("qrcode/create", asked)
        if isinstance(answer, Refused):
            return answer
        url, seconds = answer.get("url"), answer.get("expire_seconds")
        if not isinstance(url, str) or not isinstance(seconds, int):
            return _refused(answer)
        return ScanCode(scene, url, now + timedelta(seconds=seconds))

    def _filled(self, path: str, asked: Mapping[str, Any], values: Mapping[str, str]) -> Answer:
        fitting = values_of(values)
        if fitting is None:
            return Refused(
                "value_too_long", _("A value is too long for a blank of the template in WeChat."), again=False
            )
        return self._send(path, {**asked, "data": {name: {"value": value} for name, value in fitting.items()}})

    def _send(self, path: str, asked: Mapping[str, Any]) -> Answer:
        answer = self._posted(path, asked)
        if isinstance(answer, Refused):
            return answer
        return Accepted(str(answer.get("msgid", ""))) if code_of(answer) == "0" else _refused(answer)

    def _posted(self, path: str, asked: Mapping[str, Any]) -> Mapping[str, Any] | Refused:
        # As it is: what JSON writes as \u.... owners would read so.
        content = json.dumps(asked, ensure_ascii=False).encode()

        def call(value: str) -> Mapping[str, Any]:
            return post(f"{self.account.url}/cgi-bin/{path}?access_token={value}", content=content, headers=JSON)[1]

        return self._with_token(call)

    def _with_token[Given: Mapping[str, Any] | Medium | Refused](self, call: Callable[[str], Given]) -> Given | Refused:
        """What the call gives with the token in use, or where that is refused with the one that takes its place: once,
        and never in a circle."""
        try:
            value = token.usable(self.account, now=clock.now())
            given = call(value)
            if not _token_failed(given):
                return given
            another = token.renewed(self.account, failed=value, now=clock.now())
        except NoToken as error:
            return error.answer
        return given if another == value else call(another)


def code_of(answer: Mapping[str, Any]) -> str:
    """The return code of an answer, "" where it has none."""
    return str(answer.get("errcode", ""))


def _token_failed(given: object) -> bool:
    return isinstance(given, Mapping) and outcome_of(code_of(given)).then is Then.RENEW


def _refused(answer: Mapping[str, Any]) -> Refused:
    return outcome_of(code_of(answer)).refused(code_of(answer))
