"""What stands in the addresses of calls, and of numbers to call back."""

from collections.abc import Mapping
from typing import Any

from jujiao.company.staff.models import Department
from jujiao.kernel.record.access import Role
from jujiao.service.calls.models import Call, CallBack
from jujiao.service.calls.operations.promising import open_call_back
from jujiao.service.calls.proof.rows import Maker, maker
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.proofs import List, Sample, Scene


def a_call(cast: Cast) -> Call:
    return maker(cast).call(estate=cast.estate, number=a_number())


def a_call_back(cast: Cast) -> CallBack:
    return maker(cast).call_back(estate=cast.estate, number=a_number())


def a_number() -> str:
    """One that no other call has."""
    return f"139{Call.objects.count() + CallBack.objects.count():08}"


def _call(scene: Scene) -> dict[str, Any]:
    return {"call_id": a_call(scene.cast).pk}


def _call_back(scene: Scene) -> dict[str, Any]:
    """Owed by the desk, or by the department of the head who asks."""
    headed = Department.objects.filter(pk__in=scene.member.viewer.department_ids(Role.HEAD)).first()
    if headed is None:
        return {"call_back_id": a_call_back(scene.cast).pk}
    make = Maker(headed, NOW)
    call = make.call(number=a_number(), duty_post=make.post())
    return {"call_back_id": open_call_back(call, call.began_at, NOW).pk}


SAMPLES: Mapping[str, Sample] = {
    "telephony:answer_enquiry": _call,
    "telephony:attach_call": _call,
    "telephony:call": _call,
    "telephony:call_back": _call_back,
    "telephony:call_back_number": _call_back,
    "telephony:call_number": _call,
    "telephony:called_back": lambda scene: {**_call_back(scene), "outcome": "nobody"},
    "telephony:note_call": _call,
    "telephony:unreachable": _call_back,
}
LISTS: Mapping[str, List] = {
    "telephony:calls": List("clerk", a_call),
    "telephony:call_backs": List("clerk", a_call_back),
}
