"""2.1.1: a round opens, and every department of the company is asked."""

from datetime import datetime

from django.db import transaction

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.duty.staffing import Staffing
from jujiao.company.estates.models import Company
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.company.staff.models import Department
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import SYSTEM
from jujiao.notices.operations import tell
from jujiao.people.requisitions.models import Requisition, RequisitionRound
from jujiao.people.requisitions.operations.frame import FRAME, owed
from jujiao.people.requisitions.operations.numbers import next_number
from jujiao.people.requisitions.operations.telling import telling
from jujiao.rules.people.requisition_rounds import Round, clause_2_1_1_rounds_open
from jujiao.rules.people.requisition_steps import PromiseKind, State

SUBJECT = "requisition_round"


def open_rounds(company: Company, *, now: datetime) -> list[RequisitionRound]:
    """Opens the rounds of a company that are to be open by now and are not there, each in a transaction of its own.
    One that opens before the company had rules is left out."""
    version = in_force(company.pk, now)
    if version is None:
        return []
    asked = clause_2_1_1_rounds_open(now, figures(version.pk, None), LoadedCalendar())
    there = set(company.requisition_rounds.values_list("starts_on", flat=True))
    opened = (open_round(company, one, now=now) for one in asked if one.first not in there)
    return [each for each in opened if each is not None]


@transaction.atomic
def open_round(company: Company, asked: Round, *, now: datetime) -> RequisitionRound | None:
    """Opens one round: every department is asked, and owes an answer since the moment at which the round was to open.
    None where it is there already, or where no rules were in force at that moment."""
    Company.objects.select_for_update(no_key=True).get(pk=company.pk)
    version = in_force(company.pk, asked.opens_at)
    if version is None or company.requisition_rounds.filter(starts_on=asked.first).exists():
        return None
    opened = RequisitionRound.objects.create(
        company=company,
        name=asked.name,
        starts_on=asked.first,
        ends_on=asked.last,
        opens_at=asked.opens_at,
        opened_at=now,
        rulebook_version=version,
    )
    departments = Department.objects.filter(estate__company=company).select_related("estate").order_by("id")
    timeline.begin(
        subject_kind=SUBJECT, subject_id=opened.pk, estate_id=None, verb="open", actor=SYSTEM, now=now,
        details={"departments": len(departments)},
    )  # fmt: skip
    staffing = Staffing(now)
    tell(*(telling(_ask(one, opened, now), "asked", PromiseKind.ANSWER, staffing) for one in departments), now=now)
    return opened


def _ask(department: Department, opened: RequisitionRound, now: datetime) -> Requisition:
    requisition = Requisition(
        number=next_number(department.estate, opened.opens_at),
        rulebook_version=opened.rulebook_version,
        estate=department.estate,
        department=department,
        asked_in=opened,
        asked_at=opened.opens_at,
    )
    promised = owed(requisition, State.ASKED, opened.opens_at)
    FRAME.begin(requisition, "ask", promised=promised, actor=SYSTEM, now=now, details={"round": opened.name})
    return requisition
