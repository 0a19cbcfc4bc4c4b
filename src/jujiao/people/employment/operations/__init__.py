"""Every write of this app; what is on file itself is written by `company.staff.operations`."""

from jujiao.people.employment.operations.roll import Line, UnableToOpenRoll, open_roll
from jujiao.people.employment.operations.watching import watch

__all__ = ["Line", "UnableToOpenRoll", "open_roll", "watch"]
