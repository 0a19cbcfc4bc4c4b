"""The steps of a requisition, each declared once: for the page, its dialogs, *My work*, the API and the race."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.cases.api import StepBody
from jujiao.cases.steps import Step, Steps
from jujiao.people.requisitions import operations, schemas
from jujiao.people.requisitions.forms import steps
from jujiao.people.requisitions.models import Requisition
from jujiao.people.requisitions.permissions import ACCESS
from jujiao.rules.people.requisition_steps import STEPS

REQUISITION_STEPS = Steps[Requisition](
    STEPS,
    ACCESS,
    Step(
        verb="answer",
        operation=operations.answer,
        summary="Say whom the department needs, or that it needs nobody",
        schema=schemas.Answer,
        label=_("Answer"),
        icon="message-reply",
    ),
    Step(
        verb="accept",
        operation=operations.accept,
        summary="Accept what a department needs",
        schema=schemas.AcceptRequisition,
        form=steps.Accept,
        label=pgettext_lazy("of a requisition", "Accept"),
        done=_("Accepted; the company decides."),
        icon="check",
    ),
    Step(
        verb="take_note",
        operation=operations.take_note,
        summary="Take note that a department needs nobody",
        schema=StepBody,
        form=steps.AtOnce,
        label=_("Take note"),
        done=_("Noted."),
        icon="check",
    ),
    Step(
        verb="approve",
        operation=operations.approve,
        summary="Approve what a department needs",
        schema=StepBody,
        form=steps.Confirmed,
        label=_("Approve"),
        done=_("Approved; the seats are open."),
        icon="circle-check",
        hint=_("All of it: so many seats are open from now on."),
    ),
    Step(
        verb="send_back",
        operation=operations.send_back,
        summary="Send an answer back to its department",
        schema=schemas.SendRequisitionBack,
        form=steps.SendBack,
        label=_("Send back"),
        done=_("Sent back; the department is asked again."),
        icon="arrow-back-up",
        hint=_("The department reads why, and owes another answer from now on."),
    ),
    Step(
        verb="take_back",
        operation=operations.take_back,
        summary="Take back an answer that is not accepted yet",
        schema=StepBody,
        form=steps.Confirmed,
        label=_("Take back"),
        done=_("Taken back; it is to be answered again."),
        icon="arrow-back-up",
        hint=_("It is owed again by the time by which it was owed before."),
    ),
    Step(
        verb="refuse",
        operation=operations.refuse,
        summary="Refuse what a department needs",
        schema=schemas.RefuseRequisition,
        form=steps.Refuse,
        label=pgettext_lazy("of a requisition", "Refuse"),
        done=pgettext_lazy("of a requisition", "Refused."),
        icon="circle-x",
        hint=_("For good. Send it back where another answer would do."),
        danger=True,
    ),
    Step(
        verb="withdraw",
        operation=operations.withdraw,
        summary="Withdraw what a department asked for of its own accord",
        schema=schemas.WithdrawRequisition,
        form=steps.Withdraw,
        label=pgettext_lazy("of a requisition", "Withdraw"),
        done=_("Withdrawn."),
        icon="circle-x",
        danger=True,
    ),
)
