"""What a phone number itself is told by a text message: the code that signs in, and why there is none.

A page that answered a known number later than an unknown one would tell a stranger who lives here. So it does the same
for both: it leaves one job, of one size and sealed, and waits for no vendor."""

import json
import logging
from typing import Final
from uuid import UUID, uuid4

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from jujiao.company.accounts.models import User
from jujiao.kernel.machine.messaging.port import Message, Refused, sender_of
from jujiao.kernel.machine.sealing import Seal

LEFT: Final = Seal("accounts.text")
SEND: Final = "accounts.send_text"
"""The name under which the worker knows the job that sends."""
CODE: Final = "sign_in_code"
SEVERAL: Final = "number_of_several"
"""The keys of the messages, for the vendor's templates."""
SIZE: Final = 1024
"""Bytes that each message is filled up to before it is sealed."""

logger = logging.getLogger(__name__)


class NotYetError(Exception):
    """The vendor asks to be asked again later."""


def leave_code(user: User, phone: str, code: str) -> None:
    """Leaves the code that signs the person in, in their own language."""
    with translation.override(user.language):
        minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
        words = _("Your sign-in code is %(code)s, valid for %(minutes)s minutes. Give it to nobody.")
        text = words % {"code": code, "minutes": minutes}
    # The templates of codes have one blank: the vendors allow no other.
    leave(phone, Message(template=CODE, params={"code": code}, text=text, link=""))


def leave_no_code(phone: str) -> None:
    """Strangers are sent nothing; who holds a number together with others is told why there is no code. Which of the
    two it is, the job finds out."""
    text = _("This number is on record for several people, so it cannot sign anybody in. Please ask the front desk.")
    leave(phone, Message(template=SEVERAL, params={}, text=text, link=""))


def leave(phone: str, message: Message) -> None:
    """Leaves a message to the worker. Nothing of it can be read where jobs are kept, not even how long it is."""
    content = {"id": str(uuid4()), "phone": phone, **vars(message)}
    app.configure_task(SEND).defer(sealed=LEFT.close(json.dumps(content).ljust(SIZE)))


def left(sealed: str) -> tuple[str, Message, UUID]:
    """A message that was left: to whom, what, and as which attempt."""
    content = json.loads(LEFT.open(sealed))
    attempt_id, phone = UUID(content.pop("id")), content.pop("phone")
    return phone, Message(**content), attempt_id


def send(phone: str, message: Message, attempt_id: UUID) -> bool:
    """Whether the vendor took it. NotYetError where it may later; what the network raises is raised."""
    answer = sender_of("sms").send(message, address=phone, attempt_id=attempt_id)
    if isinstance(answer, Refused):
        logger.warning("a text message (%s) was refused: %s", message.template, answer.code)
        if answer.again:
            raise NotYetError(answer.code)
        return False
    return True
