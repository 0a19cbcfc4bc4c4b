"""What is said of a roster that no counting finds impossible, and no search finds."""

from collections.abc import Sequence
from dataclasses import dataclass

from jujiao.rules.errors import gettext_noop
from jujiao.rules.people.rostering.law import NAMES, Rule

DROPPED_ALONE = gettext_noop("It could be done without this rule: %(rule)s.")
DROPPED_TOGETHER = gettext_noop("It could be done only without both: %(rule)s; %(other)s.")
NOT_FOUND = gettext_noop("Leaving out one rule, or two, does not help: too few people for too many duties.")
BROKE_OFF = gettext_noop("The search for a roster broke off. Try it with fewer days.")
NOT_TRIED = gettext_noop("Not all rules could be tried in the time.")


@dataclass(frozen=True, slots=True)
class Dropped:
    """An English sentence to be translated and filled from `params`: names of rules, to be translated as well."""

    message: str
    params: dict[str, str]

    def __str__(self) -> str:
        return self.message % self.params


def dropped(found: Sequence[frozenset[Rule]], *, ended: bool) -> list[Dropped]:
    """The rules, or twos of them, without which a roster could be made; `ended`: all were tried."""
    said = []
    for rules in found:
        names = [NAMES[rule] for rule in sorted(rules)]
        message = DROPPED_ALONE if len(names) == 1 else DROPPED_TOGETHER
        said.append(Dropped(message, dict(zip(("rule", "other"), names, strict=False))))
    if not ended:
        return [*said, Dropped(NOT_TRIED, {})]
    return said or [Dropped(NOT_FOUND, {})]
