"""Telling people things, and writing down how each telling went."""

from jujiao.notices.operations.calling import nobody_there, overtake, reached, wrong_number
from jujiao.notices.operations.reading import mark_read, move, take_back, withdraw
from jujiao.notices.operations.receipts import received
from jujiao.notices.operations.sending import DELIVER, postpone, queue, retry
from jujiao.notices.operations.telling import Outsider, Telling, tell

__all__ = [
    "DELIVER",
    "Outsider",
    "Telling",
    "mark_read",
    "move",
    "nobody_there",
    "overtake",
    "postpone",
    "queue",
    "reached",
    "received",
    "retry",
    "take_back",
    "tell",
    "withdraw",
    "wrong_number",
]
