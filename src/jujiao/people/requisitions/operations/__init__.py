"""Every write of this app."""

from jujiao.people.requisitions.operations.answering import answer, request, take_back, withdraw
from jujiao.people.requisitions.operations.deciding import accept, approve, refuse, send_back, take_note
from jujiao.people.requisitions.operations.headcount import UnableToMoveSeats, may_move, move_seats
from jujiao.people.requisitions.operations.rounds import open_round, open_rounds

__all__ = [
    "UnableToMoveSeats",
    "accept",
    "answer",
    "approve",
    "may_move",
    "move_seats",
    "open_round",
    "open_rounds",
    "refuse",
    "request",
    "send_back",
    "take_back",
    "take_note",
    "withdraw",
]
