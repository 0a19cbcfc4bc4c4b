"""What an Asterisk tells at its manager interface, with `timestampevents` on."""

from datetime import datetime

CALLER = "PJSIP/ims-00000010"


def event(name: str, at: datetime | None, call: str, **fields: str) -> str:
    """A block of lines; without an instant it bears no time."""
    lines = {"Event": name, "Privilege": "call,all", **({"Timestamp": f"{at.timestamp():.6f}"} if at else {})}
    told = {**lines, "Linkedid": call, **fields}
    return "".join(f"{key}: {value}\r\n" for key, value in told.items()) + "\r\n"


def came(call: str, at: datetime, *, number: str = "13800138000", channel: str = CALLER) -> str:
    return event(
        "Newchannel", at, call, Uniqueid=call, Channel=channel, CallerIDNum=number, Exten="88886616",
        Context="from-trunk",
    )  # fmt: skip


def dial_begin(call: str, leg: str, extension: str, at: datetime | None, *, channel: str = CALLER) -> str:
    return event(
        "DialBegin", at, call, Uniqueid=call, Channel=channel, DestUniqueid=leg,
        DestChannel=f"PJSIP/{extension}-000000{leg[-2:]}", DialString=extension,
    )  # fmt: skip


def dial_end(call: str, leg: str, extension: str, at: datetime | None, status: str, *, channel: str = CALLER) -> str:
    return event(
        "DialEnd", at, call, Uniqueid=call, Channel=channel, DestUniqueid=leg,
        DestChannel=f"PJSIP/{extension}-000000{leg[-2:]}", DialStatus=status,
    )  # fmt: skip


def agent(name: str, call: str, leg: str, extension: str, *, at: datetime, ring: str) -> str:
    """AgentConnect, whose `ring` is in seconds, or AgentRingNoAnswer, where it is in milliseconds."""
    return event(
        name, at, call, Uniqueid=call, Channel=CALLER, DestUniqueid=leg, Queue="400", MemberName=extension,
        Interface=f"Local/{extension}@from-queue/n", DestChannel=f"Local/{extension}@from-queue-000000{leg[-2:]};1",
        RingTime=ring, HoldTime="0",
    )  # fmt: skip


def hangup(call: str, at: datetime | None, *, channel: str = CALLER) -> str:
    return event("Hangup", at, call, Uniqueid=call, Channel=channel, Cause="16")
