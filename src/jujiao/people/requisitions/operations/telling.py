"""Who hears of a step on a requisition."""

from datetime import datetime

from django.urls import reverse

from jujiao.company.duty.staffing import Staffing
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Telling, tell
from jujiao.people.requisitions.models import SUBJECT, Requisition
from jujiao.people.requisitions.operations.frame import debtor
from jujiao.rules.people.requisition_steps import PromiseKind


def tell_of(requisition: Requisition, what: str, whom: PromiseKind, now: datetime) -> None:
    """Tells whoever owes, or would owe, promises of the kind `whom`, once for each version of the requisition."""
    tell(telling(requisition, what, whom, Staffing(now)), now=now)


def telling(requisition: Requisition, what: str, whom: PromiseKind, staffing: Staffing) -> Telling:
    """The same, to be told together with others."""
    people = staffing.answerers("handler", debtor(requisition, whom), place=requisition.belongs_to, kept_from=())
    return Telling(
        users=[person.user for person in people],
        kind=f"requisition.{what}",
        key=f"requisition:{requisition.pk}:{what}:{requisition.version}",
        params={"number": requisition.number, "department": requisition.department.name},
        url=reverse("requisitions:case", args=[requisition.pk]),
        estate_id=requisition.estate_id,
        subject=Subject(SUBJECT, requisition.pk),
    )
