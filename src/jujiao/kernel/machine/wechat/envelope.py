"""The envelope of safe mode (安全模式), developers.weixin.qq.com "Message encryption and decryption".

A message is sixteen random bytes, its length (four bytes, big-endian), the XML and the appid; filled by PKCS#7 to whole
blocks of 32; encrypted by AES-256-CBC, whose key is the EncodingAESKey and whose IV are the first 16 bytes of that. It
is signed by SHA-1 over Token, timestamp, nonce and ciphertext, sorted."""

import base64
import hashlib
import hmac
import re
import secrets
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from jujiao.kernel.machine.wechat import elements
from jujiao.kernel.machine.wechat.errors import GarbageError, NotFromWeChat
from jujiao.kernel.machine.wechat.replying import cdata

BLOCK: Final = 32
RANDOM: Final = 16
LENGTH: Final = 4
KEY: Final = re.compile(r"[A-Za-z0-9]{43}")
STAMP: Final = re.compile(r"[0-9]{1,11}")
ECHO: Final = re.compile(r"[\x21-\x7e]{1,256}")
OLDEST: Final = timedelta(minutes=10)
"""Between a request and our clock, in either direction. The platform repeats within seconds."""


def key_of(encoded: str) -> bytes:
    """The 32 bytes of an EncodingAESKey. ValueError where it is none; the sentence does not quote it."""
    if not KEY.fullmatch(encoded):
        raise ValueError("an EncodingAESKey has 43 letters and digits")
    return base64.b64decode(f"{encoded}=")


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """Opens what is meant for one account and closes what it answers. `keys` are what `key_of` gives: what we send is
    closed by the first; while a key is being changed, the one before stands behind it and still opens."""

    app_id: str
    token: str = field(repr=False)
    keys: Sequence[bytes] = field(repr=False)

    def greeted(self, query: Mapping[str, str], *, now: datetime) -> str:
        """What to answer when the platform asks whether this address is the account's (a GET). NotFromWeChat where
        somebody else asks."""
        self._check(query, "signature", now=now)
        echo = query.get("echostr", "")
        if not ECHO.fullmatch(echo):
            raise GarbageError("nothing to answer with")
        return echo

    def opened(self, body: bytes, query: Mapping[str, str], *, now: datetime) -> bytes:
        """The XML within the body of a POST, by `now` of the database's clock. NotFromWeChat where it is not signed
        for us or not of these minutes, GarbageError where it is none; never anything else."""
        if not query.get("msg_signature"):
            raise NotFromWeChat("not signed")
        encrypted = elements.read(body).one("Encrypt")
        self._check(query, "msg_signature", encrypted, now=now)
        return self._decrypted(encrypted)

    def closed(self, xml: str, *, nonce: str, at: datetime) -> str:
        """An answer in the envelope, as the platform takes it in the body of our response."""
        encrypted, timestamp = self.encrypted(xml), str(int(at.timestamp()))
        return (
            f"<xml><Encrypt>{cdata(encrypted)}</Encrypt>"
            f"<MsgSignature>{cdata(self.signed(timestamp, nonce, encrypted))}</MsgSignature>"
            f"<TimeStamp>{timestamp}</TimeStamp><Nonce>{cdata(nonce)}</Nonce></xml>"
        )

    def signed(self, *parts: str) -> str:
        """The signature of these parts, as hexadecimal."""
        return hashlib.sha1("".join(sorted([self.token, *parts])).encode(errors="replace")).hexdigest()  # noqa: S324 - the protocol's own

    def encrypted(self, xml: str) -> str:
        """The ciphertext, as base64."""
        said = xml.encode()
        plain = secrets.token_bytes(RANDOM) + struct.pack(">I", len(said)) + said + self.app_id.encode()
        missing = BLOCK - len(plain) % BLOCK  # a whole block where it fits
        turning = _cipher(self.keys[0]).encryptor()
        return base64.b64encode(turning.update(plain + bytes([missing]) * missing) + turning.finalize()).decode()

    def _check(self, query: Mapping[str, str], name: str, *parts: str, now: datetime) -> None:
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        signature = self.signed(timestamp, nonce, *parts).encode()
        if not hmac.compare_digest(signature, query.get(name, "").encode(errors="replace")):
            raise NotFromWeChat("signed otherwise")
        if not STAMP.fullmatch(timestamp) or abs(now - datetime.fromtimestamp(int(timestamp), UTC)) > OLDEST:
            raise NotFromWeChat("not of these minutes")

    def _decrypted(self, encrypted: str) -> bytes:
        try:
            cipher = base64.b64decode(encrypted, validate=True)
        except ValueError:
            raise GarbageError("no base64") from None
        if not cipher or len(cipher) % BLOCK:
            raise GarbageError("no whole blocks")
        for key in self.keys:
            turning = _cipher(key).decryptor()
            found = self._within(turning.update(cipher) + turning.finalize())
            if found is not None:
                return found
        raise NotFromWeChat("closed by another key, or for another account")

    def _within(self, plain: bytes) -> bytes | None:
        """The XML, None where the key was another one or the message is another account's."""
        missing = plain[-1]
        if not 1 <= missing <= BLOCK or plain[-missing:] != bytes([missing]) * missing:
            return None
        content = plain[RANDOM:-missing]
        if len(content) < LENGTH:
            return None
        (length,) = struct.unpack(">I", content[:LENGTH])
        end = LENGTH + length
        same = hmac.compare_digest(content[end:], self.app_id.encode())
        return content[LENGTH:end] if end <= len(content) and same else None


def _cipher(key: bytes) -> Cipher[modes.CBC]:
    return Cipher(algorithms.AES256(key), modes.CBC(key[:16]))
