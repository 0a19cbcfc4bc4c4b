"""The reader of each kind of exchange, and what such an exchange can tell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from jujiao.service.calls.sources import asterisk, freeswitch, grandstream, table, yeastar_p, yeastar_s
from jujiao.service.calls.sources.told import Reading


class Way(StrEnum):
    """How what an exchange tells reaches us."""

    PUSH = "push"
    """It posts to an address of ours."""
    ASKED = "asked"
    """We listen at an address of its."""
    FILE = "file"
    """Somebody saves it and brings it."""


class Rings(StrEnum):
    """What it can tell of a ring, at best."""

    BY_LEG = "by_leg"
    BY_RECEIPT = "by_receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """`pops`: it tells of a call while the telephone rings, not only once it is over."""

    read: Callable[[bytes, datetime], Reading]
    way: Way
    rings: Rings
    pops: bool


READERS: Final[Mapping[str, Reader]] = {
    "grandstream": Reader(read=grandstream.read, way=Way.PUSH, rings=Rings.BY_LEG, pops=False),
    "yeastar_p": Reader(read=yeastar_p.read, way=Way.PUSH, rings=Rings.BY_RECEIPT, pops=True),
    "yeastar_s": Reader(read=yeastar_s.read, way=Way.PUSH, rings=Rings.BY_RECEIPT, pops=True),
    "freeswitch": Reader(read=freeswitch.read, way=Way.PUSH, rings=Rings.BY_LEG, pops=False),
    "asterisk": Reader(read=asterisk.read, way=Way.ASKED, rings=Rings.BY_LEG, pops=True),
    "csv": Reader(read=table.read, way=Way.FILE, rings=Rings.BY_LEG, pops=False),
}
"""By `models.Vendor`."""
