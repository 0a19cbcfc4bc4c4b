"""What people are told, and how each telling went."""

from jujiao.notices.models.call import CallEnd, CallTask, CallTry
from jujiao.notices.models.delivery import Attempt, AttemptState, Channel, Delivery, DeliveryState, Receipt
from jujiao.notices.models.notice import Notice
from jujiao.notices.models.preference import Preference

__all__ = [
    "Attempt",
    "AttemptState",
    "CallEnd",
    "CallTask",
    "CallTry",
    "Channel",
    "Delivery",
    "DeliveryState",
    "Notice",
    "Preference",
    "Receipt",
]
