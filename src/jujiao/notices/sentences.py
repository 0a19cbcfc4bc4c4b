"""What a notice says, by kind; the blanks are filled from its params, in the reader's language."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jujiao.notices.models import Notice

SENTENCES = {
    "promise.half": gettext_noop("%(number)s: half of the time for “%(promise)s” is gone"),
    "promise.three_quarters": gettext_noop("%(number)s: three quarters of the time for “%(promise)s” are gone"),
    "promise.due": gettext_noop("%(number)s: “%(promise)s” is due now"),
    "promise.manager": gettext_noop("%(number)s: “%(promise)s” is late"),
    "promise.company": gettext_noop("%(number)s: “%(promise)s” is far too late"),
    "promise.gathered": gettext_noop("“%(promise)s”: several need you today; the list shows which"),
    "promise.moved": gettext_noop("%(number)s: the date of “%(promise)s” was counted anew with the new calendar"),
    "phone.refused": gettext_noop("%(estate)s: a resident's phone number was changed, and not by them"),
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
    "complaint.closed": gettext_noop("%(number)s was closed"),
    "complaint.merged": gettext_noop("%(number)s is now handled together with another complaint"),
    "account.give_password_link": gettext_noop("%(actor)s has made a link to choose a new password for %(name)s"),
    "account.choose_password": gettext_noop("A new password was chosen for %(name)s by a link from administration"),
    "account.change_password": gettext_noop("%(name)s has changed the password"),
    "account.reset_second_factor": gettext_noop("%(actor)s has taken away the second step of %(name)s"),
}


def sentence(notice: Notice) -> str:
    """The notice in the language in force."""
    params = {name: _(value) if name == "promise" else value for name, value in notice.params.items()}
    return _(SENTENCES[notice.kind]) % params
