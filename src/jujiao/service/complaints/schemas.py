"""What the API is sent for each step on a complaint."""

from typing import Annotated, Any

from django.db.models import Q
from pydantic import AwareDatetime, Field

from jujiao.cases.api import StepBody
from jujiao.kernel.pages.api import Id, Kept, Line, UnknownValue
from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints import look_ups, texts
from jujiao.service.complaints.models import Channel, Complaint
from jujiao.service.complaints.queries import readable_by

Hours = Annotated[int, Field(ge=1, le=10_000)]
Score = Annotated[int, Field(ge=1, le=5)]


class Dispatch(StepBody):
    """To a department of the estate, by its id or its name."""

    department_id: Id | None = None
    department: Line = ""
    text: Annotated[str, Kept(texts.TO_DEPARTMENT)] = ""

    def given(self, viewer: Viewer, case: Complaint) -> dict[str, Any]:  # noqa: ARG002
        department = look_ups.department(case.estate_id, self.department_id, self.department)
        return {"version": self.version, "department": department, "text": self.text}


class Accept(StepBody):
    """In hand of the caller, or of whom the id or the staff number names."""

    handler_id: Id | None = None
    handler: Line = ""

    def given(self, viewer: Viewer, case: Complaint) -> dict[str, Any]:  # noqa: ARG002
        if self.handler_id is None and not self.handler:
            return {"version": self.version}
        handler = look_ups.employee(viewer.company_id, self.handler_id, self.handler)
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
    """Into another complaint, by its id or its number."""

    into_id: Id | None = None
    into: Line = ""

    def given(self, viewer: Viewer, case: Complaint) -> dict[str, Any]:  # noqa: ARG002
        named = Q(number=self.into) if self.into_id is None else Q(pk=self.into_id)
        main = readable_by(viewer).filter(named).values_list("pk", flat=True).first()
        if main is None:
            raise UnknownValue(*(("into", self.into) if self.into_id is None else ("into_id", self.into_id)))
        return {"version": self.version, "into_id": main}
