"""What the notices of calls say, by kind; the blanks are filled in the reader's language."""

from django.utils.translation import gettext_noop

from jujiao.kernel.record.notice_kinds import ALARMS, NoticeKind

NOTICES = {
    "source.refused": NoticeKind(
        gettext_noop("The exchange “%(name)s” sent something that was refused: its page says why"), ALARMS
    ),
    "source.silent": NoticeKind(
        gettext_noop("The exchange “%(name)s” is silent for longer than usual: calls may be lost"), ALARMS
    ),
    "source.heard": NoticeKind(gettext_noop("The exchange “%(name)s” is heard of again"), ALARMS),
}
