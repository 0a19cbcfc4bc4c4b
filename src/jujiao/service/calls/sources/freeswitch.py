"""FreeSWITCH mod_json_cdr: each leg of a call is told by itself, when it is over, in any order.

The leg of the caller (a-leg) is `inbound`, each telephone that was made to ring a leg of its own (b-leg, `outbound`).
Instants are microseconds as text, "0" is never. A telephone rings from `progress_time` (180), not from `created_time`;
where it sends tones of its own (183), from `progress_media_time`. The body may be form-encoded as `cdr=`."""

import base64
import binascii
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final
from urllib.parse import unquote_to_bytes

from jujiao.rules.service.calls.piece import Direction, Ending, Piece
from jujiao.service.calls.sources.fields import LONGEST_ID, LONGEST_QUEUE, Fields, canonical, each, parsed
from jujiao.service.calls.sources.told import Reading, Told, UnreadableError, Wrong

BUSY: Final = {"USER_BUSY", "CALL_REJECTED"}
OUTSIDE: Final = "public"
"""The context of the dial plan in which calls from outside come in."""
FORM: Final = b"cdr="


def read(body: bytes, now: datetime) -> Reading:
    """The record of one leg."""
    found = parsed(_bare(body))
    return each([found] if isinstance(found, Mapping) else [None], partial(_record, now=now))


def _bare(body: bytes) -> bytes:
    """The record without the form that it may be wrapped in: `cdr=`, then escaped or in base64."""
    if not body.startswith(FORM):
        return body
    inner = unquote_to_bytes(body[len(FORM) :])
    if inner.lstrip().startswith(b"{"):
        return inner
    try:
        return base64.b64decode(inner, validate=True)
    except (binascii.Error, ValueError):
        raise UnreadableError(Wrong.FORM, "cdr") from None


@dataclass(frozen=True, slots=True)
class _Leg:
    variables: Fields
    flows: tuple[Mapping[str, Any], ...]
    """The parts of its way through the dial plan, the latest first."""
    now: datetime

    @property
    def own(self) -> str:
        return self.variables.needed("uuid")

    def profile(self, place: int) -> Fields:
        return Fields(_mapping(self.flows[place], "caller_profile"), self.now)

    def times(self, name: str) -> list[datetime]:
        """When something happened, in all parts."""
        found = (Fields(_mapping(flow, "times"), self.now).micros(name) for flow in self.flows)
        return [at for at in found if at is not None]

    @property
    def caller(self) -> Fields | None:
        """The profile of the leg that made this one ring."""
        for flow in self.flows:
            by = _mapping(flow, "caller_profile").get("originator")
            profiles = by.get("originator_caller_profiles") if isinstance(by, Mapping) else None
            if isinstance(profiles, list) and profiles and isinstance(profiles[0], Mapping):
                return Fields(profiles[0], self.now)
        return None


def _record(record: Mapping[str, Any], now: datetime) -> Told:
    text = canonical(record)
    flows = record.get("callflow")
    flows = [flows] if isinstance(flows, Mapping) else flows
    if not isinstance(flows, list) or not flows or not all(isinstance(flow, Mapping) for flow in flows):
        raise UnreadableError(Wrong.MISSING, "callflow")
    leg = _Leg(Fields(_mapping(record, "variables"), now), tuple(flows), now)
    call = leg.own
    if leg.variables.needed("direction") == "outbound":
        call = _made_by(leg)
        pieces = tuple(_made(leg, call))
    else:
        pieces = (_caller(leg),)
    return Told(external_id=leg.own, linked_id=call, body=text, pieces=pieces)


def _made_by(leg: _Leg) -> str:
    """The id of the leg that called: the member of the queue whose agent it is, or the one that made it ring."""
    said = leg.variables.text("cc_member_session_uuid", LONGEST_ID)
    by = leg.caller
    return said or (by.text("uuid", LONGEST_ID) if by else "") or leg.variables.text("call_uuid", LONGEST_ID) or leg.own


