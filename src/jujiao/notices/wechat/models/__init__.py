"""Tables of WeChat: official accounts, who follows them, what came in, and what may be sent."""

from jujiao.notices.wechat.models.account import Account, Hearing, Reason, Right, Template, WayOut
from jujiao.notices.wechat.models.follower import Binding, Code, Consent, Follower, Sending
from jujiao.notices.wechat.models.inbound import Inbound, MediumState

__all__ = [
    "Account",
    "Binding",
    "Code",
    "Consent",
    "Follower",
    "Hearing",
    "Inbound",
    "MediumState",
    "Reason",
    "Right",
    "Sending",
    "Template",
    "WayOut",
]
