"""What stands in the addresses of the inbox, of texts for answers, and of the owner's own pages."""

from collections.abc import Mapping
from typing import Any

from jujiao.service.conversations.proof.rows import a_conversation, a_phrase, maker
from jujiao.testing.proofs import List, Sample, Scene


def _conversation(scene: Scene) -> dict[str, Any]:
    return {"conversation_id": a_conversation(scene.cast).pk}


def _phrase(scene: Scene) -> dict[str, Any]:
    return {"phrase_id": a_phrase(scene.cast).pk}


def _own(scene: Scene) -> dict[str, Any]:
    """Their own with the estate of the cast, where they are a person on record."""
    person = scene.member.lives_as or scene.cast.resident.person
    there = person.conversations.filter(estate=scene.cast.estate).first()
    return {"conversation_id": (there or maker(scene.cast).conversation(person)).pk}


def _estate(scene: Scene) -> dict[str, Any]:
    return {"estate_id": scene.cast.estate.pk}


SAMPLES: Mapping[str, Sample] = {
    **dict.fromkeys(
        [
            "conversations:answer",
            "conversations:conversation",
            "conversations:end",
            "conversations:give_back",
            "conversations:note",
            "conversations:take",
            "conversations:typing",
        ],
        _conversation,
    ),
    **dict.fromkeys(["conversations:phrase", "conversations:publish_phrase", "conversations:withdraw_phrase"], _phrase),
    "conversations_owner:begin": _estate,
    "conversations_owner:conversation": _own,
    "conversations_owner:send": _estate,
}
OWN = frozenset({"conversations_owner:conversation"})
LISTS = {"conversations:inbox": List("clerk", a_conversation), "conversations:phrases": List("clerk", a_phrase)}
