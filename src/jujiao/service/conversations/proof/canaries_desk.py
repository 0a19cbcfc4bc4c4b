"""Marked conversations and texts for answers: of the second estate, and of the other company."""

from collections.abc import Iterator

from jujiao.company.estates.models import Estate
from jujiao.service.conversations.proof.rows import Maker, phrase
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, Cast

SECOND, OTHER = "canary-talk-second", "canary-talk-other"
NOTED = "canary-talk-note"


def plant_desk(cast: Cast) -> Iterator[Canary]:
    """One for each place: the message, and what colleagues noted of it, bear the mark."""
    readers = ("clerk_elsewhere", "director", "auditor", "sysadmin")
    yield from _canaries(cast.second_estate, SECOND, readers, "clerk_elsewhere")
    yield from _canaries(cast.other_estate, OTHER, ("outsider",), "outsider")
    own = Maker(cast.estate, NOW, NOTED)
    row = own.conversation(cast.resident.person, last_text="一条留言")
    row.messages.update(text="一条留言")
    own.message(row, direction="note")
    yield Canary(
        mark=NOTED,
        kept_from=everybody_but("clerk", "manager", "director", "auditor"),
        at={"conversation_id": row.pk},
        row=row,
        read=("clerk", "conversations:conversation"),
    )


def _canaries(estate: Estate, mark: str, readers: tuple[str, ...], reader: str) -> Iterator[Canary]:
    row = Maker(estate, NOW, mark).conversation()
    text = phrase(estate.company, estate, f"{mark} {{姓名}}您好", title=mark)
    yield Canary(
        mark=mark,
        kept_from=everybody_but(*readers),
        at={"conversation_id": row.pk, "phrase_id": text.pk, "estate_id": estate.pk},
        subjects=(entered("conversation", row.pk, mark), entered("canned_text", text.pk, mark)),
        row=row,
        read=(reader, "conversations:inbox"),
    )
