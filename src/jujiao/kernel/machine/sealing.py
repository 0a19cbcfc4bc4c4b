"""Secrets and personal numbers kept under the secret key, so that a copy of the database alone tells nothing."""

import base64
import hashlib
import hmac
from collections.abc import Iterator

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


class SealBroken(Exception):
    """What was sealed was sealed under a key that this installation no longer has."""


class Seal:
    """Seals texts of one kind, named by `purpose`: a key for each, so that none opens what another has sealed.

    What was sealed under an earlier secret key is opened while that stands in `SECRET_KEY_FALLBACKS`."""

    def __init__(self, purpose: str) -> None:
        self.purpose = purpose

    def close(self, text: str) -> str:
        return self._locks().encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Raises SealBroken, never gives an empty text."""
        try:
            return self._locks().decrypt(sealed.encode()).decode()
        except InvalidToken as error:
            raise SealBroken(self.purpose) from error

    def mark(self, text: str) -> str:
        """By what the text is found again (a keyed hash): the same for the same text, and nobody without the secret key
        finds out by trying which text it was."""
        return next(self.marks(text))

    def marks(self, text: str) -> Iterator[str]:
        """The same under each key that may have been in use, the present one first."""
        for key in _keys():
            yield hmac.new(self._derived(key, ".mark"), text.encode(), hashlib.sha256).hexdigest()

    def _locks(self) -> MultiFernet:
        return MultiFernet(Fernet(base64.urlsafe_b64encode(self._derived(key))) for key in _keys())

    def _derived(self, key: str | bytes, what: str = "") -> bytes:
        return hashlib.sha256(f"jujiao.{self.purpose}{what}:".encode() + force_bytes(key)).digest()


def _keys() -> list[str | bytes]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
