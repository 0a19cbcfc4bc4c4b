"""By which ways somebody is told, and when: what the person wishes, their quiet hours, and what passes those.

The inbox has everything at once and cannot be switched off, so nothing that is demanded can be missed; what is asked
here is what leaves the house, or lights up a screen."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from jujiao.rules.clocks import SHANGHAI


class Weight(StrEnum):
    """What a kind of notice is to its reader."""

    ORDINARY = "ordinary"  # waits for the end of quiet hours
    SERVICE = "service"  # the work of whoever is on duty, for whom it does not wait
    DEMANDED = "demanded"  # a clause has it told at once
    MARKETING = "marketing"  # what somebody is offered: with their consent alone


@dataclass(frozen=True, slots=True)
class Quiet:
    """Quiet hours (免打扰时段) of every day, by the clock of Shanghai, from `start` until before `end`; they span
    midnight where they end earlier than they start. ValueError where both are the same."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise ValueError("quiet hours that end as they start are none, or all of the day")

    def hold(self, now: datetime) -> bool:
        """Whether it is quiet at `now`."""
        at = now.astimezone(SHANGHAI).time()
        if self.start < self.end:
            return self.start <= at < self.end
        return at >= self.start or at < self.end

    def next_end(self, now: datetime) -> datetime:
        """When they end next: those that run at `now`, or else the next ones."""
        local = now.astimezone(SHANGHAI)
        end = datetime.combine(local.date(), self.end, SHANGHAI)
        return end if end > local else end + timedelta(days=1)


HOUSE_NIGHT = Quiet(time(21), time(8))
"""When nobody is offered anything, whatever hours they have chosen themselves (ours; the law names no hours)."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Which ways besides the inbox somebody wants for a kind of notice."""

    mail: bool = True
    system: bool = True


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of a notice at one moment, besides the inbox. A mail leaves no earlier than `not_before`, at once where
    that is None; `system`: whether the person's device shows it now."""

    mail: bool
    system: bool
    not_before: datetime | None = None


def ways(
    now: datetime, weight: Weight, wish: Wish, quiet: Quiet | None, *, on_duty: bool, consents: bool = False
) -> Ways:
    """How a notice goes to its reader at `now`. In quiet hours a mail waits for their end, and no device shows
    anything, but for what a clause demands, and for the work of whoever is on duty.

    Marketing goes nowhere without consent (`consents`), and by night neither, besides the person's own quiet hours: its
    mail waits until neither holds."""
    if weight is Weight.MARKETING:
        return _offered(now, wish, [HOUSE_NIGHT, *([quiet] if quiet else [])]) if consents else Ways(False, False)
    passes = weight is Weight.DEMANDED or (weight is Weight.SERVICE and on_duty)
    if quiet is None or passes or not quiet.hold(now):
        return Ways(wish.mail, wish.system)
    return Ways(wish.mail, system=False, not_before=quiet.next_end(now) if wish.mail else None)


def _offered(now: datetime, wish: Wish, hours: list[Quiet]) -> Ways:
    """What goes out at the first moment at which none of these hours holds; nothing where they leave no such moment."""
    at = now
    for _each in range(2 * len(hours)):
        held = [one for one in hours if one.hold(at)]
        if not held:
            waits = at > now
            return Ways(wish.mail, wish.system and not waits, at if waits and wish.mail else None)
        at = max(one.next_end(at) for one in held)
    return Ways(False, False)
