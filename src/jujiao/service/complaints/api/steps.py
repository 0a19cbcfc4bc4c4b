"""One endpoint for each step on a complaint; all of them enter at the operations that the pages use."""

from collections.abc import Callable
from typing import Annotated, Any, cast

from django.http import Http404, HttpRequest
from ninja import Schema
from pydantic import AwareDatetime, Field

from jujiao.company.staff.models import Department, Employee
from jujiao.kernel import clock
from jujiao.kernel.access import ViewerRequest
from jujiao.kernel.api import REFUSALS, Body, Id, Kept, Version
from jujiao.service.complaints import operations, texts
from jujiao.service.complaints.api.answers import CaseAnswer, case_answer
from jujiao.service.complaints.api.router import router
from jujiao.service.complaints.models import Channel, Complaint
from jujiao.service.complaints.queries import get_either, readable_by

Hours = Annotated[int, Field(ge=1, le=10_000)]
Score = Annotated[int, Field(ge=1, le=5)]


class Step(Body):
    version: Version


class Dispatch(Step):
    department_id: Id
    text: Annotated[str, Kept(texts.TO_DEPARTMENT)] = ""


class Accept(Step):
    handler_id: Id | None = None


class SendBack(Step):
    reason: Annotated[str, Kept(texts.SENT_BACK)]


class NotReached(Step):
    reason: Annotated[str, Kept(texts.NOT_REACHED)]


class Withdrawal(Step):
    """Only the owner may leave the reason out."""

    reason: Annotated[str, Kept(texts.WITHDRAWN)] = ""


class Told(Step):
    """What the owner was told, and on which channel it reached them."""

    text: Annotated[str, Kept(texts.TOLD)]
    channel: Channel


class Plan(Step):
    text: Annotated[str, Kept(texts.TOLD)]


class Said(Step):
    text: Annotated[str, Kept(texts.SAID)]


class Urging(Step):
    text: Annotated[str, Kept(texts.URGED)] = ""


class Conversion(Step):
    """The owner's consent: who agreed, when, on which channel, to which date and reports every so many hours."""

    agreed_by: Annotated[str, Kept(texts.AGREED_BY)]
    agreed_at: AwareDatetime
    channel: Channel
    due_at: AwareDatetime
    report_every_hours: Hours
    reason: Annotated[str, Kept(texts.LONGER)]


class FollowUp(Step):
    channel: Channel
    reached: bool
    score: Score | None = None
    reasons: Annotated[str, Kept(texts.REASONS)] = ""


class Rating(Step):
    score: Score
    reasons: Annotated[str, Kept(texts.REASONS)] = ""


class Merge(Step):
    into_id: Id


class Reveal(Body):
    reason: Annotated[str, Kept(texts.REVEALED)]


class Revealed(Schema):
    phone: str


def _take(request: HttpRequest, complaint_id: int, operation: Callable[..., Complaint], step: Step, **more: Any) -> Any:
    """Takes a step on a complaint that the caller may see; answers with the case as it is then.

    In `more` stands what was looked up: a `department` for the step's `department_id`."""
    viewer, now = cast(ViewerRequest, request).viewer, clock.now()
    get_either(viewer, complaint_id)
    given = {**step.model_dump(exclude={f"{name}_id" for name in more}), **more}
    operation(actor=viewer, now=now, complaint_id=complaint_id, **given)
    return case_answer(get_either(viewer, complaint_id), viewer, now)


def _step[F: Callable[..., Any]](path: str, summary: str) -> Callable[[F], F]:
    name = f"complaint_{path.replace('-', '_')}"
    address = f"/complaints/{{complaint_id}}/{path}"
    return router.post(address, response={200: CaseAnswer, **REFUSALS}, operation_id=name, summary=summary)


@_step("dispatch", "Hand to a department")
def dispatch(request: HttpRequest, complaint_id: Id, step: Dispatch) -> Any:
    complaint = get_either(cast(ViewerRequest, request).viewer, complaint_id)
    department = Department.objects.filter(pk=step.department_id, estate=complaint.estate_id).first()
    if department is None:
        raise Http404
    return _take(request, complaint_id, operations.dispatch, step, department=department)


