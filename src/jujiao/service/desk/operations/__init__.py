"""Every write of the desk: what follows a sign-on, gaps, months, handovers, and visits."""

from jujiao.service.desk.operations.closing import close_months
from jujiao.service.desk.operations.handing_over import UnableToHandOver, hand_over, take_over
from jujiao.service.desk.operations.receiving import UnableToReceive, forget_names, receive, settle
from jujiao.service.desk.operations.things import UnableToKeepThing, add_thing, change_thing
from jujiao.service.desk.operations.watching import watch

__all__ = [
    "UnableToHandOver",
    "UnableToKeepThing",
    "UnableToReceive",
    "add_thing",
    "change_thing",
    "close_months",
    "forget_names",
    "hand_over",
    "receive",
    "settle",
    "take_over",
    "watch",
]
