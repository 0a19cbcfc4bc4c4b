"""The pages on which a version is drafted, published and acknowledged."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jujiao.company.estates.models import Estate
from jujiao.company.rulebook import operations, queries
from jujiao.company.rulebook.dialogs import DraftDialog, FigureDialog, PublishDialog
from jujiao.company.rulebook.forms import FigureForm, NoteForm, PublishForm, RemoveForm, VersionForm
from jujiao.company.rulebook.models import Parameter, RulebookVersion, VersionState
from jujiao.company.rulebook.words import figure_words, label_words
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done
from jujiao.kernel.record.access import STAFF, ViewerRequest, door

FORM = ["GET", "HEAD", "POST"]
LONGEST_ID = 18


@door(*operations.DRAFTERS)
@require_http_methods(FORM)
def draft(request: ViewerRequest) -> HttpResponse:
    """Opens a draft."""
    form = NoteForm(request.POST or None)

    def act() -> HttpResponse:
        company, note = queries.company_of(request.viewer), form.cleaned_data["note"]
        made = operations.draft_version(company=company, note=note, actor=request.viewer, now=clock.now())
        sentence = _("Version %(number)s is a draft now.") % {"number": made.number}
        return done(request, sentence, url=_url(made))

    return DraftDialog().respond(request, form, act)


@door(*operations.DRAFTERS)
@require_http_methods(FORM)
def figure(request: ViewerRequest, version_id: int, key: str) -> HttpResponse:
    """Sets a figure of a draft; where somebody was faster, both values are shown and nothing typed is lost."""
    version = _draft(request, version_id)
    estate_id = request.POST.get("estate", request.GET.get("estate", ""))
    parameter = _parameter(version, key, estate_id)
    initial = {"version": version.version, "estate": estate_id, "value": parameter.value.normalize()}
    initial |= {"source": parameter.source, "enabled": parameter.enabled}
    form = FigureForm(request.POST or None, parameter=parameter, estates=_estates(version), initial=initial)

    def act() -> HttpResponse:
        row = _set(request, version, key, form)
        sentence = _("%(label)s: %(value)s.") % {
            "label": label_words(queries.figure_of(row)),
            "value": figure_words(queries.figure_of(row)),
        }
        return done(request, sentence, url=_url(version))

    # Read anew: when the dialog's own was read, the faster one had perhaps not saved yet.
    dialog = FigureDialog(version, parameter, latest=lambda: _parameter(version, key, estate_id))
    return dialog.respond(request, form, act)


@door(*operations.DRAFTERS)
@require_POST
def remove(request: ViewerRequest, version_id: int, key: str) -> HttpResponse:
    """Lets the company's figure hold at an estate again."""
    version = _draft(request, version_id)
    form = RemoveForm(request.POST, estates=_estates(version))
    _parameter(version, key, "")
    if not form.is_valid():
        raise Http404
    operations.remove_override(
        version=version,
        row_version=form.cleaned_data["version"],
        key=key,
        estate=form.cleaned_data["estate"],
        actor=request.viewer,
        now=clock.now(),
    )
    return done(request, _("The company's figure holds there again."), url=_url(version))


@door(*operations.PUBLISHERS)
@require_http_methods(FORM)
def publish(request: ViewerRequest, version_id: int) -> HttpResponse:
    """Puts a draft in force, with proof that it was made known."""
    version = _draft(request, version_id)
    form = PublishForm(request.POST or None, initial={"version": version.version})

    def act() -> HttpResponse:
        operations.publish(
            version=version,
            row_version=form.cleaned_data["version"],
            proof=form.cleaned_data["proof"],
            effective_from=form.starts,
            actor=request.viewer,
            now=clock.now(),
        )
        sentence = _("Version %(number)s is published.") % {"number": version.number}
        return done(request, sentence, url=_url(version))

    return PublishDialog(version).respond(request, form, act)


@door(*operations.DRAFTERS)
@require_POST
def discard(request: ViewerRequest, version_id: int) -> HttpResponse:
    """Throws a draft away."""
    version = _draft(request, version_id)
    form = VersionForm(request.POST)
    seen = form.cleaned_data["version"] if form.is_valid() else 0
    operations.discard_draft(version=version, row_version=seen, actor=request.viewer, now=clock.now())
    return done(request, _("The draft is gone."), url=reverse("rulebook:versions"))


@door(*STAFF)
@require_POST
def acknowledge(request: ViewerRequest, version_id: int) -> HttpResponse:
    """Notes that the person has read the version."""
    version = queries.get_for(request.viewer, version_id)
    operations.acknowledge(version=version, actor=request.viewer, now=clock.now())
    return done(request, _("Thank you. It is noted that you have read this version."), url=_url(version))


def _draft(request: ViewerRequest, version_id: int) -> RulebookVersion:
    """A version of the viewer's company; the operations say no to one that is published."""
    return queries.get_for(request.viewer, version_id)


def _parameter(version: RulebookVersion, key: str, estate_id: str) -> Parameter:
    """What holds at the estate, else for every estate; Http404 for a figure that the draft does not have."""
    known = estate_id.isascii() and estate_id.isdigit() and len(estate_id) <= LONGEST_ID
    parameter = queries.parameters_of(version.pk, int(estate_id) if known else None).get(key)
    if parameter is None or version.state != VersionState.DRAFT:
        raise Http404
    return parameter


def _estates(version: RulebookVersion) -> Any:
    return Estate.objects.filter(company_id=version.company_id).order_by("code")


def _set(request: ViewerRequest, version: RulebookVersion, key: str, form: FigureForm) -> Parameter:
    given = form.cleaned_data
    return operations.set_figure(
        version=version,
        row_version=given["version"],
        key=key,
        value=given["value"],
        source=given["source"],
        estate=given["estate"],
        enabled=given.get("enabled", True),
        actor=request.viewer,
        now=clock.now(),
    )


def _url(version: RulebookVersion) -> str:
    return reverse("rulebook:version", args=[version.pk])
