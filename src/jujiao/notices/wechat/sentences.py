"""What is told of official accounts."""

from typing import Final

from django.utils.translation import gettext_noop

from jujiao.kernel.record.notice_kinds import ALARMS, NoticeKind

REFUSED: Final = "official_account.refused"

NOTICES: Final = {
    REFUSED: NoticeKind(
        gettext_noop("WeChat refuses what the official account “%(name)s” sends (%(code)s): its page says why"), ALARMS
    ),
}
