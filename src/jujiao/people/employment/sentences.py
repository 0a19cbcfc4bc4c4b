"""What the notices about papers and gaps say, by kind; the blanks are filled in the reader's language."""

from django.utils.translation import gettext_noop

from jujiao.kernel.record.notice_kinds import REMINDERS, WORK, NoticeKind

NOTICES = {
    "credential.early": NoticeKind(
        gettext_noop("A certificate of %(name)s ends on %(day)s: begin to renew it"), REMINDERS
    ),
    "credential.soon": NoticeKind(
        gettext_noop("A certificate of %(name)s ends on %(day)s and is not renewed yet"), REMINDERS
    ),
    "credential.last": NoticeKind(
        gettext_noop("A certificate of %(name)s ends on %(day)s: from the day after, its work is for others"), WORK
    ),
    "posting.gap": NoticeKind(
        gettext_noop("%(name)s lacks what the post %(title)s asks: see to it, or give it to somebody else"), WORK
    ),
}
