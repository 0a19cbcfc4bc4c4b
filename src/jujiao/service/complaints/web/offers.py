"""The steps as the page offers them: one table, read by the case, its dialogs and the follow-up queue."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.access import Viewer
from jujiao.rules.service.complaint_steps import OF_THE_GROUP, STEPS
from jujiao.rules.service.complaints import clause_3_2_3_may_follow_up
from jujiao.service.complaints import operations
from jujiao.service.complaints.forms import agreement, follow_up, handing, steps
from jujiao.service.complaints.models import Complaint, Kind, State
from jujiao.service.complaints.permissions import may, names_handler


@dataclass(frozen=True)
class Offer:
    """A step on the page: its form, the operation behind it, the words of its button, and those once it is done."""

    verb: str
    form: type[steps.StepForm]
    operation: Callable[..., Complaint]
    label: Any
    done: Any
    icon: str
    hint: Any = ""
    danger: bool = False
    rule: str = ""

    @property
    def rule_verb(self) -> str:
        """The verb of the regulation's state machine."""
        return self.rule or self.verb

    @property
    def at_once(self) -> bool:
        """Whether there is nothing to fill in."""
        return self.form is steps.AcceptAlone


OFFERS = {
    offer.verb: offer
    for offer in (
        Offer("dispatch", handing.Dispatch, operations.dispatch, _("Dispatch"), _("Dispatched."), "send"),
        Offer("accept", steps.AcceptAlone, operations.accept, _("Take in hand"), _("Taken in hand."), "user-check"),
        Offer(
            "reply", steps.TellOwner, operations.reply, _("Reply"), _("The reply is recorded."), "message-reply",
            _("The owner reads this. Record it once a call or message has reached them: only that stops the clock."),
        ),
        Offer(
            "report_progress", steps.ReportProgress, operations.report_progress, _("Report progress"),
            _("The progress report is recorded."), "progress-check", _("The owner reads this."),
        ),
        Offer(
            "resolve", steps.Resolve, operations.resolve, _("Complete"), _("Done; the follow-up comes next."), "check",
            _("The owner reads this. The work is done, and the owner has been told so."),
        ),
        Offer(
            "follow_up", follow_up.FollowUp, operations.record_follow_up, _("Follow up"),
            _("The follow-up is recorded."), "phone-call",
            _("Satisfied closes the case; dissatisfied opens the next round."), rule="follow_up_attempt",
        ),
        Offer(
            "plan", steps.Plan, operations.plan, _("Write the plan"), _("The plan is written down."), "clipboard-list",
            _("For colleagues; it stops no clock of the owner."),
        ),
        Offer(
            "convert_to_complex", agreement.Convert, operations.convert_to_complex, _("Convert to complex"),
            _("The date agreed is recorded."), "calendar-event",
            _("Only with the owner's consent. A limit that was missed stays missed."),
        ),
        Offer(
            "send_back", steps.SendBack, operations.send_back, _("Send back"), _("Sent back to the front desk."),
            "arrow-back-up", _("The front desk dispatches it anew; the owner's limits run on."),
        ),
        Offer(
            "merge", handing.Merge, operations.merge, _("Merge"), _("Merged."), "arrow-merge",
            _("Both are handled together from now on; every owner is still answered."),
        ),
        Offer("add", steps.Add, operations.add, _("Add for the owner"), _("Added."), "message-plus"),
        Offer("urge", steps.Urge, operations.urge, _("The owner urges"), _("Passed on."), "bell-ringing"),
        Offer("note", steps.Note, operations.note, _("Note"), _("Noted."), "note", _("The owner never sees it.")),
        Offer(
            "withdraw", steps.Withdraw, operations.withdraw, _("The owner withdraws"), _("Withdrawn."), "circle-x",
            _("Only when the owner asked for it."), danger=True,
        ),
        Offer(
            "close_unreachable", steps.CloseUnreachable, operations.close_unreachable, _("Close as not reached"),
            _("Closed as not reached."), "phone-off", _("Counted apart, never as satisfied."), danger=True,
        ),
    )
}  # fmt: skip

NEXT = {
    State.REGISTERED: ("dispatch", "reply"),
    State.DISPATCHED: ("accept", "reply", "dispatch"),
    State.ACCEPTED: ("resolve", "reply"),
    State.RESOLVED: ("follow_up",),
    State.CLOSED: (),
}
"""What comes next in each state, by preference."""


def offered(viewer: Viewer, complaint: Complaint, handlers: Collection[int] = ()) -> list[Offer]:
    """The steps that this person may take on this complaint now. `handlers`, user ids, may not make its follow-up."""
    return [offer for offer in OFFERS.values() if is_offered(offer, viewer, complaint, handlers)]


def is_offered(offer: Offer, viewer: Viewer, complaint: Complaint, handlers: Collection[int] = ()) -> bool:
    if not (may(viewer, offer.verb, complaint) and STEPS.allowed(complaint.state, offer.rule_verb)):
        return False
    if complaint.follows and offer.verb in OF_THE_GROUP | {"merge"}:
        return False
    match offer.verb:
        case "report_progress":
            return complaint.kind == Kind.COMPLEX
        case "convert_to_complex":
            return complaint.contactable
        case "follow_up" | "close_unreachable" | "withdraw":
            return clause_3_2_3_may_follow_up(handlers, viewer.user_id)
    return True


def next_of(offers: list[Offer], complaint: Complaint, *, report_due: bool = False) -> Offer | None:
    """The one next action: what the nearest duty asks of this person. `report_due`: a progress report comes first."""
    wanted = list(NEXT[State(complaint.state)])
    if complaint.state == State.ACCEPTED and complaint.contactable and complaint.replied_at is None:
        wanted.insert(0, "reply")
    if report_due:
        wanted.insert(0, "report_progress")
    by_verb = {offer.verb: offer for offer in offers}
    return next((by_verb[verb] for verb in wanted if verb in by_verb), None)


def form_of(offer: Offer, viewer: Viewer, complaint: Complaint) -> type[steps.StepForm]:
    """The form for this person: whoever leads a department may name a colleague when accepting."""
    if offer.verb == "accept" and names_handler(viewer, complaint):
        return handing.AcceptFor
    return offer.form
