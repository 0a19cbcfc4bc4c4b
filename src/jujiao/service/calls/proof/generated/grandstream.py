"""A call as a Grandstream UCM tells of it: flat rows, each by itself, or one nest; local time to the second."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

from jujiao.service.calls.proof.exchanges.grandstream import nest, push, row
from jujiao.service.calls.proof.generated.courses import Course, Try


def messages(call: Course, chance: Random) -> Iterator[tuple[datetime, bytes]]:
    """When each is told, and what."""
    session = f"{call.came.timestamp():.0f}-{call.number}"
    way = _way(call)
    main = row(
        call.number * 10, session, call.came, call.at(call.ends), answer=call.came, extension="",
        action=f"QUEUE[{call.queue}]" if call.queue else "IVR", **way,
    )  # fmt: skip
    rows = [_of(call, each, place, session, way) for place, each in enumerate(call.tries, 1)]
    told = call.at(call.ends)
    if chance.random() < 0.5:
        yield told, push(nest(main, *rows))
        return
    yield told, push(main)
    for each in rows:
        yield told, push(each)


def _of(call: Course, tried: Try, place: int, session: str, way: dict[str, str]) -> dict[str, str]:
    outside = {**way, "dst": tried.extension} if call.direction == "incoming" else way
    return row(
        call.number * 10 + place, session, call.at(tried.rang), call.at(tried.ended),
        answer=None if tried.answered is None else call.at(tried.answered), disposition=tried.ending,
        extension="" if call.direction == "outgoing" else tried.extension,
        action=f"QUEUE[{call.queue}]" if call.queue else "DIAL", **outside,
    )  # fmt: skip


def _way(call: Course) -> dict[str, str]:
    if call.direction == "incoming":
        return {"userfield": "Inbound", "src": call.outside, "dst": call.queue or "88886616"}
    if call.direction == "internal":
        return {"userfield": "Internal", "src": "816", "dst": "801", "src_trunk_name": ""}
    trunks = {"src_trunk_name": "", "dst_trunk_name": "IMS_1"}
    return {"userfield": "Outbound", "src": "801", "dst": call.outside, **trunks}
