"""A call as a Yeastar of the P series tells of its end alone: how long it was and how long the talk, so that the ring is
known to be no longer than the rest. One event for each telephone."""

import json
from collections.abc import Iterator
from datetime import datetime
from random import Random

from jujiao.rules.clocks import SHANGHAI
from jujiao.service.calls.proof.generated.courses import Course, Try

STATUS = {"ANSWERED": "ANSWERED", "NO ANSWER": "NO ANSWER", "BUSY": "BUSY"}
TYPES = {"incoming": "Inbound", "outgoing": "Outbound", "internal": "Internal"}


def messages(call: Course, chance: Random) -> Iterator[tuple[datetime, bytes]]:
    """When each is told, and what; `msg` as text, as every firmware sends it, or as the object that the manual has."""
    for place, tried in enumerate(call.tries or (None,)):
        ended = call.ends if tried is None else tried.ended
        msg = _end(call, tried, place, ended)
        told = msg if chance.random() < 0.2 else json.dumps(msg, ensure_ascii=False)
        event = {"type": 30012, "sn": "3631A2000001", "msg": told}
        yield call.at(ended), json.dumps(event, ensure_ascii=False).encode()


def _end(call: Course, tried: Try | None, place: int, ended: float) -> dict[str, object]:
    talk = 0.0 if tried is None or tried.answered is None else tried.ended - tried.answered
    outgoing = call.direction == "outgoing"
    called = "" if tried is None else tried.extension
    return {
        "call_id": f"{call.came.timestamp():.0f}.{call.number}",
        "uid": f"{call.came:%Y%m%d}.{call.number}.{place}",
        "time_start": f"{call.came.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        "call_from": {"incoming": call.outside, "outgoing": "801", "internal": "816"}[call.direction],
        "call_to": call.outside if outgoing else f"{call.queue}({called})" if call.queue and called else called,
        "call_duration": str(round(ended)),
        "talk_duration": str(round(talk)),
        "src_trunk_name": "IMS_1" if call.direction == "incoming" else "",
        "dst_trunk_name": "IMS_1" if outgoing else "",
        "status": STATUS["NO ANSWER" if tried is None else tried.ending],
        "type": TYPES[call.direction],
        "agent_ring_time": "",
        "did_number": "88886616" if call.direction == "incoming" else "",
    }
