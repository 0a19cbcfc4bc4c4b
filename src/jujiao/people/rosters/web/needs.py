"""What each post of an estate needs, by weekday and on single dates; and the dialogs that say it."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.forms import EmptyForm
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.words import day_words
from jujiao.kernel.record.access import ViewerRequest, door, may
from jujiao.people.rosters import operations
from jujiao.people.rosters.forms import DAYS, DatedNeedForm, NewDatedNeedForm, WeeklyNeedForm, ends_of
from jujiao.people.rosters.models import DatedNeed, WeeklyNeed
from jujiao.people.rosters.permissions import KEEP, PLAN
from jujiao.people.rosters.queries import get_dated, get_post, get_shift_kind, needs_at, posts_needing, shift_kinds_of


@door(*PLAN)
@require_safe
def needs(request: ViewerRequest) -> HttpResponse:
    """The kinds of shifts and the needs of one estate."""
    now, viewer = clock.now(), request.viewer
    estates = list(estates_of(viewer, *PLAN))
    asked = request.GET.get("estate", "")
    estate = next((each for each in estates if str(each.pk) == asked), estates[0] if estates else None)
    kinds = [each for each in shift_kinds_of(viewer) if estate and each.estate_id == estate.pk]
    posts = posts_needing(viewer).filter(estate=estate, in_use=True)
    context = {
        "now": now,
        "estates": estates,
        "estate": estate,
        "kinds": [(each, ends_of(each)) for each in kinds],
        "posts": needs_at(estate, posts, today(now)) if estate else [],
        "weekdays": WEEKDAYS_ABBR.values(),
        "keeps": estate is not None and may(viewer, *KEEP, company_id=estate.company_id, estate_id=estate.pk),
    }
    return render_page(request, "rosters/needs.html", "list", context)


@door(*KEEP)
def weekly(request: ViewerRequest, duty_post_id: int, shift_kind_id: int) -> HttpResponse:
    """How many people from Monday to Sunday."""
    post, kind = get_post(request.viewer, duty_post_id), get_shift_kind(request.viewer, shift_kind_id)

    def own() -> dict[str, object]:
        need = WeeklyNeed.objects.filter(duty_post=post, shift_kind=kind).first()
        counts = need.counts if need else [0] * len(DAYS)
        return {"version": need.version if need else 0, **dict(zip(DAYS, counts, strict=True))}

    form = WeeklyNeedForm(request.POST or None, initial=own())
    dialog = Dialog(
        _("People needed"),
        SAVE,
        reverse("rosters:needs"),
        subject=f"{post.name} · {kind.name}",
        note=_("How many people for the shift that begins on each day of the week."),
        sentence=_("Saved."),
        latest=own,
    )
    return dialog.answer(
        request,
        form,
        lambda given: operations.keep_weekly_need(
            duty_post=post,
            shift_kind=kind,
            counts=form.counts(),
            version=given["version"],
            actor=request.viewer,
            now=clock.now(),
        ),
    )


@door(*KEEP)
def add_dated(request: ViewerRequest, duty_post_id: int) -> HttpResponse:
    """Another number for a shift of one date."""
    post = get_post(request.viewer, duty_post_id)
    form = NewDatedNeedForm(post, request.POST or None)
    dialog = Dialog(
        _("People needed on a date"),
        SAVE,
        reverse("rosters:needs"),
        subject=post.name,
        note=_("It counts instead of what the weekday says of that shift."),
        sentence=_("Saved."),
    )
    return dialog.answer(
        request,
        form,
        lambda given: operations.add_dated_need(duty_post=post, **given, actor=request.viewer, now=clock.now()),
    )


@door(*KEEP)
def change_dated(request: ViewerRequest, need_id: int) -> HttpResponse:
    need = get_dated(request.viewer, need_id)

    def own(row: DatedNeed) -> dict[str, object]:
        return {"version": row.version, "count": row.count}

    form = DatedNeedForm(request.POST or None, initial=own(need))
    dialog = Dialog(
        _("People needed on a date"),
        SAVE,
        reverse("rosters:needs"),
        subject=_called(need),
        sentence=_("Saved."),
        latest=lambda: own(get_dated(request.viewer, need_id)),
    )
    return dialog.answer(
        request,
        form,
        lambda given: operations.change_dated_need(need=need, **given, actor=request.viewer, now=clock.now()),
    )


@door(*KEEP)
def remove_dated(request: ViewerRequest, need_id: int) -> HttpResponse:
    need = get_dated(request.viewer, need_id)
    dialog = Dialog(
        _("As its weekday again"),
        _("As its weekday"),
        reverse("rosters:needs"),
        subject=_called(need),
        sentence=_("That date is as its weekday again."),
        danger=True,
    )
    return dialog.answer(
        request,
        EmptyForm(request.POST if request.method == "POST" else None),
        lambda _given: operations.remove_dated_need(need=need, actor=request.viewer, now=clock.now()),
    )


def _called(need: DatedNeed) -> str:
    return f"{need.duty_post.name} · {need.shift_kind.name} · {day_words(need.day)}"
