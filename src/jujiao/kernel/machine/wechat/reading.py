"""The XML of one message or event, read. GarbageError only for what names no sender, time or kind: whatever else an
owner sends is kept."""

import hashlib
import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final, NoReturn

from jujiao.kernel.machine.wechat import elements, kinds
from jujiao.kernel.machine.wechat.elements import Element
from jujiao.kernel.machine.wechat.errors import GarbageError
from jujiao.kernel.machine.wechat.kinds import Read

NAME: Final = re.compile(r"[A-Za-z0-9_@.-]{1,64}")
"""An openid, the original id of an account, the name of a kind."""
SECONDS: Final = re.compile(r"[0-9]{1,10}")
NUMBER: Final = re.compile(r"[0-9]{1,25}")
DIGEST: Final = 16
SCENE: Final = "qrscene_"
"""Stands before what a code said where somebody follows by it, and not where they follow already."""

type Reading = Callable[[Element, Mapping[str, Any]], Read]


class _Lacking(Exception):
    """Something of its kind is missing, or is none."""


def read(document: bytes) -> Read:
    """What the document tells."""
    root = elements.read(document)
    kind, event = _name(root, "MsgType"), ""
    if kind == "event":
        event = _name(root, "Event")
    seconds = root.one("CreateTime")
    if not SECONDS.fullmatch(seconds):
        raise GarbageError("no time")
    common: dict[str, Any] = {
        "account": _name(root, "ToUserName"),
        "openid": _name(root, "FromUserName"),
        "at": datetime.fromtimestamp(int(seconds), UTC),
    }
    common["key"] = _key(root, event or kind, common["openid"], seconds)
    # The platform itself writes the same event in capitals and in small letters.
    reading = EVENTS.get(event.lower()) if event else MESSAGES.get(kind)
    try:
        if reading is not None:
            return reading(root, common)
    except _Lacking:
        pass
    fields = root.fields()
    return kinds.Unknown(**common, kind=event or kind, fields=fields if isinstance(fields, dict) else {})


def _key(root: Element, kind: str, openid: str, seconds: str) -> str:
    """A message by its MsgId. An event has none: it is known by sender, time and kind, and where several of one kind
    can come within a second by what tells them apart."""
    number = root.one("MsgId")
    if NUMBER.fullmatch(number):
        return f"message:{number}"
    told = [root.one("MsgID"), root.one("EventKey")]
    told += [item.one("MsgID") or item.one("TemplateId") for item in _items(root)]
    apart = hashlib.sha256("\n".join(told).encode()).hexdigest()[:DIGEST] if any(told) else ""
    return f"event:{openid}:{seconds}:{kind}:{apart}"


def _name(root: Element, name: str) -> str:
    found = root.one(name)
    if not NAME.fullmatch(found):
        raise GarbageError(f"{name} is missing")
    return found


def _needed(root: Element, name: str) -> str:
    return root.one(name) or _lack()


def _lack() -> NoReturn:
    raise _Lacking


def _degrees(root: Element, name: str, most: float) -> float:
    try:
        found = float(root.one(name))
    except ValueError:
        _lack()
    return found if math.isfinite(found) and abs(found) <= most else _lack()


def _items(root: Element) -> Iterator[Element]:
    """What a list of a subscription event has. Its name is not asked for: the documentation has two for one event."""
    return (item for child in root.children for item in child.all("List"))


def _text(root: Element, common: Mapping[str, Any]) -> Read:
    return kinds.Text(**common, content=_needed(root, "Content"))


def _image(root: Element, common: Mapping[str, Any]) -> Read:
    return kinds.Image(**common, media_id=_needed(root, "MediaId"), url=root.one("PicUrl"))


def _voice(root: Element, common: Mapping[str, Any]) -> Read:
    return kinds.Voice(
        **common,
        media_id=_needed(root, "MediaId"),
        form=root.one("Format").lower(),
        recognition=root.one("Recognition"),
    )


def _video(root: Element, common: Mapping[str, Any]) -> Read:
    short = root.one("MsgType") == "shortvideo"
    thumb = root.one("ThumbMediaId")
    return kinds.Video(**common, media_id=_needed(root, "MediaId"), thumb_media_id=thumb, short=short)


def _location(root: Element, common: Mapping[str, Any]) -> Read:
    return kinds.Location(
        **common,
        latitude=_degrees(root, "Location_X", 90),
        longitude=_degrees(root, "Location_Y", 180),
        label=root.one("Label"),
    )


def _link(root: Element, common: Mapping[str, Any]) -> Read:
    url = _needed(root, "Url")
    return kinds.Link(**common, title=root.one("Title"), description=root.one("Description"), url=url)


def _followed(root: Element, common: Mapping[str, Any]) -> Read:
    return kinds.Followed(**common, scene=root.one("EventKey").removeprefix(SCENE))


def _unfollowed(_root: Element, common: Mapping[str, Any]) -> Read:
    return kinds.Unfollowed(**common)


def _scanned(root: Element, common: Mapping[str, Any]) -> Read:
    return kinds.Scanned(**common, scene=root.one("EventKey"))


def _clicked(root: Element, common: Mapping[str, Any]) -> Read:
    return kinds.Clicked(**common, item=root.one("EventKey"))


def _viewed(root: Element, common: Mapping[str, Any]) -> Read:
    return kinds.Viewed(**common, url=root.one("EventKey"))


def _located(root: Element, common: Mapping[str, Any]) -> Read:
    return kinds.Located(
        **common,
        latitude=_degrees(root, "Latitude", 90),
        longitude=_degrees(root, "Longitude", 180),
        precision=_degrees(root, "Precision", math.inf),
    )


def _template_result(root: Element, common: Mapping[str, Any]) -> Read:
    return kinds.TemplateResult(**common, message_id=_needed(root, "MsgID"), status=root.one("Status"))


def _chosen(root: Element, common: Mapping[str, Any]) -> Read:
    choices = tuple(
        kinds.Choice(_needed(item, "TemplateId"), item.one("SubscribeStatusString") == "accept")
        for item in _items(root)
    )
    asked = root.one("Event").lower() == "subscribe_msg_popup_event"
    return kinds.Chosen(**common, asked=asked, choices=choices or _lack())


def _notices_sent(root: Element, common: Mapping[str, Any]) -> Read:
    results = tuple(
        kinds.NoticeResult(
            item.one("TemplateId"), _needed(item, "MsgID"), item.one("ErrorCode"), item.one("ErrorStatus")
        )
        for item in _items(root)
    )
    return kinds.NoticesSent(**common, results=results or _lack())


MESSAGES: Final[Mapping[str, Reading]] = {
    "text": _text,
    "image": _image,
    "voice": _voice,
    "video": _video,
    "shortvideo": _video,
    "location": _location,
    "link": _link,
}
EVENTS: Final[Mapping[str, Reading]] = {
    "subscribe": _followed,
    "unsubscribe": _unfollowed,
    "scan": _scanned,
    "click": _clicked,
    "view": _viewed,
    "location": _located,
    "templatesendjobfinish": _template_result,
    "subscribe_msg_popup_event": _chosen,
    "subscribe_msg_change_event": _chosen,
    "subscribe_msg_sent_event": _notices_sent,
}
"""By the name of the event in small letters."""
