"""Every write on a complaint (3.2): one function a step, one transaction, one timeline row a complaint."""

from jujiao.service.complaints.operations.answering import plan, reply, report_progress, resolve
from jujiao.service.complaints.operations.converting import convert_to_complex
from jujiao.service.complaints.operations.dispatching import accept, dispatch, send_back
from jujiao.service.complaints.operations.following_up import close_unreachable, rate, record_follow_up
from jujiao.service.complaints.operations.merging import merge
from jujiao.service.complaints.operations.registering import register
from jujiao.service.complaints.operations.speaking import add, note, reveal_phone, urge, withdraw

__all__ = [
    "accept",
    "add",
    "close_unreachable",
    "convert_to_complex",
    "dispatch",
    "merge",
    "note",
    "plan",
    "rate",
    "record_follow_up",
    "register",
    "reply",
    "report_progress",
    "resolve",
    "reveal_phone",
    "send_back",
    "urge",
    "withdraw",
]
