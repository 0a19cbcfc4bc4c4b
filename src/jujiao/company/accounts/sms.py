"""The port through which short messages leave. A provider's sender is a class named by JUJIAO_SMS_SENDER."""

import logging
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


class Sender(Protocol):
    """Sends a text to a mobile number of 11 digits, or to one abroad, which begins with + and the country code.

    It must return at once (a provider's sender defers a job): waiting for a provider would tell a stranger, by the time
    that the answer takes, which numbers are known here."""

    def send(self, phone: str, text: str) -> None: ...


class ConsoleSender:
    """Where no SMS provider is set up: the message is written to the console of the web process."""

    def send(self, phone: str, text: str) -> None:
        logger.warning("SMS to %s: %s", phone, text)


def send(phone: str, text: str) -> None:
    """Hands a message to the sender that the settings name."""
    sender: Sender = import_string(settings.JUJIAO_SMS_SENDER)()
    sender.send(phone, text)
