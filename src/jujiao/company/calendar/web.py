"""The pages of the working calendar: a year at a glance, loading one, and publishing it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jujiao.company.calendar import operations, queries
from jujiao.company.calendar.forms import FileForm, PublishForm, TypedForm
from jujiao.company.calendar.models import YearState
from jujiao.company.calendar.months import WEEKDAYS, months
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done
from jujiao.kernel.record.access import STAFF, ViewerRequest, door


@door(*STAFF)
@require_safe
def this_year(request: ViewerRequest) -> HttpResponse:
    """The present year."""
    return _year_page(request, timezone.localtime(clock.now()).year)


@door(*STAFF)
@require_safe
def year_of(request: ViewerRequest, year: int) -> HttpResponse:
    """Any year; one that nobody has published counts Monday to Friday and says so."""
    if not queries.FIRST_YEAR <= year <= queries.LAST_YEAR:
        raise Http404
    return _year_page(request, year)


def _year_page(request: ViewerRequest, year: int) -> HttpResponse:
    now = clock.now()
    today = timezone.localtime(now).date()
    days = queries.days_in_force(year)
    editions = list(queries.editions(request.viewer, year))
    in_force = next((each for each in editions if each.state == YearState.PUBLISHED), None)
    context = {
        "now": now,
        "year": year,
        "previous": year - 1 if year > queries.FIRST_YEAR else None,
        "next": year + 1 if year < queries.LAST_YEAR else None,
        "months": months(days or queries.days_assumed(year), today),
        "weekdays": WEEKDAYS,
        "working": sum(day.works for day in days or queries.days_assumed(year)),
        "provisional": not days,
        "edition": in_force,
        "notice": queries.notice_of(in_force) if in_force else None,
        "editions": editions,
        "draft": next((each for each in editions if each.state == YearState.DRAFT), None),
        "missing": queries.missing_year_alarm(today),
        "keeps": request.viewer.has(*operations.KEEPERS),
    }
    return render(request, "calendar/year.html", context)


@door(*operations.KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: ViewerRequest) -> HttpResponse:
    """The notice as a file or typed; it becomes a draft, whose difference is shown before it counts."""
    now = clock.now()
    sent, by_file = request.method == "POST", "by_file" in request.POST
    file_form = FileForm(request.POST, request.FILES) if sent and by_file else FileForm()
    typed_form = (
        TypedForm(request.POST) if sent and not by_file else TypedForm(initial={"year": request.GET.get("year")})
    )
    form = file_form if by_file else typed_form
    if sent and form.is_valid():
        try:
            draft = operations.load_year(data=form.cleaned_data["data"], actor=request.viewer, now=now)
        except operations.UnableToLoad as refused:
            for sentence in refused.sentences[:20]:
                form.add_error(None, sentence)
        else:
            return redirect("calendar:draft", draft.pk)
    context = {"form": form, "file_form": file_form, "typed_form": typed_form, "now": now}
    return render(request, "calendar/load.html", context, status=422 if sent else 200)


@door(*operations.KEEPERS)
@require_safe
def draft(request: ViewerRequest, edition_id: int) -> HttpResponse:
    """A loaded year beside what counts now."""
    edition = queries.get_for(request.viewer, edition_id)
    days = queries.days_of(edition)
    context = {
        "now": clock.now(),
        "edition": edition,
        "state": YearState(edition.state),
        "is_draft": edition.state == YearState.DRAFT,
        "changes": queries.changes_of(edition) if edition.state == YearState.DRAFT else (),
        "working": sum(day.works for day in days),
        "months": months(days),
        "weekdays": WEEKDAYS,
        "is_new": queries.span_excludes(edition.year),
        "may_publish": operations.may_publish(request.viewer),
    }
    return render(request, "calendar/draft.html", context)


@door(*operations.KEEPERS)
@require_POST
def publish(request: ViewerRequest, edition_id: int) -> HttpResponse:
    """Puts the draft in force."""
    edition = queries.get_for(request.viewer, edition_id)
    form = PublishForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else 0
    operations.publish_year(edition=edition, version=version, actor=request.viewer, now=clock.now())
    sentence = _("The working days of %(year)s are in force.") % {"year": edition.year}
    return done(request, sentence, url=reverse("calendar:year_of", args=[edition.year]))
