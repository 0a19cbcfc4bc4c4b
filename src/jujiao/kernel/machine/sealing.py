"""What is kept encrypted under the secret key, so that a copy of the database alone opens no door."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


class UnreadableError(Exception):
    """It was sealed under a key that this installation no longer has, or for another purpose, or not at all."""


def seal(text: str, *, purpose: str) -> str:
    """The text, encrypted; only for the same purpose is it opened again."""
    return _locks(purpose).encrypt(text.encode()).decode()


def unseal(sealed: str, *, purpose: str) -> str:
    """What was sealed. UnreadableError, never an empty text: somebody might compute with that."""
    try:
        return _locks(purpose).decrypt(sealed.encode()).decode()
    except InvalidToken:
        raise UnreadableError from None


def _locks(purpose: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(Fernet(base64.urlsafe_b64encode(_derived(purpose, key))) for key in keys)


def _derived(purpose: str, key: str | bytes) -> bytes:
    return hashlib.sha256(f"jujiao.{purpose}:".encode() + force_bytes(key)).digest()
