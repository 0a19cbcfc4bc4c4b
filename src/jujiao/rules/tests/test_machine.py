"""The state machine's type, on a machine of the tests alone."""

from enum import StrEnum

import pytest

from jujiao.rules.errors import RuleBroken
from jujiao.rules.machine import Ending, Machine, Move


class Tea(StrEnum):
    LEAVES = "leaves"
    BREWED = "brewed"
    DRUNK = "drunk"


MACHINE = Machine(
    Tea,
    (
        Move("brew", "3.2.1", frozenset({Tea.LEAVES, Tea.BREWED}), Tea.BREWED, {"tea.brew": Ending.MET}),
        Move("smell", "3.2.2", frozenset({Tea.BREWED})),
        Move("drink", "3.2.3", frozenset({Tea.BREWED}), Tea.DRUNK),
    ),
    moved_on="The tea is gone.",
)


def test_a_move_leads_on_or_keeps_the_state() -> None:
    assert MACHINE.after(Tea.LEAVES, "brew") is Tea.BREWED
    assert MACHINE.after("brewed", "smell") is Tea.BREWED
    assert MACHINE["brew"].ends == {"tea.brew": Ending.MET}
    assert MACHINE["smell"].ends == {}


def test_what_is_possible_in_each_state() -> None:
    assert [MACHINE.verbs(state) for state in Tea] == [("brew",), ("brew", "smell", "drink"), ()]
    assert MACHINE.allowed("brewed", "drink")
    assert not MACHINE.allowed(Tea.DRUNK, "drink")


def test_what_is_not_possible_is_refused_in_the_machines_own_words() -> None:
    with pytest.raises(RuleBroken, match="The tea is gone") as refused:
        MACHINE.after("drunk", "smell")
    assert (refused.value.clause, refused.value.code) == ("3.2.2", "step_not_allowed")
    assert refused.value.params == {"state": "drunk", "verb": "smell"}
    with pytest.raises(KeyError):
        MACHINE.allowed("leaves", "spill")


def test_the_database_is_told_of_every_change_of_state() -> None:
    assert MACHINE.transitions == {(Tea.LEAVES, Tea.BREWED), (Tea.BREWED, Tea.DRUNK)}
