"""What the notices about complaints say, by kind; the blanks are filled in the reader's language.

The first reply and the news of progress are themselves what was promised to the owner: they wait for no quiet hours."""

from django.utils.translation import gettext_noop

from jujiao.kernel.record.notice_kinds import MY_CASES, WORK, NoticeKind

NOTICES = {
    "complaint.registered": NoticeKind(gettext_noop("%(number)s: your complaint was registered"), MY_CASES),
    "complaint.arrived": NoticeKind(gettext_noop("%(number)s: a new complaint is waiting to be dispatched"), WORK),
    "complaint.dispatched": NoticeKind(gettext_noop("%(number)s was handed to your department"), WORK),
    "complaint.accepted": NoticeKind(gettext_noop("%(number)s: somebody is at it"), MY_CASES),
    "complaint.unreached": NoticeKind(
        gettext_noop("%(number)s: no message reached the owner; the desk has a call to make"), WORK
    ),
    "complaint.sent_back": NoticeKind(gettext_noop("%(number)s was sent back by the department"), WORK),
    "complaint.replied": NoticeKind(
        gettext_noop("%(number)s: you have an answer"),
        MY_CASES,
        clause="3.2.2",
        texted=gettext_noop("%(number)s, our answer: %(said)s"),
    ),
    "complaint.progress": NoticeKind(
        gettext_noop("%(number)s: news on your complaint"),
        MY_CASES,
        clause="3.2.2",
        texted=gettext_noop("%(number)s, how it stands: %(said)s"),
    ),
    "complaint.converted": NoticeKind(gettext_noop("%(number)s: the date agreed with you was recorded"), MY_CASES),
    "complaint.resolved": NoticeKind(
        gettext_noop("%(number)s is done; please say whether you are satisfied"),
        MY_CASES,
        texted=gettext_noop("%(number)s is done: %(said)s We will ask you whether you are satisfied."),
    ),
    "complaint.to_follow_up": NoticeKind(gettext_noop("%(number)s is done and waits for its follow-up"), WORK),
    "complaint.reopened": NoticeKind(
        gettext_noop("%(number)s: the owner is not satisfied; round %(round)s begins"), WORK
    ),
    "complaint.urged": NoticeKind(gettext_noop("%(number)s: the owner urges"), WORK),
    "complaint.added": NoticeKind(gettext_noop("%(number)s: the owner added something"), WORK),
    "complaint.withdrawn": NoticeKind(gettext_noop("%(number)s was withdrawn by the owner"), WORK),
    "complaint.praised": NoticeKind(gettext_noop("%(number)s: an owner praises you or your department"), WORK),
    "complaint.passed_on": NoticeKind(gettext_noop("%(number)s: your praise was passed on; thank you"), MY_CASES),
    "complaint.corrected": NoticeKind(
        gettext_noop("%(number)s: a complaint of yours was put right; please look at it"), MY_CASES
    ),
    "complaint.came_back": NoticeKind(gettext_noop("%(number)s is taken up again; round %(round)s begins"), MY_CASES),
    "complaint.reassigned": NoticeKind(gettext_noop("%(number)s was given to you"), WORK),
    "complaint.handed_back": NoticeKind(
        gettext_noop("%(name)s leaves; back with the department, to be given out: %(numbers)s"), WORK
    ),
    "complaint.left_at_the_desk": NoticeKind(
        gettext_noop("%(name)s went off duty; back in the queue of the desk: %(numbers)s"), WORK
    ),
    "complaint.instructed": NoticeKind(gettext_noop("%(number)s: an instruction from above waits for an answer"), WORK),
    "complaint.reported_back": NoticeKind(gettext_noop("%(number)s: your instruction was answered"), WORK),
    "complaint.closed": NoticeKind(gettext_noop("%(number)s was closed"), MY_CASES),
    "complaint.rescored": NoticeKind(gettext_noop("%(number)s: the score was put right, and the case is closed"), WORK),
    "complaint.merged": NoticeKind(gettext_noop("%(number)s is now handled together with another complaint"), MY_CASES),
}
