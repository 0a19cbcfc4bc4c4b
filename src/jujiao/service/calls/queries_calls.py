"""Which calls somebody reads of, and how they are narrowed: the same for a figure and for the list behind it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.models import DutyPost
from jujiao.company.duty.queries import posts_of
from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.models import Employee
from jujiao.kernel.pages.filters import Choice, Control, Filter, Options, Since, Until
from jujiao.kernel.pages.words import WEEKDAYS
from jujiao.kernel.record.access import Viewer
from jujiao.service.calls.models import Call, Grade, Seat, Telephone, Verdict
from jujiao.service.calls.permissions import SEES_CALLS

NONE: Final = "none"
"""In the address of a list: those without any."""
HOURS: Final = tuple((str(hour), f"{hour:02}:00") for hour in range(24))
DAYS_OF_WEEK: Final = tuple((str(number), words) for number, words in enumerate(WEEKDAYS, start=1))
"""1 is Monday."""
LONGEST_QUEUE: Final = Call._meta.get_field("queue").max_length or 0
MOST_ASKED: Final = 20


def calls_for(viewer: Viewer) -> QuerySet[Call]:
    """The calls at the estates where the viewer reads of them."""
    return Call.objects.filter(estate__in=estates_of(viewer, *SEES_CALLS).order_by())


@dataclass(frozen=True)
class Offered(Choice):
    """A choice that offers what is usual, takes whatever else an address names and `known` has words for, and those
    without any, which have `empty` in the field."""

    known: Callable[[list[str]], Options] = lambda _values: ()
    empty: Any = None

    def pairs(self) -> list[tuple[str, str]]:
        return [*super().pairs(), (NONE, str(_("none")))]

    def bound(self) -> "Offered":
        return replace(self, options=Choice.pairs(self))

    def read(self, params: QueryDict) -> list[str]:
        asked = params.getlist(self.name)
        return [value for value, _label in self._all(asked) if value in asked]

    def worded(self, values: list[str]) -> list[tuple[str, str]]:
        return [pair for pair in self._all(values) if pair[0] in values]

    def control(self, values: list[str]) -> Control:
        return Choice(self.name, self.label, self._all(values), named=self.named).control(values)

    def narrow(self, queryset: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
        field = self.field or self.name
        found = Q(**{f"{field}__in": [value for value in values if value != NONE]})
        return queryset.filter(found | Q(**{field: self.empty}) if NONE in values else found)

    def _all(self, asked: list[str]) -> list[tuple[str, str]]:
        """What is offered, and of what is asked for beside it all that is known."""
        usual = self.pairs()
        rare = [value for value in asked if value not in dict(usual)][:MOST_ASKED]
        return [*usual, *(self.known(rare) if rare else ())]


def narrowing(viewer: Viewer, *, estates: Sequence[Estate] | None = None) -> list[Filter]:
    """The filters by which calls are narrowed, by what stands in the address: `from`, `to` (local days), `hour`,
    `weekday` (1 is Monday), `verdict`, `grade`, `queue`, `telephone`, `post`, `employee`, `estate`."""
    sites = list(estates_of(viewer, *SEES_CALLS)) if estates is None else list(estates)
    telephones = _telephones(sites)
    several = [Choice("estate", _("Estate"), [(each.pk, each.name) for each in sites], named=True)]
    return [
        Since("from", _("From"), column="began_at"),
        Until("to", _("Until"), column="began_at"),
        Choice("verdict", _("Verdict"), Verdict.choices),
        Choice("hour", _("Hour"), HOURS, by=lambda rows, values: rows.filter(began_at__hour__in=values)),
        Choice("weekday", _("Weekday"), DAYS_OF_WEEK, by=_on_weekdays),
        Choice("grade", _("known from"), Grade.choices),
        Offered("queue", _("Queue"), known=_queues, empty="", named=True),
        Offered(
            "telephone", _("Extension"), [(each.pk, f"{each.extension} · {each.source.name}") for each in telephones],
            named=True,
        ),
        Offered(
            "post", _("Post"), list({each.duty_post_id: _post(each.duty_post, sites) for each in telephones}.items()),
            field="duty_post", named=True, known=lambda values: _posts(viewer, values, sites),
        ),
        Offered(
            "employee", _("Answered by"), lambda: _named(_seated(sites)), field="answered_by", named=True,
            known=lambda values: _named(_answered(sites, values)),
        ),
        *(several if len(sites) > 1 else []),
    ]  # fmt: skip


def _on_weekdays(rows: QuerySet[Any], values: list[str]) -> QuerySet[Any]:
    return rows.filter(began_at__iso_week_day__in=values)


def _telephones(estates: Sequence[Estate]) -> list[Telephone]:
    found = Telephone.objects.filter(source__estate__in=[each.pk for each in estates])
    return list(found.select_related("source", "duty_post__estate").order_by("source", "extension"))


def _seated(estates: Sequence[Estate]) -> QuerySet[Employee]:
    """Whoever sat at one of the telephones: they are who answers calls that an exchange tells of."""
    seats = Seat.objects.filter(employee=OuterRef("pk"), telephone__source__estate__in=[each.pk for each in estates])
    return Employee.objects.filter(Exists(seats)).order_by("name", "pk")


def _answered(estates: Sequence[Estate], values: list[str]) -> QuerySet[Employee]:
    calls = Call.objects.filter(estate__in=[each.pk for each in estates], answered_by=OuterRef("pk"))
    return Employee.objects.filter(Exists(calls), pk__in=_ids(values)).order_by("name", "pk")


def _posts(viewer: Viewer, values: list[str], estates: Sequence[Estate]) -> Options:
    found = posts_of(viewer).filter(pk__in=_ids(values)).order_by("pk")
    return [(str(each.pk), _post(each, estates)) for each in found]


def _post(duty_post: DutyPost, estates: Sequence[Estate]) -> str:
    return f"{duty_post.name} · {duty_post.estate.name}" if len(estates) > 1 else duty_post.name


def _queues(values: list[str]) -> Options:
    """A queue is known by its name alone: whatever an address names is one, perhaps without any calls."""
    return [(value, value) for value in values if value.isprintable() and 0 < len(value) <= LONGEST_QUEUE]


def _named(employees: QuerySet[Employee]) -> Options:
    return [(str(each.pk), each.name) for each in employees]


def _ids(values: list[str]) -> list[int]:
    return [int(each) for each in values if each.isascii() and each.isdecimal() and len(each) < 19]
