"""What goes on for one person lies over every page of theirs: its topic is theirs alone, quick, and rings nowhere."""

import asyncio
import json
from collections.abc import Iterator

import pytest

from jujiao.kernel.record import chapters
from jujiao.kernel.record.access import Role
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Slot, Topic
from jujiao.portal import hearing, navigation, pacing
from jujiao.portal.hearing import Hub, Listener, topics_of
from jujiao.portal.pacing import Paced
from jujiao.testing import virtual_time
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

HUMMING = Chapter(
    key="humming",
    slots=(Slot(topic="hum", page="portal:glance"),),
    topics=(Topic(name="stir", heard_by=Role.CLERK),),
)


@pytest.fixture(autouse=True)
def _humming(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A chapter that shows something to managers and their like while it hums."""
    before = chapters.chapters()
    for module in (hearing, navigation):
        monkeypatch.setattr(module, "chapters", lambda: (HUMMING, *before))
    made_once = [vars(navigation)[name] for name in ("_rings", "_quick")]
    for each in made_once:
        each.cache_clear()
    yield
    for each in made_once:
        each.cache_clear()


@pytest.mark.django_db
def test_its_topic_is_of_that_person_alone(cast: Cast, sign_in: SignIn) -> None:
    assert f"hum:{cast.manager.user.pk}" in topics_of(cast.manager.viewer)
    assert f"hum:{cast.manager.user.pk}" not in topics_of(cast.clerk.viewer)
    assert not any(topic.startswith("hum:") for topic in topics_of(cast.resident.viewer))
    assert f"stir:{cast.estate.pk}" in topics_of(cast.clerk.viewer)
    assert 'data-slot="hum"' in sign_in(cast.manager).get("/").text
    for who in (cast.clerk, cast.resident):  # whoever may not open its page has no place for it
        assert 'data-slot="hum"' not in sign_in(who).get("/", follow=True).text


@pytest.mark.django_db
def test_it_stirs_one_part_and_rings_nowhere(cast: Cast) -> None:
    said = navigation.live(cast.clerk.viewer)
    assert said is not None
    assert {"hum", "stir"} <= set(said["quick"].split())
    assert not {"hum", "stir"} & set(json.loads(said["rings"]))


def test_a_page_that_was_being_drawn_meanwhile_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        hub = Hub({})
        hub.tell("hum:7")
        hub.tell("estate:1")
        late, other = (Listener(frozenset({f"hum:{user}", "estate:1"})) for user in (7, 8))
        for listener in (late, other):
            hub.add(listener)
        assert await late.news(1) == {"hum:7"}
        assert await other.news(0.01) == set()
        monkeypatch.setattr(hearing, "LATELY", 0.0)
        later = Listener(frozenset({"hum:7"}))
        hub.add(later)
        assert await later.news(0.01) == set()

    asyncio.run(story())


def test_its_words_wait_less_than_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "PACE", 10)
    monkeypatch.setattr(pacing, "QUICK", 2)
    told: list[tuple[float, list[str]]] = []

    async def story() -> None:
        loop = asyncio.get_running_loop()
        paced = Paced(lambda words: told.append((loop.time(), sorted(words))), {"hum"})
        for topic in ("hum:7", "estate:1", "hum:7", "estate:1"):
            paced.say(topic)
        await asyncio.sleep(20)

    virtual_time.run(story())
    assert told == [(0, ["hum:7"]), (0, ["estate:1"]), (2, ["hum:7"]), (10, ["estate:1"])]


def test_two_chapters_do_not_share_a_topic() -> None:
    names = list(chapters._names(HUMMING))
    assert ("topic", "hum") in names
    assert ("topic", "stir") in names
