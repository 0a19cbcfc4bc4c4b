"""What the API is sent for each step on a requisition."""

from datetime import date
from typing import Annotated, Any

from pydantic import Field

from jujiao.cases.api import StepBody
from jujiao.kernel.pages.api import Body, Id, Kept
from jujiao.kernel.record.access import Viewer
from jujiao.people.requisitions import texts
from jujiao.people.requisitions.models import Requisition
from jujiao.rules.people.requisitions import MOST_PEOPLE, MOST_POSITIONS, Wanted


class WantedPosition(Body):
    """A position that people are needed for: a post of the company (`post_id`), or a name alone."""

    post_id: Id | None = None
    name: Annotated[str, Kept(texts.NAME)] = ""
    number: Annotated[int, Field(ge=1, le=MOST_PEOPLE)]
    duties: Annotated[str, Kept(texts.DUTIES)]
    skills: Annotated[str, Kept(texts.SKILLS)]
    experience: Annotated[str, Kept(texts.EXPERIENCE)]
    reason: Annotated[str, Kept(texts.WHY_NEEDED)]
    needed_by: date

    @property
    def wanted(self) -> Wanted:
        return Wanted(**self.model_dump())


Positions = Annotated[list[WantedPosition], Field(max_length=MOST_POSITIONS)]


class Answer(StepBody):
    """`positions`, or `none`: the department needs nobody, which is said and never assumed."""

    positions: Positions = Field(default_factory=list)
    none: bool = False

    def given(self, viewer: Viewer, case: Requisition) -> dict[str, Any]:  # noqa: ARG002
        wanted = [one.wanted for one in self.positions]
        return {"version": self.version, "positions": wanted, "none": self.none}


class NamedPost(Body):
    """Which post of the company a position is that bears only a name."""

    position_id: Id
    post_id: Id


class AcceptRequisition(StepBody):
    posts: Annotated[list[NamedPost], Field(max_length=MOST_POSITIONS)] = Field(default_factory=list)

    def given(self, viewer: Viewer, case: Requisition) -> dict[str, Any]:  # noqa: ARG002
        return {"version": self.version, "posts": {one.position_id: one.post_id for one in self.posts}}


class SendRequisitionBack(StepBody):
    reason: Annotated[str, Kept(texts.SENT_BACK)]


class RefuseRequisition(StepBody):
    reason: Annotated[str, Kept(texts.REFUSED)]


class WithdrawRequisition(StepBody):
    reason: Annotated[str, Kept(texts.WITHDRAWN)]
