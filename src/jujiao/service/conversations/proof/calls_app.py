"""What an owner's own app sends, and the conversation on which the table says who may call the operations."""

from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.operations.writing import write
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.proofs import Call

CALLS = {
    "conversation_own_read": Call(seen=False),
    "conversation_own_write": Call(body={"estate": "YX", "text": "楼道灯不亮了"}, seen=False),
}


def of_the_resident(cast: Cast) -> Conversation:
    """Their conversation with the desk of their estate, with one more message of theirs."""
    return write(estate=cast.estate, text="楼道灯不亮了", actor=cast.resident.viewer, now=NOW).conversation
