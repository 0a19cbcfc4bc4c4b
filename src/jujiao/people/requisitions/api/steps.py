"""One endpoint for each step on a requisition, as the table of steps declares it; and asking between the rounds."""

from typing import Any, cast

from django.http import Http404, HttpRequest
from ninja import Status

from jujiao.cases.api import add_steps
from jujiao.company.staff.models import Department
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Body, Id, UnknownValue
from jujiao.kernel.record.access import Role, ViewerRequest
from jujiao.people.requisitions import operations
from jujiao.people.requisitions.api.answers import WholeRequisition, whole_of
from jujiao.people.requisitions.api.router import router
from jujiao.people.requisitions.models import SUBJECT
from jujiao.people.requisitions.queries import departments_asking, get_for
from jujiao.people.requisitions.schemas import Positions
from jujiao.people.requisitions.steps import REQUISITION_STEPS


class NewRequisition(Body):
    """What a department needs, said between the rounds."""

    department_id: Id
    positions: Positions


@router.post(
    "/requisitions",
    response={201: WholeRequisition, **REFUSALS},
    operation_id="requisition_request",
    summary="Ask for people between the rounds",
)
def request_people(request: HttpRequest, asked: NewRequisition) -> Status[dict[str, Any]]:
    viewer, now = cast(ViewerRequest, request).viewer, clock.now()
    department = departments_asking(viewer).filter(pk=asked.department_id).first()
    if department is None:
        # One that others ask for is kept from the viewer; one that is not there is a slip.
        there = Department.objects.filter(pk=asked.department_id, estate__company=viewer.company_id or 0)
        if not viewer.has(Role.HEAD, Role.MANAGER) or there.exists():
            raise Http404
        raise UnknownValue("department_id", asked.department_id)
    wanted = [one.wanted for one in asked.positions]
    made = operations.request(actor=viewer, now=now, department=department, positions=wanted)
    return Status(201, whole_of(get_for(viewer, made.pk), viewer, now))


add_steps(
    router,
    REQUISITION_STEPS,
    subject=SUBJECT,
    folder="requisitions",
    get=get_for,
    answer=WholeRequisition,
    answered=whole_of,
)
