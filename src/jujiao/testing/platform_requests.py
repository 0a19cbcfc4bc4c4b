"""An account, and requests as the platform of WeChat makes them."""

import base64
from datetime import UTC, datetime
from typing import Any

from jujiao.kernel.machine.wechat.envelope import Envelope, key_of
from jujiao.kernel.machine.wechat.replying import cdata

NOW = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)
APP_ID, TOKEN, NONCE = "wx0123456789abcdef", "a-token-of-ours", "1372623149"
OPENID, GH = "oGeAO45Tq8ZWNtI10PsK9kpBvFDU", "gh_7f083739789a"
KEY, OTHER_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefg"
STAMP = str(int(NOW.timestamp()))
ENVELOPE = Envelope(app_id=APP_ID, token=TOKEN, keys=[key_of(KEY)])


def message(kind: str = "text", /, **fields: object) -> str:
    """The XML of a message or event. A field whose name ends in _ has a list of such elements within."""
    common = {"ToUserName": GH, "FromUserName": OPENID, "CreateTime": STAMP, "MsgType": kind}
    parts = {**common, **{name: value for name, value in fields.items() if value is not None}}
    return f"<xml>{''.join(f'<{name}>{_inside(value)}</{name}>' for name, value in parts.items())}</xml>"


def event(name: str, /, **fields: object) -> str:
    return message("event", Event=name, **fields)


def _inside(value: Any) -> str:
    if isinstance(value, list):
        return "".join(
            f"<List>{''.join(f'<{name}>{cdata(said)}</{name}>' for name, said in item.items())}</List>"
            for item in value
        )
    return cdata(str(value))


def posted(xml: str, envelope: Envelope = ENVELOPE, stamp: str = STAMP) -> tuple[bytes, dict[str, str]]:
    """Body and query of a request that brings it."""
    return signed(envelope.encrypted(xml), envelope, stamp)


def signed(encrypted: str, envelope: Envelope = ENVELOPE, stamp: str = STAMP) -> tuple[bytes, dict[str, str]]:
    """The same around any ciphertext."""
    query = {
        "signature": envelope.signed(stamp, NONCE),
        "timestamp": stamp,
        "nonce": NONCE,
        "openid": OPENID,
        "encrypt_type": "aes",
        "msg_signature": envelope.signed(stamp, NONCE, encrypted),
    }
    body = f"<xml>\n<ToUserName>{cdata(GH)}</ToUserName>\n<Encrypt>{cdata(encrypted)}</Encrypt>\n</xml>"
    return body.encode(), query


def of_raw(plain: bytes, key: str = KEY) -> str:
    """Ciphertext of bytes as they are: no frame, no padding."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    turning = Cipher(algorithms.AES256(key_of(key)), modes.CBC(key_of(key)[:16])).encryptor()
    return base64.b64encode(turning.update(plain) + turning.finalize()).decode()


EXAMPLES = [
    message(Content="三号楼的电梯又停了 😀", MsgId="24212121212121212121"),
    message("image", PicUrl="http://mmbiz.qpic.cn/x", MediaId="m-1", MsgId="2"),
    message("voice", MediaId="m-2", Format="amr", Recognition="电梯停了", MsgId="3"),
    message("video", MediaId="m-3", ThumbMediaId="t-3", MsgId="4"),
    message("shortvideo", MediaId="m-4", ThumbMediaId="t-4", MsgId="5"),
    message("location", Location_X="31.230416", Location_Y="121.473701", Scale="16", Label="人民广场", MsgId="6"),
    message("link", Title="题", Description="述", Url="https://example.org/", MsgId="7"),
    event("subscribe", EventKey="qrscene_once-123", Ticket="T"),
    event("unsubscribe", EventKey=""),
    event("SCAN", EventKey="once-123", Ticket="T"),
    event("CLICK", EventKey="REPAIR"),
    event("VIEW", EventKey="https://example.org/", MenuId="1"),
    event("LOCATION", Latitude="31.2", Longitude="121.4", Precision="119.3"),
    event("TEMPLATESENDJOBFINISH", MsgID="200163836", Status="success"),
    event(
        "subscribe_msg_popup_event",
        SubscribeMsgPopupEvent=[
            {"TemplateId": "a", "SubscribeStatusString": "accept", "PopupScene": "2"},
            {"TemplateId": "b", "SubscribeStatusString": "reject", "PopupScene": "2"},
        ],
    ),
    event(
        "subscribe_msg_change_event", SubscribeMsgChangeEvent=[{"TemplateId": "a", "SubscribeStatusString": "reject"}]
    ),
    event(
        "subscribe_msg_sent_event",
        SubscribeMsgSentEvent=[{"TemplateId": "a", "MsgID": "17008", "ErrorCode": "0", "ErrorStatus": "success"}],
    ),
    message("device_text", DeviceID="1", MsgId="8"),
]
"""One of each kind that there is, and one that there is not."""
