"""What the notices of the desk say, by kind; the blanks are filled in the reader's language."""

from django.utils.translation import gettext_noop

from jujiao.kernel.record.notice_kinds import ALARMS, NoticeKind

NOTICES = {
    "gap.opened": NoticeKind(
        gettext_noop("Nobody is at “%(post)s”, and nobody is planned: see that somebody covers it"), ALARMS
    ),
}
