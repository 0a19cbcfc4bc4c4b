"""Conversations, messages and texts for answers, for the tests and drills of all apps."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from jujiao.company.estates.models import Company, Estate, Person
from jujiao.notices.wechat.models import Account, Follower
from jujiao.service.conversations.models import Conversation, Direction, Message, Phrase, PhraseVersion, Way
from jujiao.testing.cast import NOW, Cast

MINUTE = timedelta(minutes=1)
TEXT = "{姓名}{时段问候}，我是{小区}客服{客服}。"


@dataclass(frozen=True)
class Maker:
    """Makes what belongs to the desk of one estate at one moment; `mark` stands in whatever has words."""

    estate: Estate
    now: datetime
    mark: str = ""

    def account(self, **more: Any) -> Account:
        tail = secrets.token_hex(8)
        given = {
            "company": self.estate.company,
            "estate": self.estate,
            "name": f"公众号 {tail[:6]}",
            "app_id": f"wx{tail}",
            "original_id": f"gh_{tail}",
            "path": secrets.token_urlsafe(16),
        }
        return Account.objects.create(**{**given, **more})

    def follower(self, account: Account | None = None, **more: Any) -> Follower:
        given = {"account": account or self.account(), "openid": secrets.token_hex(14), "first_at": self.now}
        return Follower.objects.create(**{**given, **more})

    def conversation(self, person: Person | None = None, **more: Any) -> Conversation:
        """One with a person, or with a stranger, that waits for an answer since a minute ago."""
        given: dict[str, Any] = {
            "estate": self.estate,
            "person": person,
            "follower": None if person else self.follower(),
            "way": Way.PAGES if person else Way.WECHAT,
            "seq": 1,
            "began_at": self.now - MINUTE,
            "waiting_since": self.now - MINUTE,
            "due_at": self.now + 9 * MINUTE,
            "last_at": self.now - MINUTE,
            "last_text": self.mark or "楼道灯不亮了",
        }
        made = Conversation.objects.create(**{**given, **more})
        self.message(made)
        return made

    def message(self, conversation: Conversation, text: str = "", **more: Any) -> Message:
        """One that the owner wrote a minute ago, unless `more` says otherwise."""
        given: dict[str, Any] = {
            "conversation": conversation,
            "round": conversation.round,
            "seq": conversation.seq,
            "direction": Direction.INCOMING,
            "text": text or self.mark or "楼道灯不亮了",
            "way": conversation.way,
            "at": self.now - MINUTE,
        }
        return Message.objects.create(**{**given, **more})


def phrase(
    company: Company, estate: Estate | None, text: str = TEXT, *, now: datetime = NOW, title: str = "", **more: Any
) -> Phrase:
    """A text for answers with its first version."""
    made = Phrase.objects.create(company=company, estate=estate, title=title or f"问候 {secrets.token_hex(3)}", **more)
    PhraseVersion.objects.create(phrase=made, number=1, text=text, published_at=now - timedelta(days=1))
    return made


def maker(cast: Cast) -> Maker:
    """Of the cast's own estate."""
    return Maker(cast.estate, NOW)


def a_phrase(cast: Cast) -> Phrase:
    """Of the cast's own estate."""
    return phrase(cast.company, cast.estate)


def a_conversation(cast: Cast) -> Conversation:
    """Of the resident with the cast's own estate; where there is one already, of a stranger."""
    there = Conversation.objects.filter(estate=cast.estate, person=cast.resident.person).exists()
    return maker(cast).conversation(None if there else cast.resident.person)
