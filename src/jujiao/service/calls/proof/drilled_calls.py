"""What the drills ask of calls: their steps that can be taken once."""

import secrets
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from jujiao.company.staff.models import Department, DepartmentKind
from jujiao.service.calls.models import CallBack
from jujiao.service.calls.proof.rows import Maker
from jujiao.testing.drilled import Acting, Once

CLERKS = ("clerk", "clerk2", "manager", "clerk")
ABOVE = ("head_of_service", "manager", "head_of_service", "manager")


def once(acting: Acting) -> Iterator[Once]:
    """A call is noted once, a number reached once, tried once at a time, given up once: four ask, one is taken."""
    make = Maker(Department.objects.get(estate=acting.estate, kind=DepartmentKind.CUSTOMER_SERVICE), acting.now)

    def page(name: str, *more: str) -> Callable[[Any], str]:
        return lambda row: reverse(name, args=[row.pk, *more])

    def noted(_row: object) -> dict[str, Any]:
        return {"text": "问停车位"}

    def nothing(_row: object) -> dict[str, Any]:
        return {}

    def given_up(_row: object) -> dict[str, Any]:
        return {"reason": "三次无人接听"}

    def waits() -> CallBack:
        return make.call_back(number=f"139{secrets.randbelow(10**8):08}", tries=3)

    def back(outcome: str) -> Callable[[Any], str]:
        return page("telephony:called_back", outcome)

    call: dict[str, Any] = {"subject": "phone_call", "row": make.call, "who": CLERKS}
    yield Once(verb="answer_enquiry", path=page("telephony:answer_enquiry"), fields=noted, **call)
    yield Once(verb="note_call", path=page("telephony:note_call"), fields=noted, **call)
    yield Once(verb="attach_call", path=page("telephony:attach_call"), fields=nothing, **call)
    number: dict[str, Any] = {"subject": "call_back", "row": waits}
    yield Once(verb="end_call_back", path=back("reached"), fields=nothing, who=CLERKS, **number)
    yield Once(verb="call_back_in_vain", path=back("nobody"), fields=nothing, who=CLERKS, **number)
    yield Once(verb="give_call_back_up", path=page("telephony:unreachable"), fields=given_up, who=ABOVE, **number)
