"""A table (CSV) of calls that somebody saved from an exchange: one row for each telephone that rang, with a heading.

The heading may be in English or Chinese, its columns in any order, and others beside them. UTF-8, or GBK as Excel saves
it. Times have seconds: a table that was saved without them says nothing of a ring, and is refused."""

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Final

from jujiao.rules.service.calls.piece import Direction, Ending, Piece
from jujiao.service.calls.sources.fields import LONGEST_QUEUE, Fields, canonical, decoded, digest, each
from jujiao.service.calls.sources.told import Reading, Told, UnreadableError, Wrong

COLUMNS: Final = {
    "call": ("call", "call id", "callid", "linkedid", "通话编号", "通话id", "话单编号"),
    "type": ("type", "direction", "呼叫类型", "类型", "方向"),
    "from": ("from", "caller", "src", "主叫", "主叫号码", "来电号码"),
    "to": ("to", "called", "did", "dst", "被叫", "被叫号码"),
    "queue": ("queue", "ring group", "队列", "响铃组", "振铃组"),
    "extension": ("extension", "ext", "分机", "分机号"),
    "came": ("came", "start", "began", "来电时间", "开始时间", "呼叫时间"),
    "rang": ("rang", "ring", "ringing", "振铃时间", "响铃时间", "开始振铃"),
    "answered": ("answered", "answer", "接听时间", "应答时间"),
    "ended": ("ended", "end", "结束时间", "挂断时间"),
    "status": ("status", "disposition", "状态", "接听状态"),
}
"""What a column may be called."""
NEEDED: Final = ("call", "from", "extension", "came", "ended")
DIRECTIONS: Final = {
    **dict.fromkeys(("", "in", "incoming", "inbound", "呼入", "来电"), Direction.INCOMING),
    **dict.fromkeys(("out", "outgoing", "outbound", "呼出", "去电"), Direction.OUTGOING),
    **dict.fromkeys(("internal", "内部", "内线"), Direction.INTERNAL),
}
BUSY: Final = {"busy", "忙", "忙线", "占线"}
FAILED: Final = {"failed", "失败", "不可用"}


def read(body: bytes, now: datetime) -> Reading:
    """All rows of a table."""
    try:
        rows = list(csv.reader(io.StringIO(_text(body), newline=""), strict=False))
    except csv.Error:
        raise UnreadableError(Wrong.LENGTH) from None
    if not rows:
        raise UnreadableError(Wrong.FORM)
    heading = _heading(rows[0])
    records = [
        {name: row[place] if place < len(row) else "" for name, place in heading.items()}
        for row in rows[1:]
        if any(cell.strip() for cell in row)
    ]
    return each(records, partial(_row, now=now))


def _text(body: bytes) -> str:
    try:
        text = decoded(body)
    except UnreadableError:
        try:
            text = body.decode("gbk")
        except UnicodeDecodeError:
            raise UnreadableError(Wrong.CHARSET) from None
    if "\x00" in text:
        raise UnreadableError(Wrong.CHARSET)
    return text


def _heading(cells: list[str]) -> dict[str, int]:
    """Where each column stands."""
    named = {cell.strip().casefold(): place for place, cell in enumerate(cells)}
    found = {name: named[word] for name, words in COLUMNS.items() for word in words if word in named}
    for name in NEEDED:
        if name not in found:
            raise UnreadableError(Wrong.MISSING, name)
    return found


def _row(row: Mapping[str, str], now: datetime) -> Told:
    fields = Fields(row, now)
    call, text = fields.needed("call"), canonical(row)
    direction = DIRECTIONS.get(fields.text("type").casefold())
    if direction is None:
        raise UnreadableError(Wrong.FORM, "type")
    came, rang, answered, ended = (fields.local(name) for name in ("came", "rang", "answered", "ended"))
    if came is None or ended is None:
        raise UnreadableError(Wrong.MISSING, "came" if came is None else "ended")
    fields.ordered(("came", came), ("rang", rang), ("answered", answered), ("ended", ended))
    outgoing = direction is Direction.OUTGOING
    extension, ending = fields.extension("extension"), _ending(fields, answered)
    about = Piece(
        call=call,
        direction=direction,
        outside="" if direction is Direction.INTERNAL else fields.number("to" if outgoing else "from"),
        line=fields.number("from" if outgoing else "to"),
        queue=fields.text("queue", LONGEST_QUEUE),
        extension=extension if outgoing else "",
        began_at=came,
        answered_at=answered if outgoing else None,
        ended_at=ended,
        ending=ending if outgoing or ending is Ending.BUSY else None,
    )
    leg = Piece(
        call=call,
        leg=f"{extension}@{(rang or came).isoformat()}",
        queue=fields.text("queue", LONGEST_QUEUE),
        extension=extension,
        rang_at=rang,
        answered_at=answered,
        ended_at=ended,
        ending=ending,
        bound_seconds=None if rang else Decimal(round(((answered or ended) - came).total_seconds())),
    )
    pieces = (about,) if outgoing or not extension else (about, leg)
    return Told(external_id=digest(text), linked_id=call, body=text, pieces=pieces)


def _ending(fields: Fields, answered: datetime | None) -> Ending:
    said = fields.text("status").casefold()
    if answered is not None:
        return Ending.ANSWERED
    if said in BUSY:
        return Ending.BUSY
    return Ending.FAILED if said in FAILED else Ending.UNANSWERED
