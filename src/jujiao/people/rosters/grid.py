"""A roster as a grid of people and days: what each has on each day, what is amiss, what each has in all, and which
needs of each day nobody covers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.company.duty.days import short_rests
from jujiao.company.duty.models import Duty, DutyPost
from jujiao.company.duty.operations.checking import breach_words
from jujiao.company.duty.permissions import covers
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import in_service, today
from jujiao.kernel.pages.words import WEEKDAYS, duration_words
from jujiao.people.rosters.cells import token
from jujiao.people.rosters.comparing import Share, shares_of
from jujiao.people.rosters.covering import Away, away_from, is_away, there_in
from jujiao.people.rosters.models import Roster, ShiftKind
from jujiao.people.rosters.queries import days_of, duties_between, duties_of, posts_of, wanted_by
from jujiao.rules.people.duty import Span
from jujiao.rules.people.duty import days_of as days_touched
from jujiao.rules.people.roster_cover import clause_3_1_1_covered
from jujiao.rules.people.rostering.hours import start_day
from jujiao.rules.people.rostering.law import Rule

OF_A_ROW = (Rule.WEEK, Rule.OVERTIME)
"""What is amiss with more than one day."""
SHORT = 2
"""Characters of a kind of shift in a cell."""


@dataclass(frozen=True)
class Mark:
    """A duty in a cell. `kind` is the kind of shift that it is, if any; `elsewhere`: it is not one of the roster's;
    `gap`: whoever is planned is away; `amiss`: what it breaks, in sentences."""

    duty: Duty
    kind: ShiftKind | None
    elsewhere: bool
    gap: bool
    amiss: Sequence[str]

    @property
    def short(self) -> str:
        return self.kind.name[:SHORT] if self.kind else f"{timezone.localtime(self.duty.starts_at):%H}"

    @property
    def colour(self) -> str:
        return self.kind.colour if self.kind and not self.elsewhere else "secondary"


@dataclass(frozen=True)
class Cell:
    """What a person has on a day; `seen` tells it from any other content."""

    employee: Employee
    day: date
    marks: Sequence[Mark]
    leave: bool
    seen: str

    @property
    def id(self) -> str:
        return f"c-{self.employee.pk}-{self.day:%Y%m%d}"


@dataclass(frozen=True)
class Row:
    """A person with all days, what they have in all, and what is amiss with more than one day; hours are whole or
    halves, `amiss` are sentences."""

    employee: Employee
    cells: Sequence[Cell]
    hours: float
    nights: int
    overtime: float
    amiss: Sequence[str]


@dataclass(frozen=True)
class Missing:
    """How many people a need of a day still lacks."""

    duty_post: DutyPost
    shift_kind: ShiftKind
    count: int


@dataclass(frozen=True)
class Foot:
    """What nobody covers on a day."""

    day: date
    missing: Sequence[Missing]

    @property
    def count(self) -> int:
        return sum(each.count for each in self.missing)


@dataclass(frozen=True)
class Grid:
    """A roster, drawn. Only who sees it from `inside` is shown sums, gaps, what is amiss, and duties elsewhere."""

    days: Sequence[date]
    rows: Sequence[Row]
    foot: Sequence[Foot]
    kinds: Sequence[ShiftKind]
    inside: bool
    shares: Sequence[Share]

    @property
    def heads(self) -> Sequence[tuple[date, object]]:
        """The days, each with its weekday in short."""
        return [(day, WEEKDAYS[day.weekday()]) for day in self.days]


def grid_of(roster: Roster, now: datetime, *, inside: bool = True) -> Grid:
    """For colleagues (`inside` off) who works when, and no more: what somebody is barred from, the drafts of other
    rosters and the hours of others are not theirs to know. From inside, UnableToFindRules where the company has no
    rulebook yet."""
    days, kinds = days_of(roster), kinds_of(roster)
    compared = shares_of(roster, now) if inside else []
    shares = {share.employee.pk: share for share in compared}
    own = dict(duties_of(roster).values_list("pk", "employee_id"))
    people = people_of(roster, own.values())
    shown = duties_between(roster).filter(employee__in=people) if inside else duties_of(roster)
    duties = list(shown.select_related("duty_post").order_by("starts_at"))
    away = away_from(roster, people)
    rests = short_rests([duty for duty in duties if duty.pk in own], now) if inside else {}
    drawn = _Drawn({(kind.starts, kind.minutes): kind for kind in reversed(kinds)}, set(own), away, rests, now)
    cells = drawn.cells(people.values(), days, duties, shares)
    rows = [_row(employee, cells[employee.pk], shares.get(employee.pk), now) for employee in people.values()]
    foot = foot_of(roster, [duty for duty in duties if duty.pk in own], away) if inside else ()
    return Grid(days, rows, foot, kinds, inside, compared)


def kinds_of(roster: Roster) -> list[ShiftKind]:
    """The kinds of shifts in use at the estate, by the time of day: the n-th is chosen by the number n."""
    return list(ShiftKind.objects.filter(estate=roster.estate_id, in_use=True).order_by("starts", "pk"))


def people_of(roster: Roster, planned: Iterable[int] = ()) -> Mapping[int, Employee]:
    """Who may cover a post of the roster on its first or last day, and who is planned in it, by name."""
    able = Q(pk__in=list(planned))
    for post in posts_of(roster):
        for day in {roster.first, roster.last}:
            able |= Q(pk__in=in_service(day).filter(covers(post, day)).values("pk"))
    return {each.pk: each for each in Employee.objects.filter(able).order_by("pinyin", "pk")}


class _Drawn:
    """What cells are drawn from."""

    def __init__(
        self,
        kinds: Mapping[tuple[object, int], ShiftKind],
        own: set[int],
        away: Away,
        rests: Mapping[int, timedelta],
        now: datetime,
    ) -> None:
        self.kinds, self.own, self.away, self.rests, self.now = kinds, own, away, rests, now

    def cells(
        self,
        people: Iterable[Employee],
        days: Sequence[date],
        duties: Iterable[Duty],
        shares: Mapping[int, Share],
    ) -> Mapping[int, Sequence[Cell]]:
        """By employee, one for each day."""
        by_cell = defaultdict(list)
        for duty in duties:
            by_cell[duty.employee_id, today(duty.starts_at)].append(duty)
        found = {}
        for each in people:
            amiss = self._amiss(shares.get(each.pk))
            away = {day for span in self.away.get(each.pk, ()) for day in days_touched(span)}
            found[each.pk] = [self._cell(each, day, by_cell.get((each.pk, day), ()), amiss, away) for day in days]
        return found

    def _amiss(self, share: Share | None) -> Mapping[datetime, Sequence[str]]:
        """By the start of a duty, what it breaks."""
        found = defaultdict(list)
        for breach in share.breaches if share else ():
            if breach.rule not in OF_A_ROW:
                at = breach.end if breach.rule is Rule.REST else breach.start
                found[at].append(breach_words(breach, self.now))
        return found

    def _cell(
        self,
        employee: Employee,
        day: date,
        duties: Sequence[Duty],
        amiss: Mapping[datetime, Sequence[str]],
        away: set[date],
    ) -> Cell:
        marks = [self._mark(duty, amiss) for duty in duties]
        seen = token(duty for duty in duties if duty.pk in self.own)
        return Cell(employee, day, marks, day in away, seen)

    def _mark(self, duty: Duty, amiss: Mapping[datetime, Sequence[str]]) -> Mark:
        span = Span(duty.starts_at, duty.ends_at)
        kind = self.kinds.get((timezone.localtime(span.start).time(), (span.end - span.start) // timedelta(minutes=1)))
        elsewhere = duty.pk not in self.own
        happened = [rest_words(self.rests[duty.pk])] if duty.pk in self.rests else []
        found = [] if elsewhere else [*amiss.get(duty.starts_at, ()), *happened]
        return Mark(duty, kind, elsewhere, is_away(duty, self.away), found)


def rest_words(rest: timedelta) -> str:
    """That somebody rested too shortly before they came, as it happened."""
    return _("Came after a rest of %(rest)s: 11 hours are due.") % {"rest": duration_words(rest)}


def _row(employee: Employee, cells: Sequence[Cell], share: Share | None, now: datetime) -> Row:
    if share is None:
        return Row(employee, cells, 0, 0, 0, ())
    amiss = [breach_words(breach, now) for breach in share.breaches if breach.rule in OF_A_ROW]
    return Row(employee, cells, _hours(share.worked), share.nights, _hours(share.overtime), amiss)


def _hours(minutes: int) -> float:
    return round(minutes / 60, 1)


def foot_of(roster: Roster, duties: Iterable[Duty], away: Away) -> list[Foot]:
    """By day, what nobody covers; whoever is away covers nothing."""
    wanted = wanted_by(roster)
    covered = clause_3_1_1_covered([each.need for each in wanted], there_in(duties, away))
    found = defaultdict(list)
    for want, cover in zip(wanted, covered, strict=True):
        if cover.missing:
            found[start_day(want.span)].append(Missing(want.duty_post, want.shift_kind, cover.missing))
    return [Foot(day, found[day]) for day in days_of(roster)]