@_step("accept", "Take in hand")
def accept(request: HttpRequest, complaint_id: Id, step: Accept) -> Any:
    handler = None
    if step.handler_id is not None:
        company = cast(ViewerRequest, request).viewer.company_id
        handler = Employee.objects.filter(pk=step.handler_id, company=company).first()
        if handler is None:
            raise Http404
    return _take(request, complaint_id, operations.accept, step, handler=handler)


@_step("send-back", "Send back to the desk")
def send_back(request: HttpRequest, complaint_id: Id, step: SendBack) -> Any:
    return _take(request, complaint_id, operations.send_back, step)


@_step("reply", "Answer the owner")
def reply(request: HttpRequest, complaint_id: Id, step: Told) -> Any:
    return _take(request, complaint_id, operations.reply, step)


@_step("plan", "Write down what will be done")
def plan(request: HttpRequest, complaint_id: Id, step: Plan) -> Any:
    return _take(request, complaint_id, operations.plan, step)


@_step("convert-to-complex", "Record the owner's consent to another date")
def convert_to_complex(request: HttpRequest, complaint_id: Id, step: Conversion) -> Any:
    return _take(request, complaint_id, operations.convert_to_complex, step)


@_step("report-progress", "Tell the owner how a complex complaint stands")
def report_progress(request: HttpRequest, complaint_id: Id, step: Told) -> Any:
    return _take(request, complaint_id, operations.report_progress, step)


@_step("resolve", "Tell the owner that it is done")
def resolve(request: HttpRequest, complaint_id: Id, step: Told) -> Any:
    return _take(request, complaint_id, operations.resolve, step)


@_step("follow-up", "Record a follow-up attempt")
def follow_up(request: HttpRequest, complaint_id: Id, step: FollowUp) -> Any:
    return _take(request, complaint_id, operations.record_follow_up, step)


@_step("rate", "Say as the owner how satisfied you are")
def rate(request: HttpRequest, complaint_id: Id, step: Rating) -> Any:
    return _take(request, complaint_id, operations.rate, step)


@_step("close-unreachable", "End a case whose owner cannot be reached")
def close_unreachable(request: HttpRequest, complaint_id: Id, step: NotReached) -> Any:
    return _take(request, complaint_id, operations.close_unreachable, step)


@_step("merge", "Handle together with another complaint")
def merge(request: HttpRequest, complaint_id: Id, step: Merge) -> Any:
    viewer = cast(ViewerRequest, request).viewer
    if not readable_by(viewer).filter(pk=step.into_id).exists():
        raise Http404
    return _take(request, complaint_id, operations.merge, step)


@_step("add", "Add what the owner says further")
def add(request: HttpRequest, complaint_id: Id, step: Said) -> Any:
    return _take(request, complaint_id, operations.add, step)


@_step("urge", "Urge")
def urge(request: HttpRequest, complaint_id: Id, step: Urging) -> Any:
    return _take(request, complaint_id, operations.urge, step)


@_step("note", "Write an internal note")
def note(request: HttpRequest, complaint_id: Id, step: Said) -> Any:
    return _take(request, complaint_id, operations.note, step)


@_step("withdraw", "Withdraw")
def withdraw(request: HttpRequest, complaint_id: Id, step: Withdrawal) -> Any:
    return _take(request, complaint_id, operations.withdraw, step)


@router.post(
    "/complaints/{complaint_id}/reveal-phone",
    response={200: Revealed, **REFUSALS},
    operation_id="complaint_reveal_phone",
    summary="The complainant's phone in full, for a reason that is kept",
)
def reveal_phone(request: HttpRequest, complaint_id: Id, asked: Reveal) -> dict[str, str]:
    viewer = cast(ViewerRequest, request).viewer
    get_either(viewer, complaint_id)
    phone = operations.reveal_phone(actor=viewer, now=clock.now(), complaint_id=complaint_id, reason=asked.reason)
    return {"phone": phone}
