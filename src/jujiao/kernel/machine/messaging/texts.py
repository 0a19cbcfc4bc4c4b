"""Text messages: which vendor sends them, which of its templates says what, and what may stand in a blank."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from jujiao.kernel.machine.messaging.port import Accepted, Answer, Message, Refused, Sender

logger = logging.getLogger(__name__)

CONSOLE: Final = "console"
VENDORS: Final = {
    CONSOLE: "jujiao.kernel.machine.messaging.texts.Console",
    "tencent": "jujiao.kernel.machine.messaging.tencent.Tencent",
    "alibaba": "jujiao.kernel.machine.messaging.alibaba.Alibaba",
}
LONGEST: Final = 35
"""Characters of one value: Alibaba takes no more, Tencent takes as many from a company."""
CODE: Final = re.compile(r"[\x21-\x7e]+")
"""A value of which every character counts: a code, a number, the key of a link."""


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What the operator has set about text messages. `templates`: the vendor's template by the key of the kind.
    `signature` (短信签名) stands before each message; `application` is Tencent's SdkAppId."""

    vendor: str = CONSOLE
    key_id: str = ""
    key_secret: str = field(default="", repr=False)
    signature: str = ""
    application: str = ""
    region: str = ""
    url: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)


class Console:
    """Where no vendor is set up: the message is written to the console of the process that sends."""

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:  # noqa: ARG002 - the port's
        logger.warning("SMS to %s: %s", address, f"{message.text} {message.link}".strip())
        return Accepted()


def sender() -> Sender:
    """Who sends text messages by the settings."""
    made: Sender = import_string(VENDORS[settings.TEXTS.vendor])()
    return made


def template_of(message: Message) -> str | Refused:
    """The vendor's template for a message, or why there is none."""
    found = settings.TEXTS.templates.get(message.template)
    if found is None:
        return Refused("no_template", _("No template for text messages of this kind is set up."), again=False)
    return str(found)


def values_of(message: Message) -> dict[str, str] | Refused:
    """What is put into the blanks, as vendors ask: one line each, never empty, without addresses of pages, and no
    longer than LONGEST. Words that are longer are cut; what loses its meaning by that is refused."""
    values = {}
    for name, value in message.params.items():
        text = " ".join(str(value).split()) or "-"
        if "://" in text:
            return Refused(
                "address_in_value", _("An address of a page cannot stand in a text message's blank."), again=False
            )
        if len(text) > LONGEST and CODE.fullmatch(text):
            return Refused("value_too_long", _("A value is too long for a text message's blank."), again=False)
        values[name] = text[:LONGEST]
    return values