def _caller(leg: _Leg) -> Piece:
    """Of the leg of the caller: what is known of the call as a whole."""
    first = leg.profile(-1)
    incoming = _from_outside(first)
    created, ended = leg.times("created_time"), leg.times("hangup_time")
    if not created:
        raise UnreadableError(Wrong.MISSING, "created_time")
    began_at, ended_at = min(created), max(ended, default=None)
    leg.variables.ordered(("created_time", began_at), ("hangup_time", ended_at))
    return Piece(
        call=leg.own,
        direction=Direction.INCOMING if incoming else Direction.INTERNAL,
        outside=first.number("caller_id_number") if incoming else "",
        line=first.number("destination_number") if incoming else "",
        queue=_queue(leg),
        extension="" if incoming else first.extension("caller_id_number"),
        began_at=began_at,
        ended_at=ended_at,
        ending=Ending.BUSY if incoming and leg.variables.text("hangup_cause", LONGEST_QUEUE) in BUSY else None,
    )


def _made(leg: _Leg, call: str) -> Iterator[Piece]:
    """Of a leg that was made to ring: the telephone, or somebody outside whom one of ours called."""
    created, answered, ended = leg.times("created_time"), leg.times("answered_time"), leg.times("hangup_time")
    if not created:
        raise UnreadableError(Wrong.MISSING, "created_time")
    rang_at, answered_at, ended_at = _rang(leg), min(answered, default=None), max(ended, default=None)
    leg.variables.ordered(
        ("created_time", min(created)),
        ("progress_time", rang_at),
        ("answered_time", answered_at),
        ("hangup_time", ended_at),
    )
    ending = _ending(leg, rang_at, answered_at)
    by = leg.caller
    if _to_outside(leg) and by is not None and not _from_outside(by):
        yield Piece(
            call=call,
            direction=Direction.OUTGOING,
            outside=leg.profile(-1).number("destination_number"),
            extension=by.extension("caller_id_number"),
            began_at=min(created),
            answered_at=answered_at,
            ended_at=ended_at,
            ending=ending,
        )
        return
    yield Piece(
        call=call,
        leg=leg.own,
        direction=_direction(by),
        queue=_queue(leg),
        extension=leg.variables.extension("dialed_user") or leg.profile(-1).extension("destination_number"),
        rang_at=rang_at,
        answered_at=answered_at,
        ended_at=ended_at,
        ending=ending,
    )


def _direction(by: Fields | None) -> Direction | None:
    """What the leg that called says of the call, should its own record be lost."""
    if by is None:
        return None
    return Direction.INCOMING if _from_outside(by) else Direction.INTERNAL


def _rang(leg: _Leg) -> datetime | None:
    """When the telephone began to ring. One that answers by itself rings at the instant of its answer."""
    answered = min(leg.times("answered_time"), default=None)
    if rings := leg.times("progress_time"):
        return min(rings)
    tones = min(leg.times("progress_media_time"), default=None)
    if tones is not None and answered is not None:
        return min(tones, answered)
    return tones or answered


def _ending(leg: _Leg, rang_at: datetime | None, answered_at: datetime | None) -> Ending:
    if answered_at is not None:
        return Ending.ANSWERED
    if leg.variables.text("hangup_cause", LONGEST_QUEUE) in BUSY:
        return Ending.BUSY
    return Ending.UNANSWERED if rang_at is not None else Ending.FAILED


def _queue(leg: _Leg) -> str:
    return leg.variables.text("cc_queue", LONGEST_QUEUE).partition("@")[0]


def _from_outside(profile: Fields) -> bool:
    return profile.text("context") == OUTSIDE or profile.text("chan_name", LONGEST_ID).startswith("sofia/external/")


def _to_outside(leg: _Leg) -> bool:
    gateway = leg.variables.text("sip_gateway_name", LONGEST_QUEUE)
    return bool(gateway) or leg.profile(-1).text("chan_name", LONGEST_ID).startswith("sofia/external/")


def _mapping(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = record.get(name)
    if not isinstance(found, Mapping):
        raise UnreadableError(Wrong.MISSING, name)
    return found
