"""Requests of WeChat's platform as others might send them: changed outside, or signed and closed rightly around what
was changed. Each change takes dice, the XML that it begins with and the request's time, and gives body and query."""

import base64
import random
from collections.abc import Callable

from jujiao.kernel.machine.wechat.envelope import Envelope, key_of
from jujiao.testing.platform_requests import APP_ID, ENVELOPE, OTHER_KEY, STAMP, TOKEN, of_raw, posted, signed


def _flipped(dice: random.Random, body: bytes, times: int = 1) -> bytes:
    found = bytearray(body)
    for _time in range(times):
        place = dice.randrange(len(found))
        found[place] ^= 1 << dice.randrange(8)
    return bytes(found)


def _cut(dice: random.Random, body: bytes) -> bytes:
    start, end = sorted(dice.sample(range(len(body) + 1), 2))
    return body[:start] + body[end:]


def _swapped(dice: random.Random, body: bytes) -> bytes:
    one, two, three = sorted(dice.sample(range(len(body) + 1), 3))
    return body[:one] + body[two:three] + body[one:two] + body[three:]


def _outside(change: Callable[[random.Random, bytes], bytes]) -> Callable[..., tuple[bytes, dict[str, str]]]:
    def changed(dice: random.Random, xml: str, stamp: str = STAMP) -> tuple[bytes, dict[str, str]]:
        body, query = posted(xml, stamp=stamp)
        return change(dice, body), query

    return changed


def _inside(change: Callable[[random.Random, bytes], bytes]) -> Callable[..., tuple[bytes, dict[str, str]]]:
    """Signed and closed rightly around XML that was changed."""

    def changed(dice: random.Random, xml: str, stamp: str = STAMP) -> tuple[bytes, dict[str, str]]:
        said = change(dice, xml.encode())
        plain = bytes(16) + len(said).to_bytes(4, "big") + said + APP_ID.encode()
        missing = 32 - len(plain) % 32
        return signed(of_raw(plain + bytes([missing]) * missing), stamp=stamp)

    return changed


def _query(dice: random.Random, xml: str, stamp: str = STAMP) -> tuple[bytes, dict[str, str]]:
    body, query = posted(xml, stamp=stamp)
    name = dice.choice([*query])
    if dice.random() < 0.3:
        del query[name]
    else:
        query[name] = dice.choice(["", "密", "\ud800", "9" * 40, "-1", query[name][::-1], f"{query[name]} "])
    return body, query


def _other_key(_dice: random.Random, xml: str, stamp: str = STAMP) -> tuple[bytes, dict[str, str]]:
    return posted(xml, Envelope(app_id=APP_ID, token=TOKEN, keys=[key_of(OTHER_KEY)]), stamp)


def _other_token(_dice: random.Random, xml: str, stamp: str = STAMP) -> tuple[bytes, dict[str, str]]:
    return posted(xml, Envelope(app_id=APP_ID, token="another", keys=ENVELOPE.keys), stamp)


def _rubbish(dice: random.Random, _xml: str, stamp: str = STAMP) -> tuple[bytes, dict[str, str]]:
    """A right signature around what is no ciphertext."""
    texts = ["", "=", "AAAA", "密码", "A" * 43, base64.b64encode(dice.randbytes(dice.randrange(1, 200))).decode()]
    return signed(dice.choice(texts), stamp=stamp)


def _no_frame(dice: random.Random, _xml: str, stamp: str = STAMP) -> tuple[bytes, dict[str, str]]:
    """A right signature and key around bytes in which length, appid or padding are none."""
    plain = bytearray(dice.randbytes(32 * dice.randrange(1, 5)))
    missing = dice.randrange(1, 33)
    plain[-missing:] = bytes([missing]) * missing
    if dice.random() < 0.5 and len(plain) - missing >= 20:
        plain[16:20] = dice.choice([bytes(4), b"\xff" * 4, (len(plain)).to_bytes(4, "big")])
    return signed(of_raw(bytes(plain)), stamp=stamp)


CHANGES: dict[str, Callable[..., tuple[bytes, dict[str, str]]]] = {
    "a bit flipped": _outside(_flipped),
    "ten bits flipped": _outside(lambda dice, body: _flipped(dice, body, 10)),
    "cut": _outside(_cut),
    "swapped": _outside(_swapped),
    "query": _query,
    "other key": _other_key,
    "other token": _other_token,
    "rubbish": _rubbish,
    "no frame": _no_frame,
    "inside: a bit flipped": _inside(_flipped),
    "inside: ten bits flipped": _inside(lambda dice, body: _flipped(dice, body, 10)),
    "inside: cut": _inside(_cut),
    "inside: swapped": _inside(_swapped),
    "inside: random": _inside(lambda dice, body: dice.randbytes(len(body))),
}
WITHIN = {name for name in CHANGES if name.startswith("inside")}
HOPELESS = {"other key", "other token", "rubbish", "no frame", "inside: random"}
"""What is never read, however the dice fall."""
HARMLESS = {"a bit flipped", "query", "inside: a bit flipped"}
"""What now and then changes nothing that counts."""
