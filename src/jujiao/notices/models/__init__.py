"""What people are told, and how each telling went."""

from jujiao.notices.consenting.models import Consent
from jujiao.notices.gathered.models import Gathered
from jujiao.notices.models.call import CallEnd, CallTask, CallTry
from jujiao.notices.models.delivery import CLOSED, Attempt, AttemptState, Channel, Delivery, DeliveryState, Receipt
from jujiao.notices.models.notice import Notice
from jujiao.notices.models.preference import Preference

__all__ = [
    "CLOSED",
    "Attempt",
    "AttemptState",
    "CallEnd",
    "CallTask",
    "CallTry",
    "Channel",
    "Consent",
    "Delivery",
    "DeliveryState",
    "Gathered",
    "Notice",
    "Preference",
    "Receipt",
]
