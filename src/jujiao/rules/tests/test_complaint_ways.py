"""On which ways a complaint comes, and on which its owner hears of it."""

import pytest

from jujiao.rules.service.complaint_ways import (
    Way,
    clause_3_2_1_came_by,
    clause_3_2_2_told_later,
    clause_3_2_2_ways,
    clause_3_2_3_asked_by,
)
from jujiao.service.complaints.models import Channel

WORDS = {Way.PHONE: "p", Way.WALK_IN: "w", Way.WECHAT: "c", Way.SMS: "s", Way.ONLINE: "o", Way.POSTED: "n"}


def test_clause_3_2_1_came_by() -> None:
    spoken = {Way.PHONE, Way.WALK_IN, Way.WECHAT, Way.SMS}
    assert set(clause_3_2_1_came_by(by_staff=True)) == {*spoken, Way.ONLINE, Way.API}
    assert set(clause_3_2_1_came_by(by_staff=False)) == {Way.ONLINE, Way.API}


def test_clause_3_2_2_told_later() -> None:
    assert {way for way in Way if clause_3_2_2_told_later(way)} == {Way.SMS}


@pytest.mark.parametrize(
    ("phone", "contactable", "account", "ways"),
    [
        ("13800000101", True, True, "pwcso"),
        ("13800000101", True, False, "pwcs"),
        ("0571-88886666", True, False, "pwc"),
        ("+85291234567", True, False, "pwcs"),
        ("", True, False, "wc"),
        ("", True, True, "wco"),
        ("", False, False, "n"),
    ],
)
def test_clause_3_2_2_ways(phone: str, contactable: bool, account: bool, ways: str) -> None:
    assert "".join(WORDS[way] for way in clause_3_2_2_ways(phone, contactable=contactable, account=account)) == ways


@pytest.mark.parametrize(
    ("came_by", "account", "ways"),
    [
        (Way.WECHAT, True, "cpwso"),
        (Way.ONLINE, True, "opwcs"),
        (Way.ONLINE, False, "pwcs"),
        (Way.WALK_IN, True, "pwcso"),
        (Way.API, True, "pwcso"),
    ],
)
def test_the_owners_own_way_stands_first(came_by: Way, account: bool, ways: str) -> None:
    found = clause_3_2_2_ways("13800000101", contactable=True, account=account, came_by=came_by)
    assert "".join(WORDS[way] for way in found) == ways


def test_clause_3_2_3_asked_by() -> None:
    assert clause_3_2_3_asked_by((Way.PHONE, Way.ONLINE)) == (Way.PHONE,)
    assert clause_3_2_3_asked_by((Way.POSTED,)) == ()


def test_each_way_is_a_channel() -> None:
    assert {way.value for way in Way} == set(Channel.values)
