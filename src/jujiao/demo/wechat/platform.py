"""The platform's side: answers what an account asks, from what it keeps of tokens, followers, quotas and media."""

import json
import secrets
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event, RLock
from typing import Any, Final

from jujiao.demo.wechat.followers import Follower
from jujiao.demo.wechat.tokens import Tokens
from jujiao.kernel.machine import clock

KEPT: Final = timedelta(days=3)
"""Of media."""
SHOWN: Final = 20
"""Characters of a template's value that an owner sees."""
LONGEST_TEXT: Final = 2048
JSON: Final = "application/json; charset=utf-8"

type Answer = tuple[str, bytes]
"""The type of a content, and the content."""


@dataclass(frozen=True)
class Kept:
    """A medium."""

    content: bytes
    media_type: str
    at: datetime
    is_video: bool = False


@dataclass
class Platform:
    """One official account. `rights`: the paths that it may use. `ready`: codes that the next calls of a path get,
    whatever else holds; `delay`: seconds before each path answers; `quota`: how many more calls each path takes."""

    app_id: str
    secret: str
    rights: set[str] = field(default_factory=lambda: {CUSTOM, TEMPLATE, NOTICE})
    templates: dict[str, set[str]] = field(default_factory=dict)
    """The names of the blanks of each."""
    now: Callable[[], datetime] = clock.now
    ready: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    delay: dict[str, float] = field(default_factory=dict)
    quota: dict[str, int] = field(default_factory=dict)
    followers: dict[str, Follower] = field(default_factory=dict)
    media: dict[str, Kept] = field(default_factory=dict)
    scenes: dict[str, datetime] = field(default_factory=dict)
    """What codes say that are still to be scanned, and until when."""
    asked: Counter[str] = field(default_factory=Counter)
    results: list[tuple[str, str, str]] = field(default_factory=list)
    """What became of template messages and is still to be told: openid, number and status."""
    notices_sent: list[tuple[str, str, str]] = field(default_factory=list)
    """The same of notices: openid, template and number."""
    url: str = ""
    stopped: Event = field(default_factory=Event)
    tokens: Tokens = field(default_factory=Tokens)
    _attempts: dict[str, int] = field(default_factory=dict)
    _numbers: int = 0
    _lock: RLock = field(default_factory=RLock)

    def follower(self, openid: str) -> Follower:
        return self.followers.setdefault(openid, Follower(openid))

    def answer(self, path: str, query: Mapping[str, str], body: bytes) -> Answer:
        """One call, as the account makes it."""
        path = path.removeprefix("/cgi-bin/")
        with self._lock:
            self.asked[path] += 1
        if self.stopped.wait(self.delay.get(path, 0)):
            return _said(-1)
        with self._lock:
            return self._answer(path, query, body)

    def _answer(self, path: str, query: Mapping[str, str], body: bytes) -> Answer:
        if self.ready[path]:
            return _said(self.ready[path].pop(0))
        if path.startswith(VIDEO):
            return self._video(path.removeprefix(VIDEO))
        given = _json_of(body)
        if path == STABLE_TOKEN:
            return self._token(given)
        if code := self._shut_out(path, query.get("access_token", "")):
            return _said(code)
        return CALLS[path](self, {**given, **query}) if path in CALLS else _said(40066)

    def _shut_out(self, path: str, value: str) -> int:
        if code := self.tokens.refusal(value, self.now()):
            return code
        if path in {CUSTOM, TEMPLATE, NOTICE} - self.rights:
            return 48001
        left = self.quota.get(path, 1)
        if path in self.quota:
            self.quota[path] = max(left - 1, 0)
        return 0 if left > 0 else 45009

    def _token(self, given: Mapping[str, Any]) -> Answer:
        if given.get("appid") != self.app_id:
            return _said(40013)
        if given.get("secret") != self.secret:
            return _said(40125)
        now = self.now()
        token = self.tokens.give(now, force=bool(given.get("force_refresh")))
        return _json({"access_token": token.value, "expires_in": int((token.ends_at - now).total_seconds())})

    def _custom(self, given: Mapping[str, Any]) -> Answer:
        follower = self.followers.get(given.get("touser", ""))
        if follower is None:
            return _said(40003)
        kind = str(given.get("msgtype", ""))
        if kind not in given:
            return _said(40008)
        said = given[kind].get("content") or json.dumps(given[kind], ensure_ascii=False)
        if kind == "image" and given[kind]["media_id"] not in self.media:
            return _said(40007)
        if len(said.encode()) > LONGEST_TEXT:
            return _said(45002)
        code = follower.refusal(self.now())
        if not code:
            follower.read.append(said)
        return _said(code)

    def _template(self, given: Mapping[str, Any]) -> Answer:
        template, data = given.get("template_id", ""), given.get("data", {})
        follower = self.followers.get(given.get("touser", ""))
        if code := self._unfilled(template, data) or _unwilling(follower, template):
            return _said(code)
        attempt = given.get("client_msg_id") or secrets.token_hex(16)
        if follower and attempt not in self._attempts:
            self._attempts[attempt] = self._number()
            follower.read.append(shown(data))
            self.results.append((follower.openid, str(self._attempts[attempt]), "success"))
        return _json({"errcode": 0, "errmsg": "ok", "msgid": self._attempts[attempt]})

    def _notice(self, given: Mapping[str, Any]) -> Answer:
        template, data = given.get("template_id", ""), given.get("data", {})
        follower = self.followers.get(given.get("touser", ""))
        if follower is None:
            return _said(40003)
        if code := self._unfilled(template, data):
            return _said(code)
        if not follower.consents.get(template):
            return _said(43101)
        follower.consents[template] -= 1
        follower.read.append(shown(data))
        number = self._number()
        self.notices_sent.append((follower.openid, template, str(number)))
        return _json({"errcode": 0, "errmsg": "ok", "msgid": number})

    def _unfilled(self, template: str, data: Mapping[str, Any]) -> int:
        if template not in self.templates:
            return 40037
        whole = set(data) == self.templates[template] and all(each.get("value") for each in data.values())
        return 0 if whole else 47003

    def _scan_code(self, given: Mapping[str, Any]) -> Answer:
        scene, seconds = given["action_info"]["scene"]["scene_str"], int(given["expire_seconds"])
        self.scenes[scene] = self.now() + timedelta(seconds=seconds)
        url = f"http://weixin.qq.com/q/{secrets.token_urlsafe(12)}"
        return _json({"ticket": secrets.token_urlsafe(48), "expire_seconds": seconds, "url": url})

    def _medium(self, given: Mapping[str, Any]) -> Answer:
        media_id = str(given.get("media_id", ""))
        kept = self.media.get(media_id)
        if kept is None or self.now() - kept.at > KEPT:
            return _said(40007)
        return (
            _json({"video_url": f"{self.url}{VIDEO}{media_id}"}) if kept.is_video else (kept.media_type, kept.content)
        )

    def _video(self, media_id: str) -> Answer:
        kept = self.media.get(media_id)
        return (kept.media_type, kept.content) if kept else _said(40007)

    def _number(self) -> int:
        self._numbers += 1
        return self._numbers


