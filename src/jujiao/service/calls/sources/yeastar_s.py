"""Yeastar S series and Cloud: events over HTTP in a spelling of their own, all values texts.

`CallStatus` tells the states of a call, `NewCdr` its end, with `callduraction` and `talkduraction`."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final

from jujiao.service.calls.sources.fields import LONGEST_ID, Fields, canonical, digest, each, parsed
from jujiao.service.calls.sources.told import Reading, Told
from jujiao.service.calls.sources.yeastar import Spelling, record, states

STATES: Final = "CallStatus"
END: Final = "NewCdr"
SPELLING: Final = Spelling(
    call="callid",
    extension="ext",
    channel="channelid",
    status="memberstatus",
    path="callpath",
    began="timestart",
    caller="callfrom",
    called="callto",
    line="didnumber",
    whole="callduraction",
    talk="talkduraction",
    agent_ring="agentringtime",
    groups=("62", "67"),
)


def read(body: bytes, now: datetime) -> Reading:
    """One event; of those about calls alone anything is told. Older firmware names it `action`, newer `event`."""
    found = parsed(body)
    return each(found if isinstance(found, list) else [found], partial(_event, now=now))


def _event(event: Mapping[str, Any], now: datetime) -> Told | None:
    fields = Fields(event, now)
    kind = fields.text("event") or fields.needed("action")
    if kind not in {STATES, END}:
        return None
    text = canonical(event)
    pieces = states(SPELLING, fields) if kind == STATES else record(SPELLING, fields)
    return Told(
        external_id=(fields.text("cdrid", LONGEST_ID) if kind == END else "") or digest(text),
        linked_id=fields.needed(SPELLING.call),
        body=text,
        pieces=pieces,
    )
