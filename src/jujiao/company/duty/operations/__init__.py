"""Every write on duties."""

from jujiao.company.duty.operations.absences import (
    UnableToBar,
    UnableToTakeLeave,
    bar,
    end_bar,
    end_leave,
    take_leave,
)
from jujiao.company.duty.operations.attending import Appearance, UnableToSignOff, UnableToSignOn, sign_off, sign_on
from jujiao.company.duty.operations.planning import (
    How,
    Meant,
    UnableToPlan,
    cancel,
    fix,
    plan,
    replan,
    standing_against,
)
from jujiao.company.duty.operations.posts import (
    DutyPostFacts,
    UnableToKeepDutyPost,
    change_duty_post,
    create_duty_post,
)

__all__ = [
    "Appearance",
    "DutyPostFacts",
    "How",
    "Meant",
    "UnableToBar",
    "UnableToKeepDutyPost",
    "UnableToPlan",
    "UnableToSignOff",
    "UnableToSignOn",
    "UnableToTakeLeave",
    "bar",
    "cancel",
    "change_duty_post",
    "create_duty_post",
    "end_bar",
    "end_leave",
    "fix",
    "plan",
    "replan",
    "sign_off",
    "sign_on",
    "standing_against",
    "take_leave",
]
