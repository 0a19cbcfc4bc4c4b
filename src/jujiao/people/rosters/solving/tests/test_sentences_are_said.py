"""Sentences in the reader's language, with names and days in words."""

from datetime import datetime

from django.utils.translation import override

from jujiao.people.rosters.solving.proof.rosters import FIRST, at, duty, problem
from jujiao.people.rosters.solving.words import said
from jujiao.rules.people.rostering.breaches import breaches
from jujiao.rules.people.rostering.counting import shortages
from jujiao.rules.people.rostering.dropped import dropped
from jujiao.rules.people.rostering.hours import terms_of
from jujiao.rules.people.rostering.law import Rule
from jujiao.rules.people.rostering.problem import Need, Person

NOW: datetime = at(FIRST, 9)
NAMES = {"people": {1: "王芳"}, "posts": {1: "前台", 2: "东门岗"}}
NEEDS = (Need(1, duty(FIRST, 8, 8)), Need(2, duty(FIRST, 8, 8)), Need(1, duty(FIRST, 20, 8)))


def test_what_counting_finds() -> None:
    short = problem(NEEDS, (Person(1, frozenset({0, 1, 2})),), days=1)
    with override("zh-hans"):
        assert said(shortages(short)[0], NOW, **NAMES) == "3月2日有 3 个班（前台、东门岗），可排的只有 1 人。"


def test_a_breach_inside_a_sentence() -> None:
    fixed = problem(NEEDS, (Person(1, frozenset({0, 2}), fixed=frozenset({0, 2})),), days=1)
    sentences = [said(one, NOW, **NAMES) for one in shortages(fixed)]
    with override("zh-hans"):
        chinese = [said(one, NOW, **NAMES) for one in shortages(fixed)]
    assert "What is fixed for 王芳 breaks a rule: 4 h of rest" in sentences[0]
    assert chinese[0].startswith("王芳的固定班次不合规定：")
    assert "只休息 4 小时，至少要休息 11 小时。" in chinese[0]


def test_a_breach_alone_and_a_rule_left_out() -> None:
    (breach,) = breaches(
        [duty(FIRST, 8, 8), duty(FIRST, 20, 8)], terms_of(problem(NEEDS, (), days=1), Person(1, frozenset()))
    )
    (left_out,) = dropped([frozenset({Rule.WEEK})], ended=True)
    with override("zh-hans"):
        assert said(breach, NOW) == "3月2日 20:00的班之前只休息 4 小时，至少要休息 11 小时。"
        assert said(left_out, NOW) == "不考虑这一条就能排出来：每周休息一天。"
