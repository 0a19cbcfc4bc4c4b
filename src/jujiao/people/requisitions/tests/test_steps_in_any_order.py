"""Whatever steps are tried in whatever order: the rows hold, and the timeline says what they are."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record import timeline
from jujiao.people.requisitions import operations
from jujiao.people.requisitions.models import Headcount, HeadcountMove, Requisition
from jujiao.people.requisitions.proof.rows import Maker, maker
from jujiao.people.requisitions.steps import REQUISITION_STEPS
from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.people.headcount import clause_2_1_1_headcount
from jujiao.rules.people.requisition_steps import OWED, State
from jujiao.testing.cast import Cast

WHY = {"reason": "请写明原因"}
TRIED: Mapping[str, tuple[str, Callable[[Maker], dict[str, Any]]]] = {
    "answer": ("head_of_engineering", lambda make: {"positions": [make.wanted(post_id=make.post().pk)]}),
    "none": ("head_of_engineering", lambda _make: {"positions": [], "none": True}),
    "take_back": ("head_of_engineering", lambda _make: {}),
    "withdraw": ("head_of_engineering", lambda _make: WHY),
    "take_note": ("hr", lambda _make: {}),
    "accept": ("hr", lambda _make: {}),
    "send_back": ("hr", lambda _make: WHY),
    "company_sends_back": ("director", lambda _make: WHY),
    "approve": ("director", lambda _make: {}),
    "refuse": ("director", lambda _make: WHY),
}
VERBS = {"none": "answer", "company_sends_back": "send_back"}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tried=st.lists(st.sampled_from(sorted(TRIED)), max_size=14))
def test_the_timeline_replayed_is_the_row(cast: Cast, tried: Sequence[str]) -> None:
    make = maker(cast)
    case = make.answered()
    for name in tried:
        who, fields = TRIED[name]
        verb = VERBS.get(name, name)
        viewer, case = make.viewer(who), Requisition.objects.select_related("estate").get(pk=case.pk)
        possible = REQUISITION_STEPS.possible(verb, viewer, case)
        try:
            make.take(getattr(operations, verb), who, case, **fields(make))
        except UnableTo:
            assert not possible, name
        else:
            assert possible, name
    _checked(Requisition.objects.get(pk=case.pk))


def _checked(case: Requisition) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    entries = list(timeline.entries_of("requisition", case.pk).order_by("seq"))
    assert timeline.broken_at(entries) is None
    assert timeline.replay(entries) == timeline.plain(case.stored())
    promises = Promise.objects.filter(subject_kind="requisition", subject_id=case.pk, state=PromiseState.RUNNING)
    owed = OWED.get(State(case.state))
    assert [promise.kind for promise in promises] == ([owed] if owed else [])
    assert case.next_due_at == (promises[0].due_at if owed else None)
    moves = HeadcountMove.objects.values_list("kind", "number")
    seats = Headcount.objects.first()
    assert (seats.balance if seats else clause_2_1_1_headcount([])) == clause_2_1_1_headcount(moves)
