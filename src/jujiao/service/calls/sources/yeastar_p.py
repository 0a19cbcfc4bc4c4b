"""Yeastar P series: events over HTTP. 30011 tells the states of a call, 30012 its end; `msg` is JSON, often as text."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from jujiao.service.calls.sources.fields import LONGEST_ID, Fields, canonical, digest, each, parsed, parsed_text
from jujiao.service.calls.sources.told import Reading, Told, UnreadableError, Wrong
from jujiao.service.calls.sources.yeastar import Spelling, record, states

STATES: Final = "30011"
END: Final = "30012"
SPELLING: Final = Spelling(
    call="call_id",
    extension="extension",
    channel="channel_id",
    status="member_status",
    path="call_path",
    began="time_start",
    caller="call_from",
    called="call_to",
    line="did_number",
    whole="call_duration",
    talk="talk_duration",
    agent_ring="agent_ring_time",
    groups=("63", "64"),
)


def read(body: bytes, now: datetime) -> Reading:
    """One event; of those about calls alone anything is told."""
    found = parsed(body)
    return each(found if isinstance(found, list) else [found], partial(_event, now=now))


def _event(event: Mapping[str, Any], now: datetime) -> Told | None:
    kind = Fields(event, now).needed("type")
    if kind not in {STATES, END}:
        return None
    told = event.get("msg")
    told = parsed_text(told) if isinstance(told, str) else told
    if not isinstance(told, Mapping):
        raise UnreadableError(Wrong.MISSING, "msg")
    # What stands in `msg` as text may hold signs that no text has, though the text itself has none of them.
    fields, text, said = Fields(told, now), canonical(event), canonical(told)
    pieces = states(SPELLING, fields) if kind == STATES else record(SPELLING, fields)
    own = fields.text("uid", LONGEST_ID) if kind == END else ""
    return Told(
        external_id=own or digest(f"{kind} {said}"),
        linked_id=fields.needed(SPELLING.call),
        body=text,
        pieces=pieces,
    )
