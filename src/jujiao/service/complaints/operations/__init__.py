"""Every write on a complaint (3.2): one function a step, one transaction, one timeline row a complaint; and those that
take a step on several."""

from jujiao.service.complaints.operations.answering import answer, pass_on, plan, reply, report_progress, resolve
from jujiao.service.complaints.operations.converting import convert_to_complex
from jujiao.service.complaints.operations.correcting import correct
from jujiao.service.complaints.operations.dispatching import accept, dispatch, send_back
from jujiao.service.complaints.operations.following_up import close_unreachable, rate, record_follow_up
from jujiao.service.complaints.operations.leading import instruct, reassign, report_back
from jujiao.service.complaints.operations.merging import merge, unmerge
from jujiao.service.complaints.operations.registering import register
from jujiao.service.complaints.operations.returning import come_back, correct_score
from jujiao.service.complaints.operations.several import assign_all, dispatch_all
from jujiao.service.complaints.operations.speaking import add, note, reveal_phone, urge, withdraw

__all__ = [
    "accept",
    "add",
    "answer",
    "assign_all",
    "close_unreachable",
    "come_back",
    "convert_to_complex",
    "correct",
    "correct_score",
    "dispatch",
    "dispatch_all",
    "instruct",
    "merge",
    "note",
    "pass_on",
    "plan",
    "rate",
    "reassign",
    "record_follow_up",
    "register",
    "reply",
    "report_back",
    "report_progress",
    "resolve",
    "reveal_phone",
    "send_back",
    "unmerge",
    "urge",
    "withdraw",
]
