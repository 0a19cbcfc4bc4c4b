"""Owners write, speak, follow and choose: each is read as what it is, counts once, and nothing of it is lost."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from wechatpy import parse_message

from jujiao.kernel.machine.wechat import kinds, reading
from jujiao.kernel.machine.wechat.errors import GarbageError
from jujiao.testing.platform_requests import EXAMPLES, GH, NOW, OPENID, STAMP, event, message

KINDS: list[tuple[type[Any], dict[str, Any]]] = [
    (kinds.Text, {"content": "三号楼的电梯又停了 😀"}),
    (kinds.Image, {"media_id": "m-1", "url": "http://mmbiz.qpic.cn/x"}),
    (kinds.Voice, {"media_id": "m-2", "form": "amr", "recognition": "电梯停了"}),
    (kinds.Video, {"media_id": "m-3", "thumb_media_id": "t-3", "short": False}),
    (kinds.Video, {"media_id": "m-4", "thumb_media_id": "t-4", "short": True}),
    (kinds.Location, {"latitude": 31.230416, "longitude": 121.473701, "label": "人民广场"}),
    (kinds.Link, {"title": "题", "description": "述", "url": "https://example.org/"}),
    (kinds.Followed, {"scene": "once-123"}),
    (kinds.Unfollowed, {}),
    (kinds.Scanned, {"scene": "once-123"}),
    (kinds.Clicked, {"item": "REPAIR"}),
    (kinds.Viewed, {"url": "https://example.org/"}),
    (kinds.Located, {"latitude": 31.2, "longitude": 121.4, "precision": 119.3}),
    (kinds.TemplateResult, {"message_id": "200163836", "status": "success"}),
    (
        kinds.Chosen,
        {"asked": True, "choices": ({"template_id": "a", "accepted": True}, {"template_id": "b", "accepted": False})},
    ),
    (kinds.Chosen, {"asked": False, "choices": ({"template_id": "a", "accepted": False},)}),
    (
        kinds.NoticesSent,
        {"results": ({"template_id": "a", "message_id": "17008", "code": "0", "status": "success"},)},
    ),
]
COMMON = {"account": GH, "openid": OPENID, "at": NOW}


@pytest.mark.parametrize(("xml", "expected"), [*zip(EXAMPLES, KINDS, strict=False)])
def test_each_is_read_as_what_it_is(xml: str, expected: tuple[type[Any], dict[str, Any]]) -> None:
    kind, fields = expected
    found = reading.read(xml.encode())
    assert type(found) is kind
    told = asdict(found)
    assert told.pop("key")
    assert told == {**COMMON, **fields}


THEIR_NAMES = {
    "content": "content",
    "media_id": "media_id",
    "thumb_media_id": "thumb_media_id",
    "recognition": "recognition",
    "label": "label",
    "title": "title",
    "description": "description",
    "status": "status",
    "precision": "precision",
}


@pytest.mark.parametrize("xml", EXAMPLES[:14])
def test_wechatpy_reads_the_same(xml: str) -> None:
    ours, theirs = reading.read(xml.encode()), parse_message(xml)
    assert (theirs.source, theirs.target, theirs.create_time.timestamp()) == (OPENID, GH, ours.at.timestamp())
    for name, value in asdict(ours).items():
        if name in THEIR_NAMES:
            assert getattr(theirs, THEIR_NAMES[name]) == value
    if isinstance(ours, kinds.Location):
        assert tuple(map(float, theirs.location)) == (ours.latitude, ours.longitude)
    if isinstance(ours, kinds.Scanned | kinds.Followed):
        assert theirs.scene_id == ours.scene
    if isinstance(ours, kinds.Text | kinds.Image | kinds.Voice | kinds.Video | kinds.Link | kinds.Location):
        assert ours.key == f"message:{theirs.id}"


@pytest.mark.parametrize(
    "xml",
    [
        EXAMPLES[-1],
        message("text", Content="", MsgId="1"),
        message("voice", Format="amr", MsgId="1"),
        message("location", Location_X="north", Location_Y="1", MsgId="1"),
        message("location", Location_X="nan", Location_Y="1", MsgId="1"),
        message("location", Location_X="91", Location_Y="1", MsgId="1"),
        event("LOCATION", Latitude="1", Longitude="1", Precision="inf"),
        event("TEMPLATESENDJOBFINISH", Status="success"),
        event("subscribe_msg_popup_event"),
        event("subscribe_msg_popup_event", SubscribeMsgPopupEvent=[{"SubscribeStatusString": "accept"}]),
        event("user_get_card", CardId="p"),
    ],
)
def test_what_we_have_no_word_for_is_kept(xml: str) -> None:
    found = reading.read(xml.encode())
    assert isinstance(found, kinds.Unknown)
    assert found.fields["FromUserName"] == OPENID
    assert found.kind in xml


def test_a_list_is_kept_as_a_list() -> None:
    xml = event("new_one", Things=[{"A": "1"}, {"A": "2"}])
    found = reading.read(xml.encode())
    assert isinstance(found, kinds.Unknown)
    assert found.fields["Things"] == {"List": [{"A": "1"}, {"A": "2"}]}


@pytest.mark.parametrize(
    "fields",
    [
        {"FromUserName": ""},
        {"FromUserName": "a b"},
        {"FromUserName": "o" * 65},
        {"ToUserName": "密"},
        {"CreateTime": "yesterday"},
        {"CreateTime": "-1"},
        {"CreateTime": "9" * 11},
        {"CreateTime": "１２"},
        {"MsgType": ""},
        {"MsgType": "event"},
    ],
)
def test_what_names_no_sender_time_or_kind_is_garbage(fields: dict[str, str]) -> None:
    for name, value in fields.items():
        common = {"ToUserName": GH, "FromUserName": OPENID, "CreateTime": STAMP, "MsgType": "text", name: value}
        xml = "".join(f"<{each}>{said}</{each}>" for each, said in common.items())
        with pytest.raises(GarbageError):
            reading.read(f"<xml>{xml}<Content>x</Content></xml>".encode())


def test_a_field_that_stands_there_twice_is_garbage() -> None:
    xml = message(Content="x", MsgId="1").replace("<MsgId>", "<FromUserName>oAnother</FromUserName><MsgId>")
    with pytest.raises(GarbageError):
        reading.read(xml.encode())


def test_a_choice_in_the_settings_is_read_by_either_name_of_its_list() -> None:
    xml = event(
        "subscribe_msg_change_event", SubscribeMsgPopupEvent=[{"TemplateId": "a", "SubscribeStatusString": "reject"}]
    )
    found = reading.read(xml.encode())
    assert isinstance(found, kinds.Chosen)
    assert found.choices == (kinds.Choice("a", accepted=False),)


def key(xml: str) -> str:
    return reading.read(xml.encode()).key


def test_a_message_counts_once_by_its_number() -> None:
    later = str(int((NOW + timedelta(seconds=5)).timestamp()))
    assert key(message(Content="x", MsgId="1")) == key(message(Content="x", MsgId="1").replace(STAMP, later))
    assert key(message(Content="x", MsgId="1")) != key(message(Content="x", MsgId="2"))


def test_an_event_counts_once_by_sender_time_and_kind() -> None:
    one = event("CLICK", EventKey="REPAIR")
    others = [
        event("CLICK", EventKey="PAY"),
        event("VIEW", EventKey="REPAIR"),
        one.replace(OPENID, f"{OPENID}2"),
        one.replace(STAMP, f"{int(STAMP) + 1}"),
        event("subscribe"),
    ]
    assert key(one) == key(event("CLICK", EventKey="REPAIR", MenuId="9"))
    assert len({key(each) for each in [one, *others]}) == 6
    assert max(len(key(each)) for each in EXAMPLES) < 200


def test_the_results_of_two_messages_in_one_second_are_two() -> None:
    results = [event("TEMPLATESENDJOBFINISH", MsgID=number, Status="success") for number in ("1", "2", "1")]
    assert len({key(each) for each in results}) == 2
