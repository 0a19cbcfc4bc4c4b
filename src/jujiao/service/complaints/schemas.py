"""What the API is sent for each step on a complaint."""

from typing import Annotated, Any

from django.http import Http404
from pydantic import AwareDatetime, Field

from jujiao.cases.api import StepBody
from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.pages.api import Id, Kept
from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints import texts
from jujiao.service.complaints.models import Channel, Complaint
from jujiao.service.complaints.queries import readable_by

Hours = Annotated[int, Field(ge=1, le=10_000)]
Score = Annotated[int, Field(ge=1, le=5)]


class Dispatch(StepBody):
    department_id: Id
    text: Annotated[str, Kept(texts.TO_DEPARTMENT)] = ""

    def given(self, viewer: Viewer, case: Complaint) -> dict[str, Any]:  # noqa: ARG002
        department = Department.objects.filter(pk=self.department_id, estate=case.estate_id).first()
        if department is None:
            raise Http404
        return {"version": self.version, "department": department, "text": self.text}


class Accept(StepBody):
    handler_id: Id | None = None

    def given(self, viewer: Viewer, case: Complaint) -> dict[str, Any]:  # noqa: ARG002
        if self.handler_id is None:
            return {"version": self.version}
        handler = Employee.objects.filter(pk=self.handler_id, company=viewer.company_id).first()
        if handler is None:
            raise Http404
        return {"version": self.version, "handler": handler}


class SendBack(StepBody):
    reason: Annotated[str, Kept(texts.SENT_BACK)]


class NotReached(StepBody):
    reason: Annotated[str, Kept(texts.NOT_REACHED)]


class Withdrawal(StepBody):
    """Only the owner may leave the reason out."""

    reason: Annotated[str, Kept(texts.WITHDRAWN)] = ""


class Told(StepBody):
    """What the owner was told, and on which channel it reached them."""

    text: Annotated[str, Kept(texts.TOLD)]
    channel: Channel


class Plan(StepBody):
    text: Annotated[str, Kept(texts.TOLD)]


class Said(StepBody):
    text: Annotated[str, Kept(texts.SAID)]


class Urging(StepBody):
    text: Annotated[str, Kept(texts.URGED)] = ""


class Conversion(StepBody):
    """The owner's consent: who agreed, when, on which channel, to which date and reports every so many hours."""

    agreed_by: Annotated[str, Kept(texts.AGREED_BY)]
    agreed_at: AwareDatetime
    channel: Channel
    due_at: AwareDatetime
    report_every_hours: Hours
    reason: Annotated[str, Kept(texts.LONGER)]


class FollowUp(StepBody):
    channel: Channel
    reached: bool
    score: Score | None = None
    reasons: Annotated[str, Kept(texts.REASONS)] = ""


class Rating(StepBody):
    score: Score
    reasons: Annotated[str, Kept(texts.REASONS)] = ""


class Merge(StepBody):
    into_id: Id

    def given(self, viewer: Viewer, case: Complaint) -> dict[str, Any]:
        if not readable_by(viewer).filter(pk=self.into_id).exists():
            raise Http404
        return super().given(viewer, case)
