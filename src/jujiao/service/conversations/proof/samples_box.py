"""What stands in the addresses of how many messages were answered in time."""

from jujiao.service.conversations.operations.writing import write
from jujiao.service.conversations.proof.rows import a_conversation
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.proofs import List


def a_turn(cast: Cast) -> object:
    """Somebody wrote who waits for an answer, somebody else each time."""
    owners = (cast.resident, cast.neighbour, cast.landlord, cast.tenant)
    number = sum(each.person.conversations.exists() for each in owners)
    return write(estate=cast.estate, text="楼道灯不亮了", actor=owners[number % len(owners)].viewer, now=NOW)


LISTS = {
    "conversations:conversation": List("clerk", a_conversation),
    "conversations:rates": List("manager", a_turn),
    "conversations:turns": List("manager", a_turn),
}
