"""The tables of calls."""

from jujiao.service.calls.models.call import Call, Direction, Grade, Leg, Purpose, Verdict
from jujiao.service.calls.models.call_back import CallBack, CallBackEnd, CallBackTry
from jujiao.service.calls.models.script import Occasion, Script, ScriptVersion
from jujiao.service.calls.models.seat import Seat
from jujiao.service.calls.models.source import Reason, Record, Refusal, Source, Telephone, Vendor

__all__ = [
    "Call",
    "CallBack",
    "CallBackEnd",
    "CallBackTry",
    "Direction",
    "Grade",
    "Leg",
    "Occasion",
    "Purpose",
    "Reason",
    "Record",
    "Refusal",
    "Script",
    "ScriptVersion",
    "Seat",
    "Source",
    "Telephone",
    "Vendor",
    "Verdict",
]
