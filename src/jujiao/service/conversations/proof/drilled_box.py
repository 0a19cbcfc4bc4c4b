"""What the drills ask of conversations: who answers, takes, gives back and ends at the same moment as others."""

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse

from jujiao.company.staff.models import Employee
from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.proof.rows import Maker
from jujiao.testing.drilled import Acting, Once

CLERKS = ("clerk", "clerk2", "manager", "clerk2")


def once(acting: Acting) -> Iterator[Once]:
    """Four answer, take, give back or end a conversation as they see it now: one is taken."""
    make = Maker(acting.estate, acting.now)
    clerk = Employee.objects.get(pk=acting.viewer("clerk").employee_id or 0)

    def page(name: str) -> Callable[[Any], str]:
        return lambda row: reverse(name, args=[row.pk])

    def nothing(_row: Conversation) -> dict[str, Any]:
        return {}

    def said(_row: Conversation) -> dict[str, Any]:
        return {"text": "马上安排师傅过去"}

    def taken() -> Conversation:
        return make.conversation(taken_by=clerk, taken_at=acting.now)

    def answered() -> Conversation:
        return make.conversation(waiting_since=None, due_at=None)

    given: dict[str, Any] = {"subject": "conversation", "who": CLERKS}
    yield Once(verb="answer_message", row=make.conversation, path=page("conversations:answer"), fields=said, **given)
    yield Once(
        verb="take_conversation", row=make.conversation, path=page("conversations:take"), fields=nothing, **given
    )
    yield Once(verb="give_conversation_back", row=taken, path=page("conversations:give_back"), fields=nothing, **given)
    yield Once(verb="end_conversation", row=answered, path=page("conversations:end"), fields=nothing, **given)
