"""What an operator has set in the environment, read so that a slip is told in a sentence: ImproperlyConfigured."""

import logging
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured


def address(name: str, text: str) -> str:
    """An address whose parts can be told apart. The sentence quotes nothing of it: it may hold a password."""
    try:
        _port = urlsplit(text).port
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} cannot be read as an address: its port is no number, or a bracket is missing. "
            "In a password write %2F for /, %23 for #, %3F for ?, %40 for @ and %3A for a colon."
        ) from None  # what Python says quotes it
    return text


def number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ImproperlyConfigured(f"{name} has to be a number; “{text}” is none.")
    return int(text)


def log_level(name: str, text: str) -> str:
    if text not in (levels := logging.getLevelNamesMapping()):
        raise ImproperlyConfigured(f"{name} has to be one of {', '.join(levels)}; “{text}” is none.")
    return text
