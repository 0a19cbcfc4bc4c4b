"""What the notices about complaints say, by kind; the blanks are filled in the reader's language."""

from django.utils.translation import gettext_noop

SENTENCES = {
    "complaint.registered": gettext_noop("%(number)s: your complaint was registered"),
    "complaint.arrived": gettext_noop("%(number)s: a new complaint is waiting to be dispatched"),
    "complaint.dispatched": gettext_noop("%(number)s was handed to your department"),
    "complaint.accepted": gettext_noop("%(number)s: somebody is at it"),
    "complaint.sent_back": gettext_noop("%(number)s was sent back by the department"),
    "complaint.replied": gettext_noop("%(number)s: you have an answer"),
    "complaint.progress": gettext_noop("%(number)s: news on your complaint"),
    "complaint.converted": gettext_noop("%(number)s: the date agreed with you was recorded"),
    "complaint.resolved": gettext_noop("%(number)s is done; please say whether you are satisfied"),
    "complaint.to_follow_up": gettext_noop("%(number)s is done and waits for its follow-up"),
    "complaint.reopened": gettext_noop("%(number)s: the owner is not satisfied; round %(round)s begins"),
    "complaint.urged": gettext_noop("%(number)s: the owner urges"),
    "complaint.added": gettext_noop("%(number)s: the owner added something"),
    "complaint.withdrawn": gettext_noop("%(number)s was withdrawn by the owner"),
    "complaint.praised": gettext_noop("%(number)s: an owner praises you or your department"),
    "complaint.passed_on": gettext_noop("%(number)s: your praise was passed on; thank you"),
    "complaint.corrected": gettext_noop("%(number)s: a complaint of yours was put right; please look at it"),
    "complaint.came_back": gettext_noop("%(number)s is taken up again; round %(round)s begins"),
    "complaint.reassigned": gettext_noop("%(number)s was given to you"),
    "complaint.handed_back": gettext_noop("%(name)s leaves; back with the department, to be given out: %(numbers)s"),
    "complaint.instructed": gettext_noop("%(number)s: an instruction from above waits for an answer"),
    "complaint.reported_back": gettext_noop("%(number)s: your instruction was answered"),
    "complaint.closed": gettext_noop("%(number)s was closed"),
    "complaint.rescored": gettext_noop("%(number)s: the score was put right, and the case is closed"),
    "complaint.merged": gettext_noop("%(number)s is now handled together with another complaint"),
}
