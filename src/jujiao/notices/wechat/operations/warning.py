"""The person's own telephone is told that somebody in WeChat is they from now on: if they are not, they say so."""

from datetime import datetime

from django.utils.translation import gettext as _

from jujiao.company.accounts import texting
from jujiao.company.estates.phone_changes import proven_number
from jujiao.kernel.machine.messaging.port import Message
from jujiao.notices.wechat.models import Binding
from jujiao.rules.phones import takes_messages

TEMPLATE = "wechat_bound"
"""The key of the message, for the vendor's template."""


def warn(binding: Binding, *, now: datetime) -> None:
    """Leaves the message to the worker; nothing where no number of theirs takes any."""
    number = proven_number(binding.person, now)
    if not takes_messages(number):
        return
    words = _("%(account)s: a WeChat was bound to you and is now told what you are told. Not you? Tell the front desk.")
    blanks = {"account": binding.follower.account.name}
    texting.leave(number, Message(template=TEMPLATE, params=blanks, text=words % blanks, link=""))
