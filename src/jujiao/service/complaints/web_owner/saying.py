"""What an owner says on the way: more words and files, urging, withdrawal, and the verdict."""

from dataclasses import dataclass
from typing import Any

from django.forms.boundfield import BoundWidget
from django.http import HttpResponse
from django.utils.translation import gettext as _

from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.kernel.record.attachments.reading import MOST_FILES, MOST_MEGABYTES
from jujiao.kernel.record.idempotency import once
from jujiao.rules.service.complaint_follow_ups import clause_3_2_3_is_satisfied
from jujiao.service.complaints import operations
from jujiao.service.complaints.forms_owner import AddForm, ComeBackForm, OnceForm, RateForm, UrgeForm, WithdrawForm
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.queries import get_own
from jujiao.service.complaints.web_owner.dialogs import dialog, sent


@dataclass(frozen=True)
class Score:
    """A mark to tap on; the limits of the complaint say from which one on the owner counts as satisfied."""

    radio: BoundWidget
    number: int
    satisfied_from: int

    @property
    def satisfied(self) -> bool:
        return clause_3_2_3_is_satisfied(self.number, self.satisfied_from)


@door(Role.OWNER, takes=MOST_MEGABYTES)
def add(request: ViewerRequest, complaint_id: int) -> HttpResponse:
    """More words or files (补充). No version: what somebody else did meanwhile is no reason to lose them."""
    complaint = get_own(request.viewer, complaint_id)
    form = AddForm(*sent(request))

    def take() -> None:
        given = form.cleaned_data
        _once(request, complaint, form, "add", operations.add, text=given["text"], attachments=given["attachments"])

    def sentence() -> str:
        return _("Added. Whoever is at it has been told.")

    return dialog(
        request, complaint, "complaints_owner/add.html", form, step=take, sentence=sentence, most_files=MOST_FILES
    )


@door(Role.OWNER)
def urge(request: ViewerRequest, complaint_id: int) -> HttpResponse:
    """Urging (催单), which is counted and told to whoever has the case in hand."""
    complaint = get_own(request.viewer, complaint_id)
    form = UrgeForm(sent(request)[0])

    def take() -> None:
        _once(request, complaint, form, "urge", operations.urge, text=form.cleaned_data["text"])

    def sentence() -> str:
        return _("Urged. Whoever is at it has been told.")

    return dialog(request, complaint, "complaints_owner/urge.html", form, step=take, sentence=sentence)


@door(Role.OWNER)
def withdraw(request: ViewerRequest, complaint_id: int) -> HttpResponse:
    """Withdrawal (撤销投诉): the dialog is the confirmation."""
    complaint = get_own(request.viewer, complaint_id)
    form = WithdrawForm(sent(request)[0], initial={"version": complaint.version})

    def take() -> None:
        given = form.cleaned_data
        operations.withdraw(
            actor=request.viewer,
            now=clock.now(),
            complaint_id=complaint.pk,
            version=given["version"],
            reason=given["reason"],
        )

    def sentence() -> str:
        return _("Withdrawn. Thank you for telling us.")

    return dialog(request, complaint, "complaints_owner/withdraw.html", form, step=take, sentence=sentence)


@door(Role.OWNER)
def come_back(request: ViewerRequest, complaint_id: int) -> HttpResponse:
    """It has come back (再次受理): the next round begins, within the time that is set for it."""
    complaint = get_own(request.viewer, complaint_id)
    form = ComeBackForm(sent(request)[0], initial={"version": complaint.version})

    def take() -> None:
        given = form.cleaned_data
        operations.come_back(
            actor=request.viewer,
            now=clock.now(),
            complaint_id=complaint.pk,
            version=given["version"],
            text=given["text"],
        )

    def sentence() -> str:
        return _("Taken up again. Round %(round)s has begun, with new times.") % {"round": complaint.round + 1}

    return dialog(request, complaint, "complaints_owner/come_back.html", form, step=take, sentence=sentence)


@door(Role.OWNER)
def rate(request: ViewerRequest, complaint_id: int) -> HttpResponse:
    """The owner's verdict (评价, 3.2.3): satisfied closes the complaint, dissatisfied opens the next round."""
    complaint = get_own(request.viewer, complaint_id)
    form = RateForm(sent(request)[0], initial={"version": complaint.version})
    satisfied_from = complaint.limits.whole("complaint.satisfied_from")

    def satisfied() -> bool:
        return clause_3_2_3_is_satisfied(form.cleaned_data["score"], satisfied_from)

    def take() -> None:
        operations.rate(
            actor=request.viewer,
            now=clock.now(),
            complaint_id=complaint.pk,
            version=form.cleaned_data["version"],
            score=form.cleaned_data["score"],
            reasons=form.reasons(dissatisfied=not satisfied()),
        )

    def sentence() -> str:
        if satisfied():
            return _("Thank you. The complaint is closed.")
        return _("Thank you for saying so. Round %(round)s has begun, with new times.") % {"round": complaint.round + 1}

    scores = [Score(radio, int(radio.data["value"]), satisfied_from) for radio in form["score"]]
    context = {"scores": scores, "next_round": complaint.round + 1}
    return dialog(request, complaint, "complaints_owner/rate.html", form, step=take, sentence=sentence, **context)


def _once(
    request: ViewerRequest, complaint: Complaint, form: OnceForm, verb: str, operation: Any, **given: Any
) -> None:
    """Takes a step once for the form's key, however often it is sent."""
    now = clock.now()

    def do() -> tuple[int, dict[str, Any]]:
        operation(actor=request.viewer, now=now, complaint_id=complaint.pk, version=None, **given)
        return 200, {}

    scope = f"owner.{verb}:{complaint.pk}:{request.viewer.user_id}"
    body = {"text": given["text"], "attachments": [file.sha256 for file in given.get("attachments", ())]}
    once(scope=scope, key=form.cleaned_data["key"], body=body, now=now, do=do)