def shown(data: Mapping[str, Any]) -> str:
    """A template message as its reader sees it: each value is cut, without a mark."""
    return "\n".join(str(each["value"])[:SHOWN] for each in data.values())


def _json_of(body: bytes) -> Mapping[str, Any]:
    try:
        given = json.loads(body or b"{}")
    except ValueError:
        given = None
    return given if isinstance(given, dict) else {}


def _unwilling(follower: Follower | None, template: str) -> int:
    if follower is None:
        return 40003
    if not follower.follows:
        return 43004
    return 43101 if template in follower.declined else 0


def _said(code: int) -> Answer:
    return _json({"errcode": code, "errmsg": "ok" if code == 0 else f"refused rid: {secrets.token_hex(4)}"})


def _json(given: Mapping[str, Any]) -> Answer:
    return JSON, json.dumps(given).encode()


STABLE_TOKEN: Final = "stable_token"  # noqa: S105 - a path
CUSTOM: Final = "message/custom/send"
TEMPLATE: Final = "message/template/send"
NOTICE: Final = "message/subscribe/bizsend"
SCAN_CODE: Final = "qrcode/create"
MEDIA: Final = "media/get"
VIDEO: Final = "/video/"
CALLS: Final[Mapping[str, Callable[[Platform, Mapping[str, Any]], Answer]]] = {
    CUSTOM: Platform._custom,  # noqa: SLF001 - its own
    TEMPLATE: Platform._template,  # noqa: SLF001
    NOTICE: Platform._notice,  # noqa: SLF001
    SCAN_CODE: Platform._scan_code,  # noqa: SLF001
    MEDIA: Platform._medium,  # noqa: SLF001
}
