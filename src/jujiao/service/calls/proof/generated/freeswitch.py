"""A call as FreeSWITCH tells of it: one post for each leg, when that is over; microseconds."""

from collections.abc import Iterator
from datetime import datetime
from random import Random
from uuid import UUID

from jujiao.service.calls.proof.exchanges.freeswitch import caller, post, telephone
from jujiao.service.calls.proof.generated.courses import Course, Try

CAUSES = {"ANSWERED": "NORMAL_CLEARING", "NO ANSWER": "ORIGINATOR_CANCEL", "BUSY": "USER_BUSY"}


def messages(call: Course, chance: Random) -> Iterator[tuple[datetime, bytes]]:
    """When each is told, and what."""
    own = _uuid(chance)
    outside = call.direction == "incoming"
    shared = {
        "number": call.outside if outside else "816",
        "context": "public" if outside else "default",
        **({"cc_queue": f"{call.queue}@default"} if call.queue else {}),
    }
    yield call.at(call.ends), post(caller(own, call.came, call.at(call.ends), answered=call.came, **shared))
    for each in call.tries:
        yield call.at(each.ended), post(_of(call, each, own, _uuid(chance), shared))


def _of(call: Course, tried: Try, by: str, own: str, shared: dict[str, str]) -> dict[str, object]:
    gateway = {"sip_gateway_name": "ims"} if call.direction == "outgoing" else {}
    return telephone(
        own, by, call.outside if gateway else tried.extension, call.at(tried.rang), call.at(tried.ended),
        rang=None if tried.ending == "BUSY" else call.at(tried.rang),
        answered=None if tried.answered is None else call.at(tried.answered),
        cause=CAUSES[tried.ending], **shared, **gateway,
    )  # fmt: skip


def _uuid(chance: Random) -> str:
    return str(UUID(int=chance.getrandbits(128)))
