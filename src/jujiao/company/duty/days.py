"""A local day of an estate: who is planned for each post, who was there, and what was amiss."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, Q

from jujiao.company.duty.models import Attendance, Duty, DutyPost, DutyState, Leave
from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Employee
from jujiao.rules.clocks import midnight
from jujiao.rules.people.duty import FORGOTTEN, REST, short_rest

ONE_DAY: Final = timedelta(days=1)
LOOKED_BACK: Final = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """One person at one post: the duty that was planned, the time that they were there, or both. `rest`: how long the
    one before it was over, where that is too short; `on_leave`: a leave has a part of the duty."""

    employee: Employee
    duty_post: DutyPost
    starts_at: datetime
    duty: Duty | None
    attendance: Attendance | None
    rest: timedelta | None
    on_leave: bool
    now: datetime

    @property
    def there(self) -> bool:
        """Signed on now."""
        return self.attendance is not None and self.attendance.signed_off_at is None and not self.forgotten

    @property
    def forgotten(self) -> bool:
        """Signed on so long ago that signing off was forgotten."""
        one = self.attendance
        return one is not None and one.signed_off_at is None and one.signed_on_at <= self.now - FORGOTTEN

    @property
    def missing(self) -> bool:
        """The duty has begun, and nobody has signed on for it."""
        return self.attendance is None and self.duty is not None and self.duty.starts_at <= self.now

    @property
    def cancels(self) -> bool:
        """Whether it may still be cancelled."""
        return self.attendance is None and self.duty is not None and self.duty.ends_at > self.now


@dataclass(frozen=True)
class Covered:
    """A post on the day, with its lines in the order of time."""

    duty_post: DutyPost
    lines: tuple[Line, ...]

    @property
    def there(self) -> bool:
        return any(line.there for line in self.lines)


def day_of(estate: Estate, day: date, now: datetime) -> list[Covered]:
    """The posts of the estate that are in use, and those with anything on that day, with all that touches it."""
    start, end = midnight(day), midnight(day + ONE_DAY)
    duties = Duty.objects.filter(duty_post__estate=estate, starts_at__lt=end, ends_at__gt=start)
    duties = duties.filter(state=DutyState.PLANNED).select_related("employee", "duty_post")
    touching = Q(signed_off_at__gt=start)
    if start <= now:
        touching |= Q(signed_off_at__isnull=True)
    touching = Q(signed_on_at__lt=end) & touching | Q(duty__in=duties)
    there = Attendance.objects.filter(touching, duty_post__estate=estate)
    there = there.select_related("employee", "duty", "duty_post")
    lines = defaultdict(list)
    for line in _lines([*duties.annotate(leave=_in_leave())], [*there], now):
        lines[line.duty_post.pk].append(line)
    posts = DutyPost.objects.filter(Q(in_use=True) | Q(pk__in=[*lines]), estate=estate)
    found = posts.select_related("estate", "department").order_by("kind", "name")
    return [Covered(each, tuple(sorted(lines[each.pk], key=lambda line: line.starts_at))) for each in found]


def lines_of(employee: Employee, now: datetime) -> list[Line]:
    """The latest of somebody's own: what they were there for, and what is planned for them, the next first."""
    duties = Duty.objects.filter(employee=employee, state=DutyState.PLANNED, ends_at__gt=now - LOOKED_BACK)
    there = Attendance.objects.filter(employee=employee, signed_on_at__gt=now - LOOKED_BACK)
    meant = duties.select_related("employee", "duty_post").annotate(leave=_in_leave())
    lines = _lines([*meant], [*there.select_related("employee", "duty", "duty_post")], now)
    return sorted(lines, key=lambda line: line.starts_at, reverse=True)


def short_rests(duties: Collection[Duty], now: datetime) -> dict[int, timedelta]:
    """Of duties that were worked, by id, how long the rest before each was, where it is too short as it happened."""
    begun = [duty for duty in duties if duty.starts_at <= now]
    there = list(Attendance.objects.filter(duty__in=begun).select_related("employee", "duty", "duty_post"))
    lines = _lines([], there, now) if there else ()
    return {line.duty.pk: line.rest for line in lines if line.duty is not None and line.rest is not None}


def _in_leave() -> Exists:
    """Whether a leave of whoever is planned has a part of a duty: a day is looked at before it comes and afterwards."""
    leaves = Leave.objects.filter(employee=OuterRef("employee"))
    return Exists(leaves.filter(starts_at__lt=OuterRef("ends_at"), ends_at__gt=OuterRef("starts_at")))


def _lines(duties: Collection[Duty], there: Collection[Attendance], now: datetime) -> Iterator[Line]:
    """Each duty with those who signed on for it, and whoever was there without one."""
    worked = _worked([*duties, *there], now)
    shown = {one.pk for one in duties}
    for one in there:
        duty = one.duty
        rest = short_rest(_before(worked.get(one.employee_id, ()), one.signed_on_at, one, now), one.signed_on_at)
        starts_at = duty.starts_at if duty else one.signed_on_at
        yield Line(one.employee, one.duty_post, starts_at, duty, one, rest, False, now)
        if duty is not None:
            shown.discard(duty.pk)
    for meant in duties:
        if meant.pk in shown:
            rest = short_rest(_before(worked.get(meant.employee_id, ()), meant.starts_at, None, now), meant.starts_at)
            leave = meant.leave  # type: ignore[attr-defined]
            yield Line(meant.employee, meant.duty_post, meant.starts_at, meant, None, rest, leave, now)


def _worked(ones: Collection[Duty | Attendance], now: datetime) -> Mapping[int, list[Attendance]]:
    """What the people of these were there for shortly before and meanwhile, by employee."""
    if not ones:
        return {}
    first = min(one.starts_at if isinstance(one, Duty) else one.signed_on_at for one in ones)
    lately = Q(signed_off_at__gt=first - REST) | Q(signed_off_at__isnull=True, signed_on_at__lte=now)
    found = defaultdict(list)
    people = {one.employee_id for one in ones}
    for each in Attendance.objects.filter(lately, employee__in=people).select_related("duty"):
        found[each.employee_id].append(each)
    return found


def _before(worked: Collection[Attendance], start: datetime, own: Attendance | None, now: datetime) -> datetime | None:
    """When the last that began before `start` ended, but for one of the same duty; what lasts still goes on to the end
    of its duty."""
    earlier = [each for each in worked if each.signed_on_at < start and not _same(each, own)]
    return max((each.signed_off_at or _lasts(each, now) for each in earlier), default=None)


def _lasts(one: Attendance, now: datetime) -> datetime:
    return max(now, one.duty.ends_at) if one.duty else now


def _same(one: Attendance, other: Attendance | None) -> bool:
    return other is not None and (one.pk == other.pk or (one.duty_id is not None and one.duty_id == other.duty_id))
