"""What the neighbour wrote to the desk: for the desk, and for nobody else who lives there."""

from collections.abc import Iterator

from jujiao.kernel.record.subjects import Subject
from jujiao.service.conversations.operations.writing import write
from jujiao.service.conversations.queries import CONVERSATION
from jujiao.testing.canaries import Canary, everybody_but
from jujiao.testing.cast import NOW, Cast

MARK = "canary-conversation"
READERS = ("neighbour", "clerk", "manager", "director", "auditor")


def plant_app(cast: Cast) -> Iterator[Canary]:
    """A marked message, with the row that the API is asked about."""
    conversation = write(estate=cast.estate, text=MARK, actor=cast.neighbour.viewer, now=NOW).conversation
    yield Canary(
        mark=MARK,
        kept_from=everybody_but(*READERS),
        at={"conversation_id": conversation.pk},
        subjects=(Subject(CONVERSATION, conversation.pk),),
        row=conversation,
    )
