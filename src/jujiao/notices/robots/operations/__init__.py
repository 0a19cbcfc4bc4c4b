"""Keeping robots, and letting them speak."""

from jujiao.notices.robots.operations.keeping import (
    RobotFacts,
    UnableToKeepRobot,
    add_robot,
    change_robot,
    switch_robot,
)
from jujiao.notices.robots.operations.saying import say
from jujiao.notices.robots.operations.trying import try_robot

__all__ = ["RobotFacts", "UnableToKeepRobot", "add_robot", "change_robot", "say", "switch_robot", "try_robot"]
