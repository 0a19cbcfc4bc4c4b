"""One endpoint for each step on a complaint, as the table of steps declares it; and a look at the phone."""

from typing import Annotated, cast

from django.http import HttpRequest
from ninja import Schema

from jujiao.cases.api import add_steps
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.api import REFUSALS, Body, Id, Kept
from jujiao.kernel.record.access import ViewerRequest
from jujiao.service.complaints import operations, texts
from jujiao.service.complaints.api.answers import CaseAnswer, case_answer
from jujiao.service.complaints.api.router import router
from jujiao.service.complaints.models import SUBJECT
from jujiao.service.complaints.queries import get_either
from jujiao.service.complaints.steps import COMPLAINT_STEPS

add_steps(
    router,
    COMPLAINT_STEPS,
    subject=SUBJECT,
    folder="complaints",
    get=get_either,
    answer=CaseAnswer,
    answered=case_answer,
)


class Reveal(Body):
    reason: Annotated[str, Kept(texts.REVEALED)]


class Revealed(Schema):
    phone: str


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
