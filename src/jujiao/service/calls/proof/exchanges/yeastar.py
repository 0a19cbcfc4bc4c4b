"""What Yeastar exchanges tell: the P series, and the S series with Cloud, which spells it otherwise."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jujiao.service.calls.proof.exchanges.grandstream import local


def states(call: str, *members: Mapping[str, Any]) -> bytes:
    """Event 30011 of the P series: the members of a call with the state of each."""
    return _event(30011, {"call_id": call, "members": members})


def inbound(status: str, *, caller: str = "13800138000") -> dict[str, Any]:
    """The member who calls from outside."""
    about = {"from": caller, "to": "88886616", "trunk_name": "IMS", "channel_id": "PJSIP/IMS-00000001"}
    return {"inbound": {**about, "member_status": status, "call_path": ""}}


def extension(number: str, status: str, *, path: str = "") -> dict[str, Any]:
    """A telephone that is a member."""
    about = {"number": number, "channel_id": f"PJSIP/{number}-00000002", "member_status": status}
    return {"extension": {**about, "call_path": path}}


def end(call: str, started: datetime, whole: int, talk: int, *, status: str = "ANSWERED", to: str = "801") -> bytes:
    """Event 30012 of the P series: a part of a call that is over."""
    about = {
        "call_id": call,
        "time_start": local(started),
        "call_from": "13800138000",
        "call_to": to,
        "call_duration": whole,
        "talk_duration": talk,
        "src_trunk_name": "IMS",
        "dst_trunk_name": "",
        "pin_code": "",
        "status": status,
        "type": "Inbound",
        "recording": "",
        "did_number": "88886616",
        "agent_ring_time": 0,
        "uid": f"{call}-{to}",
    }
    return _event(30012, about)


def states_of_s(call: str, *members: Mapping[str, Any]) -> bytes:
    """CallStatus of the S series."""
    told = [
        {{"extension": "ext"}.get(kind, kind): {name.replace("_", ""): value for name, value in about.items()}}
        for member in members
        for kind, about in member.items()
    ]
    return json.dumps({"event": "CallStatus", "callid": call, "members": told, "sn": "369451090405"}).encode()


def end_of_s(
    call: str, started: datetime, whole: int, talk: int, *, status: str = "ANSWERED", to: str = "801"
) -> bytes:
    """NewCdr of the S series."""
    about = {
        "event": "NewCdr",
        "callid": call,
        "timestart": local(started),
        "callfrom": "13800138000",
        "callto": to,
        "callduraction": str(whole),
        "talkduraction": str(talk),
        "srctrunkname": "IMS",
        "dsttrcunkname": "",
        "status": status,
        "type": "Inbound",
        "didnumber": "88886616",
        "agentringtime": "0",
        "sn": "369451090405",
    }
    return json.dumps(about).encode()


def _event(kind: int, about: Mapping[str, Any]) -> bytes:
    return json.dumps({"type": kind, "sn": "3631A2124XXX", "msg": json.dumps(about)}).encode()
