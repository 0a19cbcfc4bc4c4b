"""What exchanges tell of a call says the same of three rings in any order and however often; nothing is kept here."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from jujiao.rules.service.calls.piece import Piece, folded
from jujiao.rules.service.calls.ringing import Ringing, clause_3_1_2_ring
from jujiao.service.calls.proof.generated.courses import DESK, course
from jujiao.service.calls.proof.generated.delivery import TELLERS
from jujiao.service.calls.sources.readers import READERS

FIRST = datetime(2026, 2, 27, 15, 0, tzinfo=UTC)
READ_AT = FIRST + timedelta(days=30)
LIMIT = timedelta(seconds=15)


def told(vendor: str, seed: int) -> list[list[Piece]]:
    """What each record says of one call, which happened by chance."""
    chance = Random(seed)
    bodies = [body for _at, body in TELLERS[vendor](course(seed, FIRST, 3, chance), chance)]
    return [[*one.pieces] for body in bodies for one in READERS[vendor].read(body, READ_AT).told]


def said(records: Sequence[Sequence[Piece]], split: int = 0) -> Ringing:
    """What these say, the first so many folded before the rest comes."""
    before = folded(piece for record in records[:split] for piece in record)
    rest = [piece for record in records[split:] for piece in record]
    return clause_3_1_2_ring(folded([*before.values(), *rest]).values(), DESK, LIMIT, settled=True)


@given(st.sampled_from([*TELLERS]), st.integers(0, 10**6), st.data())
def test_order_and_repetition_change_nothing(vendor: str, seed: int, data: st.DataObject) -> None:
    records = told(vendor, seed)
    assert len({piece.call for record in records for piece in record}) == 1
    again = data.draw(st.lists(st.sampled_from(records), max_size=4))
    shuffled = data.draw(st.permutations([*records, *again]))
    split = data.draw(st.integers(0, len(shuffled)))
    assert said(shuffled, split) == said(records)
