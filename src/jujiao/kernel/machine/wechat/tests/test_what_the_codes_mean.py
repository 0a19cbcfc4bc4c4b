"""Each return code of the platform has one line: what it means, who hears of it, what comes next."""

import pytest
from django.utils import translation

from jujiao.kernel.machine.messaging.port import Refused
from jujiao.kernel.machine.wechat import codes
from jujiao.kernel.machine.wechat.codes import OUTCOMES, Hears, Then, outcome_of

TABLE = """
-1     nobody          again
40001  administration  renew
40003  writer          unfollowed
40004  writer          next_way
40005  writer          next_way
40006  writer          next_way
40007  writer          next_way
40008  writer          next_way
40009  writer          next_way
40010  writer          next_way
40011  writer          next_way
40012  writer          next_way
40013  administration  next_way
40014  administration  renew
40036  administration  next_way
40037  administration  next_way
40125  administration  next_way
40164  administration  next_way
41030  administration  next_way
42001  administration  renew
43004  writer          unfollowed
43019  writer          refuses
43101  writer          declines
45002  writer          next_way
45009  administration  again
45011  nobody          again
45015  writer          next_way
45047  writer          next_way
47003  administration  next_way
48001  administration  switch_off
48002  writer          refuses
48004  administration  switch_off
"""


def test_each_code_has_its_line() -> None:
    assert {code: (outcome.hears, outcome.then) for code, outcome in OUTCOMES.items()} == {
        code: (Hears(hears), Then(then)) for code, hears, then in map(str.split, TABLE.strip().splitlines())
    }


def test_what_we_do_not_know_goes_on_by_the_next_way_and_is_heard_of() -> None:
    for code in ("", "0", "99999"):
        assert outcome_of(code) is codes.OTHER
    assert (codes.OTHER.hears, codes.OTHER.then) == (Hears.ADMINISTRATION, Then.NEXT_WAY)


def test_who_is_to_come_again_is_told_when() -> None:
    assert {code for code, outcome in OUTCOMES.items() if (outcome.then is Then.AGAIN) != bool(outcome.rest)} == set()


def test_each_meaning_is_a_sentence_of_its_own_in_both_languages() -> None:
    outcomes = {*OUTCOMES.values(), codes.OTHER}
    said = {}
    for language in ("en", "zh-hans"):
        with translation.override(language):
            said[language] = {str(outcome.sentence) for outcome in outcomes}
    assert len(said["en"]) == len(said["zh-hans"]) == len(outcomes) == 16
    assert all(sentence.endswith(".") for sentence in said["en"])
    assert all(sentence.endswith("。") for sentence in said["zh-hans"])


@pytest.mark.parametrize(("code", "again"), [("-1", True), ("45011", True), ("40001", False), ("45015", False)])
def test_the_port_hears_whether_to_come_again(code: str, again: bool) -> None:
    found = outcome_of(code).refused(code)
    assert found == Refused(code, str(outcome_of(code).sentence), again=again, rest=outcome_of(code).rest)
