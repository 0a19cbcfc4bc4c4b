"""What fills the blanks of an account's templates."""

from collections.abc import Mapping
from typing import Final

from django.db.models import TextChoices
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Estate
from jujiao.kernel.machine.messaging.port import Message
from jujiao.notices.models import Notice
from jujiao.notices.wechat.models import Account, Template

WHEN: Final = "%Y年%m月%d日 %H:%M"
"""As the platform wants a time in a blank of that type."""


class Blank(TextChoices):
    """What can stand in a blank."""

    WORDS = "words", _("What is said")
    NUMBER = "number", _("Number of the case")
    ESTATE = "estate", _("Estate")
    ACCOUNT = "account", _("Name of the official account")
    TIME = "time", _("When it was said")


def filled(template: Template, notice: Notice, message: Message, account: Account) -> Mapping[str, str]:
    """The values by the name of each blank. They are cut where they are sent (`kernel.machine.wechat.fitting`)."""
    values = {
        Blank.WORDS: message.text,
        Blank.NUMBER: str(notice.params.get("number", "")),
        Blank.ESTATE: str(Estate.objects.get(pk=notice.estate_id) if notice.estate_id else account.estate),
        Blank.ACCOUNT: account.name,
        Blank.TIME: localtime(notice.created_at).strftime(WHEN),
    }
    return {name: values[Blank(value)] for name, value in template.blanks.items()}
