"""What promises and timelines of this app speak of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.kernel.record.subjects import PromiseKind, SubjectKind
from jujiao.people.requisitions.models import SUBJECT, Headcount, Requisition, RequisitionRound
from jujiao.people.requisitions.operations import headcount, rounds
from jujiao.people.requisitions.operations.frame import FRAME, hold
from jujiao.people.requisitions.queries import headlines
from jujiao.people.requisitions.steps import REQUISITION_STEPS
from jujiao.people.requisitions.web.next_steps import next_steps
from jujiao.rules.people.requisition_steps import PromiseKind as Promised
from jujiao.rules.people.requisitions import RULES


def case_page(requisition_id: int) -> str:
    """The page of one requisition."""
    return reverse("requisitions:case", args=[requisition_id])


REQUISITION = SubjectKind(
    key=SUBJECT,
    label=_("Requisition"),
    model=Requisition,
    number="number",
    url=case_page,
    promises=tuple(
        PromiseKind(rule=RULES[kind], label=label, colour=colour, step=step, step_label=words)
        for kind, label, colour, step, words in (
            (Promised.ANSWER, _("Say whom the department needs"), "yellow", "answer", _("Answer")),
            (
                Promised.ACCEPT,
                _("Accept a requisition"),
                "orange",
                "accept",
                pgettext_lazy("of a requisition", "Accept"),
            ),
            (Promised.APPROVE, _("Approve a requisition"), "blue", "approve", _("Approve")),
        )
    ),
    headlines=headlines,
    in_short=headlines,
    due_moved=FRAME.refresh_due,
    hold=hold,
    steps=REQUISITION_STEPS,
    next_steps=next_steps,
)
ROUND = SubjectKind(
    key=rounds.SUBJECT,
    label=_("Round of requisitions"),
    model=RequisitionRound,
    number="name",
    url=lambda round_id: reverse("requisitions:round", args=[round_id]),
)
HEADCOUNT = SubjectKind(
    key=headcount.SUBJECT,
    label=_("Headcount"),
    model=Headcount,
    url=lambda headcount_id: reverse("requisitions:moves", args=[headcount_id]),
)
