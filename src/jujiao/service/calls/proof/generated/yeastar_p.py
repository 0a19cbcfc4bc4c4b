"""A call as a Yeastar of the P series tells of its end: how long it was, and how long the talk. What is left was menu,
queue and ring together, so that the ring is known to be no longer than this."""

import json
from collections.abc import Iterator
from datetime import datetime
from random import Random

from jujiao.rules.clocks import SHANGHAI
from jujiao.service.calls.proof.generated.courses import Course, Try

TYPES = {"incoming": "Inbound", "outgoing": "Outbound", "internal": "Internal"}


def messages(call: Course, chance: Random) -> Iterator[tuple[datetime, bytes]]:
    """When it is told, and what; `msg` as text, as every firmware sends it, or as the object that the manual has."""
    answered = [each for each in call.tries if each.answered is not None]
    tried = next(iter(answered or call.tries), None)
    in_vain = call.queue != "" and not answered and chance.random() < 0.5
    msg = _end(call, tried, named=not in_vain)
    told = msg if chance.random() < 0.2 else json.dumps(msg, ensure_ascii=False)
    event = {"type": 30012, "sn": "3631A2000001", "msg": told}
    yield call.at(call.ends), json.dumps(event, ensure_ascii=False).encode()


def _end(call: Course, tried: Try | None, *, named: bool) -> dict[str, object]:
    """`named`: it says which telephone it was for, and not the queue alone."""
    answered = None if tried is None else tried.answered
    outgoing = call.direction == "outgoing"
    called = tried.extension if tried is not None and named else ""
    through = f"{call.queue}({called})" if call.queue and called else called or (call.queue if tried else "")
    return {
        "call_id": f"{call.came.timestamp():.0f}.{call.number}",
        "uid": f"{call.came:%Y%m%d}.{call.number}",
        "time_start": f"{call.came.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        "call_from": {"incoming": call.outside, "outgoing": "801", "internal": "816"}[call.direction],
        "call_to": call.outside if outgoing else through,
        "call_duration": f"{call.ends:.0f}",
        "talk_duration": "0" if answered is None else f"{call.ends - answered:.0f}",
        "src_trunk_name": "IMS_1" if call.direction == "incoming" else "",
        "dst_trunk_name": "IMS_1" if outgoing else "",
        "status": "NO ANSWER" if tried is None else tried.ending,
        "type": TYPES[call.direction],
        "agent_ring_time": "",
        "did_number": "88886616" if call.direction == "incoming" else "",
    }
