"""What the notices about requisitions say, by kind; the blanks are filled in the reader's language."""

from django.utils.translation import gettext_noop

from jujiao.kernel.record.notice_kinds import WORK, NoticeKind

NOTICES = {
    "requisition.asked": NoticeKind(
        gettext_noop("%(number)s: say whom %(department)s needs, or that it needs nobody"), WORK
    ),
    "requisition.answered": NoticeKind(
        gettext_noop("%(number)s: %(department)s has answered; accept it or send it back"), WORK
    ),
    "requisition.sent_back": NoticeKind(gettext_noop("%(number)s was sent back: %(department)s is asked again"), WORK),
    "requisition.accepted": NoticeKind(
        gettext_noop("%(number)s: what %(department)s needs waits to be approved"), WORK
    ),
    "requisition.approved": NoticeKind(gettext_noop("%(number)s is approved"), WORK),
    "requisition.refused": NoticeKind(gettext_noop("%(number)s is refused"), WORK),
}
