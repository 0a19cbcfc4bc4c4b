"""Which household of a room a stay belongs to: the one whose time it shares, or a new one where it shares none."""

from dataclasses import dataclass, field
from datetime import date

from jujiao.company.estates.models import Household, Residency, Room

FOREVER = date.max


@dataclass
class Stay:
    """A household's time in a room, existing or to be made, with its members and those that the workbook adds."""

    room: Room
    start: date
    end: date
    household: Household | None = None
    members: list[Residency] = field(default_factory=list)
    added: list[Residency] = field(default_factory=list)
    touched: bool = False

    def last_day(self) -> date:
        """The last day of the last member."""
        return max((each.moved_out or FOREVER for each in self.members), default=self.end)

    def meets(self, start: date, end: date) -> bool:
        return self.start <= end and self.end >= start


@dataclass
class Stays:
    """The stays of one room."""

    room: Room
    all: list[Stay] = field(default_factory=list)

    def place(self, start: date, end: date) -> Stay | None:
        """The stay to join from `start` until `end`, made where there is none; None where no single one has room.

        An existing household keeps its time; one that the workbook makes grows with its people, who come in order of
        their first day."""
        met = [stay for stay in self.all if stay.meets(start, end)]
        if not met:
            stay = Stay(self.room, start, end)
            self.all.append(stay)
            return stay
        if len(met) > 1:
            return None
        (stay,) = met
        if start < stay.start or (stay.household is not None and end > stay.end):
            return None
        stay.end = max(stay.end, end)
        return stay
