"""The rules that a roster keeps, and by which law or figure each of them holds."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from jujiao.rules.errors import gettext_noop


class Rule(StrEnum):
    """What may stand against a duty."""

    OVERLAP = "overlap"
    REST = "rest"
    WEEK = "week"
    OVERTIME = "overtime"
    NIGHT_BAR = "night_bar"
    OVERTIME_BAR = "overtime_bar"
    LEAVE = "leave"
    DEMANDS = "demands"
    FIXED = "fixed"


LAWS: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.OVERLAP: "3.1.1",
        Rule.REST: "3.1.1",
        Rule.WEEK: "劳动法 38",
        Rule.OVERTIME: "劳动法 41",
        Rule.NIGHT_BAR: "女职工劳动保护特别规定 6, 9",
        Rule.OVERTIME_BAR: "女职工劳动保护特别规定 6, 9",
        Rule.LEAVE: "3.1.1",
        Rule.DEMANDS: "2.1.3",
        Rule.FIXED: "3.1.1",
    }
)
"""Where each rule stands: a clause of the regulation, or an article of the law."""

NAMES: Mapping[Rule, str] = MappingProxyType(
    {
        Rule.OVERLAP: gettext_noop("One duty at a time"),
        Rule.REST: gettext_noop("Rest of 11 hours between two duties"),
        Rule.WEEK: gettext_noop("One day of rest a week"),
        Rule.OVERTIME: gettext_noop("Most overtime of a month"),
        Rule.NIGHT_BAR: gettext_noop("No night duty for some"),
        Rule.OVERTIME_BAR: gettext_noop("No overtime for some"),
        Rule.LEAVE: gettext_noop("Leave that is granted"),
        Rule.DEMANDS: gettext_noop("Demands of the posts"),
        Rule.FIXED: gettext_noop("Fixed duties"),
    }
)
"""What each is called, to be translated."""
