"""What the operations of calls are sent."""

from collections.abc import Mapping
from datetime import timedelta

from jujiao.testing.cast import NOW
from jujiao.testing.proofs import Call

BEGAN = NOW - timedelta(minutes=3)
CALLS: Mapping[str, Call] = {
    "call_type_in": Call(
        body={"estate": "YX", "began_at": BEGAN.isoformat(), "answered": True, "number": "13900139000"}, seen=False
    ),
}
