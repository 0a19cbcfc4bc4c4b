"""What the API is sent for each step on a complaint."""

from typing import Annotated, Any

from django.db.models import Q
from pydantic import Field

from jujiao.cases.api import StepBody
from jujiao.company.accounts.api_fields import Phone
from jujiao.company.staff.models import Department
from jujiao.kernel.pages.api import Id, Instant, Kept, Line, UnknownValue
from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints import look_ups, texts
from jujiao.service.complaints.models import Channel, Complaint, Nature
from jujiao.service.complaints.queries import readable_by
from jujiao.service.complaints.queries_case import phone_that_stays

Hours = Annotated[int, Field(ge=1, le=10_000)]
Score = Annotated[int, Field(ge=1, le=5)]


ENTERED = (
    "room", "building", "place", "person", "anonymous", "contact_name", "contact_phone", "category", "nature", "text",
    "about_employee",
)  # fmt: skip
"""What is entered of a complaint, and can be put right."""


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


class Correction(StepBody):
    """What was entered wrongly, as it should be; what is left out stays. `room`: its code, "" for a public area.
    `about_employee`: the staff number of whom it is about, "" for nobody."""

    reason: Annotated[str, Kept(texts.CORRECTED)]
    room: Line | None = None
    building: Line | None = None
    place: Annotated[str, Kept(texts.PLACE)] | None = None
    person_id: Id | None = None
    anonymous: bool | None = None
    contact_name: Annotated[str, Kept(texts.CONTACT_NAME)] | None = None
    contact_phone: Phone | None = None
    category: Line | None = None
    nature: Nature | None = None
    text: Annotated[str, Kept(texts.COMPLAINT)] | None = None
    about_employee_id: Id | None = None
    about_employee: Line | None = None
    department_id: Id | None = None
    department: Line = ""

    def given(self, viewer: Viewer, case: Complaint) -> dict[str, Any]:
        said = self.model_fields_set
        stays = {name: getattr(case, name) for name in ENTERED}
        estate = case.estate
        if "room" in said:
            stays["room"] = look_ups.room(estate, self.room) if self.room else None
            stays |= {"building": None, "place": ""} if self.room else {}
        if "building" in said:
            stays["building"] = look_ups.building(estate, self.building) if self.building else None
        if "person_id" in said:
            stays["person"] = look_ups.person(viewer, estate, self.person_id)
            stays["anonymous"] = False
            stays["contact_phone"] = phone_that_stays(case, stays["person"])
        if said & {"about_employee_id", "about_employee"}:
            stays["about_employee"] = look_ups.accused(
                viewer, estate, self.about_employee_id, self.about_employee or ""
            )
        if self.category is not None:
            stays["category"] = look_ups.category(self.category)
        plain = ("place", "anonymous", "contact_name", "contact_phone", "nature", "text")
        stays |= {name: getattr(self, name) for name in plain if getattr(self, name) is not None}
        return {**stays, "version": self.version, "reason": self.reason, "department": self._department(case)}

    def _department(self, case: Complaint) -> Department | None:
        if self.department_id is None and not self.department:
            return None
        return look_ups.department(case.estate_id, self.department_id, self.department)


class NotReached(StepBody):
    reason: Annotated[str, Kept(texts.NOT_REACHED)]


class Withdrawal(StepBody):
    """Only the owner may leave the reason out."""

    reason: Annotated[str, Kept(texts.WITHDRAWN)] = ""


class Told(StepBody):
    """What the owner was told, and on which channel it reached them."""

    text: Annotated[str, Kept(texts.TOLD)]
    channel: Channel


class Reassign(StepBody):
    """To a colleague of the department, by id or staff number."""

    handler_id: Id | None = None
    handler: Line = ""
    text: Annotated[str, Kept(texts.TO_DEPARTMENT)] = ""

    def given(self, viewer: Viewer, case: Complaint) -> dict[str, Any]:  # noqa: ARG002
        handler = look_ups.employee(viewer.company_id, self.handler_id, self.handler)
        return {"version": self.version, "handler": handler, "text": self.text}


class Instruction(StepBody):
    text: Annotated[str, Kept(texts.INSTRUCTED)]
    due_at: Instant


class ReportBack(StepBody):
    text: Annotated[str, Kept(texts.REPORTED_BACK)]


class PassOn(StepBody):
    """To which department praise is passed on, by its id or its name, and to whom of it, by id or staff number."""

    department_id: Id | None = None
    department: Line = ""
    employee_id: Id | None = None
    employee: Line = ""
    text: Annotated[str, Kept(texts.TO_DEPARTMENT)] = ""

    def given(self, viewer: Viewer, case: Complaint) -> dict[str, Any]:
        department = look_ups.department(case.estate_id, self.department_id, self.department)
        named = self.employee_id is not None or self.employee
        employee = look_ups.employee(viewer.company_id, self.employee_id, self.employee) if named else None
        return {"version": self.version, "department": department, "employee": employee, "text": self.text}


class Plan(StepBody):
    text: Annotated[str, Kept(texts.TOLD)]


class Said(StepBody):
    takes_files = True

    text: Annotated[str, Kept(texts.SAID)]


class Urging(StepBody):
    text: Annotated[str, Kept(texts.URGED)] = ""


class Conversion(StepBody):
    """The owner's consent: who agreed, when, on which channel, to which date and reports every so many hours."""

    agreed_by: Annotated[str, Kept(texts.AGREED_BY)]
    agreed_at: Instant
    channel: Channel
    due_at: Instant
    report_every_hours: Hours
    reason: Annotated[str, Kept(texts.LONGER)]


class FollowUp(StepBody):
    """One attempt; `call_at`: reached, but not now, and when the owner wants to be called."""

    channel: Channel
    reached: bool
    score: Score | None = None
    reasons: Annotated[str, Kept(texts.REASONS)] = ""
    call_at: Instant | None = None


class RightScore(StepBody):
    score: Score
    reason: Annotated[str, Kept(texts.CORRECTED)]


class ComingBack(StepBody):
    text: Annotated[str, Kept(texts.CAME_BACK)]


class Unmerging(StepBody):
    reason: Annotated[str, Kept(texts.UNMERGED)]


class Rating(StepBody):
    score: Score
    reasons: Annotated[str, Kept(texts.REASONS)] = ""


class Merge(StepBody):
    """Into another complaint, by its id or its number."""

    into_id: Id | None = None
    into: Line = ""

    def given(self, viewer: Viewer, case: Complaint) -> dict[str, Any]:  # noqa: ARG002
        named = Q(number=self.into.strip().upper()) if self.into_id is None else Q(pk=self.into_id)
        main = readable_by(viewer).filter(named).values_list("pk", flat=True).first()
        if main is None:
            raise UnknownValue(*(("into", self.into) if self.into_id is None else ("into_id", self.into_id)))
        return {"version": self.version, "into_id": main}
