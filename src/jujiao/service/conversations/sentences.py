"""What the notices of conversations say, by kind; the blanks are filled in the reader's language.

An answer is itself what was promised to the owner: it waits for no quiet hours."""

from django.utils.translation import gettext_noop

from jujiao.kernel.record.notice_kinds import ALARMS, MY_CASES, WORK, NoticeKind

NOTICES = {
    "conversation.answer": NoticeKind(
        gettext_noop("%(estate)s: the desk has answered you"),
        MY_CASES,
        clause="3.1.3",
        texted=gettext_noop("%(estate)s, the desk answers: %(said)s"),
        chat="whole",
    ),
    "conversation.unread": NoticeKind(
        gettext_noop("%(estate)s: an answer of the desk waits for you to read it"),
        MY_CASES,
        clause="3.1.3",
    ),
    "conversation.unreached": NoticeKind(
        gettext_noop("%(estate)s: no message reached whoever wrote to the desk; your answer is not there yet"), WORK
    ),
    "conversation.uncovered": NoticeKind(
        gettext_noop("%(estate)s: an owner has written, and nobody is signed on at the desk"), ALARMS
    ),
}
