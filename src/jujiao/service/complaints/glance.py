"""The figures of complaints that stand on the first page of those who answer for them, and on the wall."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Figure
from jujiao.service.complaints import queries_figures
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.queries import visible_to
from jujiao.service.complaints.queries_figures import Share, Shown

type Count = Callable[[QuerySet[Complaint], datetime], int]

NEEDS = (Shown.LATE, Shown.THIRD, Shown.INSTRUCTED)


def at_a_glance(viewer: Viewer, now: datetime) -> Sequence[Figure]:
    """What asks for something to be done today, where there is any, and the four figures, of all that they see."""
    cases = visible_to(viewer)
    found = ((shown, queries_figures.behind(cases, shown, now).count()) for shown in NEEDS)
    needs = [Figure(label=shown.label, value=count, url=_url(shown), needs=True) for shown, count in found if count]
    return [*needs, *four(cases, now)]


def four(cases: QuerySet[Complaint], now: datetime) -> Sequence[Figure]:
    """Kept in time, waiting, satisfied, open: each of these cases, and a week earlier."""
    then = queries_figures.before(now)
    kept, kept_then = queries_figures.kept(cases, now), queries_figures.kept(cases, then)
    happy, happy_then = queries_figures.satisfied(cases, now), queries_figures.satisfied(cases, then)

    def counts(count: Count) -> tuple[int, int]:
        return count(cases, now), count(cases, then)

    return [
        _share(_("Kept in time"), Shown.KEPT, kept, kept_then, _("7 days")),
        _count(_("Waiting for a first reply"), Shown.WAITING, *counts(queries_figures.waiting_at)),
        _share(_("Satisfied"), Shown.SATISFIED, happy, happy_then, _("30 days")),
        _count(_("Open"), Shown.OPEN, *counts(queries_figures.open_at)),
    ]


def _share(label: str, shown: Shown, share: Share, before: Share, over: str) -> Figure:
    note = _("%(part)s of %(whole)s, %(over)s") % {"part": share.part, "whole": share.whole, "over": over}
    return Figure(
        label=label, value=share.percent, unit="%", note=note, url=_url(shown), before=before.percent, good_up=True
    )


def _count(label: str, shown: Shown, value: int, before: int) -> Figure:
    return Figure(label=label, value=value, url=_url(shown), before=before, good_up=False)


def _url(shown: Shown) -> str:
    return f"{reverse('complaints:queue')}?figure={shown}"
