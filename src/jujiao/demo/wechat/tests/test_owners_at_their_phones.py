"""A WeChat of our own does as the real one: what owners do arrives in safe mode, and what may be sent is bounded."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jujiao.demo.wechat.followers import Follower
from jujiao.demo.wechat.owners import OUT_OF_ORDER, Owners
from jujiao.demo.wechat.platform import Platform
from jujiao.demo.wechat.serving import serving
from jujiao.kernel.machine.wechat import kinds, reading
from jujiao.kernel.machine.wechat.envelope import Envelope, key_of
from jujiao.kernel.machine.wechat.kinds import Read
from jujiao.kernel.machine.wechat.replying import SUCCESS, text_reply
from jujiao.rules.wechat import Act, left

NOW = datetime(2026, 3, 11, 2, 0, tzinfo=UTC)
ENVELOPE = Envelope(app_id="wx0123", token="t", keys=[key_of("a" * 43)])
OPENID, GH = "oOwner", "gh_1"

type Answers = Callable[[Read], tuple[int, str]]


class Callback:
    """The account's address: opens, reads, keeps, and answers as it is told."""

    def __init__(self) -> None:
        self.read: list[Read] = []
        self.answers: Answers = lambda _read: (200, SUCCESS)

    def __call__(self, query: str, body: bytes) -> tuple[int, str]:
        self.read.append(reading.read(ENVELOPE.opened(body, dict(parse_qsl(query)), now=NOW)))
        return self.answers(self.read[-1])


@pytest.fixture
def callback() -> Callback:
    return Callback()


@pytest.fixture
def platform() -> Platform:
    return Platform("wx0123", "secret", now=lambda: NOW)


@pytest.fixture
def owners(platform: Platform, callback: Callback) -> Owners:
    return Owners(platform, ENVELOPE, GH, callback)


def test_whatever_an_owner_does_arrives(owners: Owners, platform: Platform, callback: Callback) -> None:
    platform.scenes = {"once": NOW + timedelta(minutes=1), "over": NOW}
    platform.results, platform.notices_sent = [(OPENID, "1", "success")], [(OPENID, "N", "2")]
    owners.follows(OPENID, "once")
    owners.writes(OPENID, "a]]>b <电梯>")
    owners.shows(OPENID, b"jpg")
    owners.speaks(OPENID, b"amr")
    owners.films(OPENID, b"mp4")
    owners.is_at(OPENID, 31.2, 121.4, "人民广场")
    owners.scans(OPENID, "once")
    owners.scans(OPENID, "over")
    owners.clicks(OPENID, "REPAIR")
    owners.chooses(OPENID, {"N": True, "M": False})
    owners.declines(OPENID, "N")
    owners.tell_results()
    owners.unfollows(OPENID)
    assert [type(each) for each in callback.read] == [
        kinds.Followed,
        kinds.Text,
        kinds.Image,
        kinds.Voice,
        kinds.Video,
        kinds.Location,
        kinds.Scanned,
        kinds.Clicked,
        kinds.Chosen,
        kinds.Chosen,
        kinds.TemplateResult,
        kinds.NoticesSent,
        kinds.Unfollowed,
    ]
    followed, written = callback.read[:2]
    assert isinstance(followed, kinds.Followed)
    assert isinstance(written, kinds.Text)
    assert (followed.scene, written.content) == ("once", "a]]>b <电梯>")
    assert len({each.key for each in callback.read}) == len(callback.read)
    assert platform.follower(OPENID).read == []


def test_what_is_not_answered_comes_again_and_counts_once(owners: Owners, callback: Callback) -> None:
    answers = [(500, ""), (404, ""), (200, SUCCESS)]
    callback.answers = lambda _read: answers.pop(0)
    owners.writes(OPENID, "x")
    assert len(callback.read) == 3
    assert len({each.key for each in callback.read}) == 1


@pytest.mark.parametrize("answer", [(500, ""), (200, '{"errcode": 0}'), (200, "<html>")])
def test_an_owner_reads_that_the_account_is_out_of_order(
    owners: Owners, platform: Platform, callback: Callback, answer: tuple[int, str]
) -> None:
    callback.answers = lambda _read: answer
    owners.writes(OPENID, "x")
    assert platform.follower(OPENID).read == [OUT_OF_ORDER]


def test_what_is_answered_at_once_is_read_and_uses_nothing_up(
    owners: Owners, platform: Platform, callback: Callback
) -> None:
    reply = text_reply(to=OPENID, sender=GH, text="收到，a]]>b", at=NOW)
    callback.answers = lambda _read: (200, ENVELOPE.closed(reply, nonce="1", at=NOW))
    owners.writes(OPENID, "x")
    assert platform.follower(OPENID).read == ["收到，a]]>b"]
    written = platform.follower(OPENID).written
    assert written
    assert written.left == 5


def test_the_address_is_asked_before_anything_is_posted(owners: Owners) -> None:
    query, echo = owners.greets()
    assert ENVELOPE.greeted(dict(parse_qsl(query)), now=NOW) == echo


def test_it_answers_on_the_loopback_and_stops_though_somebody_waits(platform: Platform) -> None:
    with serving(platform):
        asked = {"appid": "wx0123", "secret": "secret"}
        assert httpx.post(f"{platform.url}/cgi-bin/stable_token", json=asked).json()["expires_in"] == 7200
        assert httpx.get(f"{platform.url}/cgi-bin/none").json()["errcode"] == 41001
        platform.delay["media/get"] = 3600
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{platform.url}/cgi-bin/media/get", timeout=0.05)
    assert platform.asked == {"stable_token": 1, "none": 1, "media/get": 1}


STEPS = st.lists(st.tuples(st.sampled_from(["wrote", "clicked", "send"]), st.integers(0, 90_000)), max_size=40)


@given(STEPS)
def test_the_rule_never_promises_more_than_the_platform_takes(steps: list[tuple[str, int]]) -> None:
    """What we count beside the messages and what the platform counts itself are two programs, and one figure."""
    follower, acts, sent, at = Follower(OPENID), list[tuple[Act, datetime]](), list[datetime](), NOW
    for step, seconds in steps:
        at += timedelta(seconds=seconds % 200 if seconds % 3 else seconds)
        if step == "wrote":
            follower.wrote(at)
            acts.append((Act.WROTE, at))
        elif step == "clicked":
            follower.touches(at)
            acts.append((Act.CLICKED, at))
        else:
            promised = left(acts, sent, at).messages
            taken = follower.refusal(at) == 0
            assert taken == (promised > 0)
            if taken:
                sent.append(at)
        at += timedelta(microseconds=1)
