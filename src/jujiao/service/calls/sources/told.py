"""What a reader makes of a message of an exchange, and why it cannot read one."""

from dataclasses import dataclass
from enum import StrEnum

from jujiao.rules.service.calls.piece import Piece


class Wrong(StrEnum):
    """Why something cannot be read; `models.Reason` says it to people."""

    CHARSET = "charset"
    FORM = "form"
    MISSING = "missing"
    TIME = "time"
    LENGTH = "length"
    SECRET = "secret"  # noqa: S105 - it names the reason


class UnreadableError(ValueError):
    """Something that cannot be read: why, and which field. Nothing of what stood there is quoted."""

    def __init__(self, wrong: Wrong, field: str = "") -> None:
        super().__init__(f"{wrong} {field}".strip())
        self.wrong = wrong
        self.field = field


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One record: the exchange's own id of it (a digest where it has none), the id of its call, the record itself as
    text, and what it says."""

    external_id: str
    linked_id: str
    body: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a message holds: the records that can be read, and why others cannot. One bad record spoils no other."""

    told: tuple[Told, ...] = ()
    refused: tuple[UnreadableError, ...] = ()
