"""What a follower can send, and what can happen between them and the account, each as the platform tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, kw_only=True, slots=True)
class Inbound:
    """What all have: the account's original id (`account`, gh_…), the follower's `openid`, when (aware, UTC, to the
    second), and the `key` by which it counts once, however often it is delivered."""

    account: str
    openid: str
    at: datetime
    key: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Text(Inbound):
    """文本消息."""

    content: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Image(Inbound):
    """图片消息. The medium is there for three days, behind `url` for about as long."""

    media_id: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Voice(Inbound):
    """语音消息: `form` is amr or speex. `recognition` is what the platform heard, "" where that is switched off."""

    media_id: str
    form: str
    recognition: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Video(Inbound):
    """视频消息, or a short one (小视频)."""

    media_id: str
    thumb_media_id: str
    short: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Location(Inbound):
    """地理位置消息: a place that the follower chose. Degrees, in the coordinates of Chinese maps (GCJ-02)."""

    latitude: float
    longitude: float
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Link(Inbound):
    """链接消息."""

    title: str
    description: str
    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Followed(Inbound):
    """关注 (subscribe). `scene` is what the code said by which they came, "" where they came by none."""

    scene: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Unfollowed(Inbound):
    """取消关注 (unsubscribe). The platform has already taken from them everything of ours."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Scanned(Inbound):
    """扫描带参数二维码 (SCAN), by somebody who follows already."""

    scene: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Clicked(Inbound):
    """点击自定义菜单 (CLICK): `item` is the key of the entry."""

    item: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Viewed(Inbound):
    """点击菜单跳转链接 (VIEW): `url` is where the entry leads."""

    url: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Located(Inbound):
    """上报地理位置 (LOCATION): where the follower is. Degrees (WGS-84), `precision` in metres."""

    latitude: float
    longitude: float
    precision: float


@dataclass(frozen=True, kw_only=True, slots=True)
class TemplateResult(Inbound):
    """模板消息送达结果 (TEMPLATESENDJOBFINISH): what became of the template message `message_id`."""

    message_id: str
    status: str

    @property
    def arrived(self) -> bool:
        return self.status == "success"


@dataclass(frozen=True, slots=True)
class Choice:
    """Whether somebody wants the notices of one template."""

    template_id: str
    accepted: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Chosen(Inbound):
    """订阅通知: what somebody chose. `asked`: in answer to a question, where each yes is worth one notice; otherwise in
    their settings, where only a no is told."""

    asked: bool
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NoticeResult:
    """What became of one subscription notice; `code` is 0 where it arrived."""

    template_id: str
    message_id: str
    code: str
    status: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticesSent(Inbound):
    """订阅通知发送结果 (subscribe_msg_sent_event)."""

    results: tuple[NoticeResult, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown(Inbound):
    """What we have no word for, or what lacks something of its kind: kept as it came, to be shown as "[…]"."""

    kind: str
    fields: Mapping[str, Any] = field(default_factory=dict)


type Read = (
    Text
    | Image
    | Voice
    | Video
    | Location
    | Link
    | Followed
    | Unfollowed
    | Scanned
    | Clicked
    | Viewed
    | Located
    | TemplateResult
    | Chosen
    | NoticesSent
    | Unknown
)
