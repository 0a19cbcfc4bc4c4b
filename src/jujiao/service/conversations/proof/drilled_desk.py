"""What the drills ask of texts for answers, and of owners who write: steps that can be taken once, and files."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from jujiao.service.conversations.models import Phrase
from jujiao.service.conversations.proof.rows import phrase
from jujiao.testing.cast import Cast
from jujiao.testing.drilled import Acting, Once, Upload

WRITERS = ("manager", "director", "manager", "director")


def once(acting: Acting) -> Iterator[Once]:
    """A version is published once, a text withdrawn once: four ask, one is taken."""
    estate = acting.estate

    def page(name: str) -> Callable[[Any], str]:
        return lambda row: reverse(name, args=[row.pk])

    def row() -> Phrase:
        return phrase(estate.company, estate, now=acting.now)

    def wording(row: Phrase) -> dict[str, Any]:
        return {"title": row.title, "short": "", "text": f"{{小区}}您好，第 {row.version} 版"}

    def nothing(_row: Phrase) -> dict[str, Any]:
        return {}

    said: dict[str, Any] = {"subject": "canned_text", "row": row, "who": WRITERS}
    yield Once(verb="publish_phrase", path=page("conversations:publish_phrase"), fields=wording, **said)
    yield Once(verb="withdraw_phrase", path=page("conversations:withdraw_phrase"), fields=nothing, **said)


def uploads(cast: Cast) -> Iterator[Upload]:
    """Photos that an owner sends along with a message."""
    yield Upload(
        address="conversations_owner:send",
        by="resident",
        url=reverse("conversations_owner:send", args=[cast.estate.pk]),
        field="attachments",
        form=lambda number: {"text": f"第 {number} 条留言"},
    )
