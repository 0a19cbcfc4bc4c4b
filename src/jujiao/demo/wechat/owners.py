"""Owners at their phones: what they do changes what may be sent to them, and is posted to the account's callback, in
safe mode, again where no good answer comes in time."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

import httpx

from jujiao.demo.wechat.platform import Kept, Platform
from jujiao.kernel.machine.wechat import elements
from jujiao.kernel.machine.wechat.envelope import Envelope
from jujiao.kernel.machine.wechat.errors import GarbageError
from jujiao.kernel.machine.wechat.replying import SUCCESS, cdata

PATIENCE: Final = 5.0
"""Seconds that the platform waits for an answer."""
TIMES: Final = 3
OUT_OF_ORDER: Final = "该公众号暂时无法提供服务，请稍后再试"
"""What an owner reads where the account gave no good answer."""

type Post = Callable[[str, bytes], tuple[int, str]]
"""Posts a body with a query to the callback: status and text of the answer. OSError or httpx.HTTPError for none."""


def posting_to(callback: str) -> Post:
    """By HTTP, to an address."""

    def post(query: str, body: bytes) -> tuple[int, str]:
        answer = httpx.post(f"{callback}?{query}", content=body, headers={"Content-Type": "text/xml"}, timeout=PATIENCE)
        return answer.status_code, answer.text

    return post


@dataclass
class Owners:
    """What all owners do comes by here. `original_id` is the account's (gh_…); `told` counts what was delivered."""

    platform: Platform
    envelope: Envelope
    original_id: str
    post: Post
    told: list[tuple[int, str]] = field(default_factory=list)
    _messages: int = 10**15

    def writes(self, openid: str, text: str) -> None:
        self._sends(openid, "text", Content=text)

    def shows(self, openid: str, picture: bytes, media_type: str = "image/jpeg") -> str:
        """A picture; the number under which it is kept."""
        media_id = self._kept(picture, media_type)
        self._sends(openid, "image", PicUrl=f"{self.platform.url}/picture", MediaId=media_id)
        return media_id

    def speaks(self, openid: str, voice: bytes) -> str:
        media_id = self._kept(voice, "audio/amr")
        self._sends(openid, "voice", MediaId=media_id, Format="amr")
        return media_id

    def films(self, openid: str, video: bytes) -> str:
        media_id = self._kept(video, "video/mp4", is_video=True)
        self._sends(openid, "video", MediaId=media_id, ThumbMediaId=media_id)
        return media_id

    def is_at(self, openid: str, latitude: float, longitude: float, label: str) -> None:
        place = {"Location_X": f"{latitude:.6f}", "Location_Y": f"{longitude:.6f}", "Scale": "16", "Label": label}
        self._sends(openid, "location", **place)

    def follows(self, openid: str, scene: str = "") -> None:
        """Begins to follow, by a code where `scene` is what it says."""
        follower = self.platform.follower(openid)
        follower.follows = True
        follower.touches(self.platform.now())
        self._happens(openid, "subscribe", EventKey=f"qrscene_{scene}" if scene else "")

    def unfollows(self, openid: str) -> None:
        follower = self.platform.follower(openid)
        follower.follows, follower.written, follower.touched = False, None, None
        follower.read.clear()
        self._happens(openid, "unsubscribe", EventKey="")

    def scans(self, openid: str, scene: str) -> None:
        """Scans a code; whoever does not follow yet does so by that. A code that has ended does nothing."""
        if self.platform.now() >= self.platform.scenes.get(scene, self.platform.now()):
            return
        if not self.platform.follower(openid).follows:
            self.follows(openid, scene)
            return
        self.platform.follower(openid).touches(self.platform.now())
        self._happens(openid, "SCAN", EventKey=scene)

    def clicks(self, openid: str, item: str) -> None:
        self.platform.follower(openid).touches(self.platform.now())
        self._happens(openid, "CLICK", EventKey=item)

    def chooses(self, openid: str, choices: Mapping[str, bool]) -> None:
        """Answers whether they want the next notice of each template."""
        follower = self.platform.follower(openid)
        for template, accepted in choices.items():
            if accepted:
                follower.consents[template] = follower.consents.get(template, 0) + 1
                follower.declined.discard(template)
        told = [
            {"TemplateId": template, "SubscribeStatusString": "accept" if accepted else "reject", "PopupScene": "1"}
            for template, accepted in choices.items()
        ]
        self._happens(openid, "subscribe_msg_popup_event", SubscribeMsgPopupEvent=told)

    def declines(self, openid: str, template: str) -> None:
        """Wants no more of a template, in their settings."""
        follower = self.platform.follower(openid)
        follower.consents.pop(template, None)
        follower.declined.add(template)
        told = [{"TemplateId": template, "SubscribeStatusString": "reject"}]
        self._happens(openid, "subscribe_msg_change_event", SubscribeMsgChangeEvent=told)

    def tell_results(self) -> None:
        """What became of template messages and notices, of which the platform has not told yet."""
        while self.platform.results:
            openid, number, status = self.platform.results.pop(0)
            self._happens(openid, "TEMPLATESENDJOBFINISH", MsgID=number, Status=status)
        while self.platform.notices_sent:
            openid, template, number = self.platform.notices_sent.pop(0)
            told = [{"TemplateId": template, "MsgID": number, "ErrorCode": "0", "ErrorStatus": "success"}]
            self._happens(openid, "subscribe_msg_sent_event", SubscribeMsgSentEvent=told)

    def greets(self) -> tuple[str, str]:
        """The query with which the platform asks whether an address is the account's, and the answer that it wants."""
        stamp, nonce, echo = self._stamp(), secrets.token_hex(5), str(secrets.randbelow(10**18))
        signature = self.envelope.signed(stamp, nonce)
        return urlencode({"signature": signature, "timestamp": stamp, "nonce": nonce, "echostr": echo}), echo

    def _sends(self, openid: str, kind: str, **fields: str) -> None:
        self.platform.follower(openid).wrote(self.platform.now())
        self._messages += 1
        self.push(openid, self._xml(openid, {"MsgType": kind, **fields, "MsgId": str(self._messages)}))

    def _happens(self, openid: str, event: str, **fields: object) -> None:
        self.push(openid, self._xml(openid, {"MsgType": "event", "Event": event, **fields}))

    def _xml(self, openid: str, fields: Mapping[str, object]) -> str:
        common = {"ToUserName": self.original_id, "FromUserName": openid, "CreateTime": self._stamp()}
        told = {**common, **fields}
        return f"<xml>{''.join(f'<{name}>{_inside(value)}</{name}>' for name, value in told.items())}</xml>"

    def push(self, openid: str, xml: str) -> None:
        """Posts it, again with another nonce where no good answer came, three times at most; the owner reads what was
        answered."""
        for _time in range(TIMES):
            encrypted, stamp, nonce = self.envelope.encrypted(xml), self._stamp(), secrets.token_hex(5)
            query = {
                "signature": self.envelope.signed(stamp, nonce),
                "timestamp": stamp,
                "nonce": nonce,
                "openid": openid,
                "encrypt_type": "aes",
                "msg_signature": self.envelope.signed(stamp, nonce, encrypted),
            }
            body = f"<xml><ToUserName>{cdata(self.original_id)}</ToUserName><Encrypt>{cdata(encrypted)}</Encrypt></xml>"
            try:
                status, text = self.post(urlencode(query), body.encode())
            except (OSError, httpx.HTTPError):
                continue
            self.told.append((status, text))
            if status == httpx.codes.OK:
                self._read(openid, text)
                return
        self.platform.follower(openid).read.append(OUT_OF_ORDER)

    def _read(self, openid: str, text: str) -> None:
        """What an owner sees of an answer."""
        if text in {SUCCESS, ""}:
            return
        try:
            outer = elements.read(text.encode())
            query = {"msg_signature": outer.one("MsgSignature"), "timestamp": outer.one("TimeStamp")}
            query["nonce"] = outer.one("Nonce")
            inner = elements.read(self.envelope.opened(text.encode(), query, now=self.platform.now()))
            said = inner.one("Content")
        except GarbageError:
            said = OUT_OF_ORDER
        self.platform.follower(openid).read.append(said)

    def _kept(self, content: bytes, media_type: str, *, is_video: bool = False) -> str:
        media_id = secrets.token_urlsafe(48)
        self.platform.media[media_id] = Kept(content, media_type, self.platform.now(), is_video)
        return media_id

    def _stamp(self) -> str:
        return str(int(self.platform.now().timestamp()))


def _inside(value: object) -> str:
    if isinstance(value, list):
        return "".join(f"<List>{''.join(f'<{n}>{cdata(v)}</{n}>' for n, v in each.items())}</List>" for each in value)
    return cdata(str(value))
