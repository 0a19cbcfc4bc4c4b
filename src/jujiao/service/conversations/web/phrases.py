"""What the desk answers again and again: the list, one text with its versions, and the dialogs that publish."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.estates.models import Company
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.record.access import Role, ViewerRequest, door, may
from jujiao.rules.service.phrases import Blank, clause_3_1_3_phrase
from jujiao.rules.wording import compared
from jujiao.service.conversations.forms_phrases import NewPhraseForm, PhraseForm, WithdrawPhraseForm
from jujiao.service.conversations.models import Phrase, PhraseVersion
from jujiao.service.conversations.operations import phrases as operations
from jujiao.service.conversations.permissions import SEES_PHRASES, WRITES_PHRASES
from jujiao.service.conversations.queries_phrases import (
    current,
    get_phrase_for,
    may_write,
    phrases_for,
    versions_of,
)


@dataclass(frozen=True)
class Row:
    """A text as it reads now."""

    phrase: Phrase
    version: PhraseVersion


@door(*SEES_PHRASES)
@require_safe
def phrases(request: ViewerRequest) -> HttpResponse:
    """All texts that the viewer reads: those in use first."""
    found = phrases_for(request.viewer)
    versions = {each.phrase_id: each for each in current(found)}
    context = {
        "rows": [Row(each, versions[each.pk]) for each in found],
        "adds": request.viewer.has(*WRITES_PHRASES),
        "now": clock.now(),
    }
    return render(request, "conversations/phrases.html", context)


@door(*SEES_PHRASES)
@require_safe
def phrase(request: ViewerRequest, phrase_id: int) -> HttpResponse:
    """One text: what it says now, how that reads, and what it said before; two versions side by side where the address
    names them."""
    row, now = get_phrase_for(request.viewer, phrase_id), clock.now()
    versions = list(versions_of(row))
    by_number = {str(each.number): each for each in versions}
    later = by_number.get(request.GET.get("to", ""), versions[0])
    former = by_number.get(request.GET.get("from", ""), versions[1] if len(versions) > 1 else None)
    example = {
        Blank.ESTATE: row.estate.name if row.estate else _("Sunshine Garden"),
        Blank.CLERK: request.viewer.name,
        Blank.NAME: _("Mr Wang"),
        Blank.ROOM: "1-1-101",
    }
    context = {
        "phrase": row,
        "versions": versions,
        "example": clause_3_1_3_phrase(versions[0].text, example, now),
        "former": former,
        "later": later,
        "stretches": compared(former.text, later.text) if former and former != later else [],
        "writes": may_write(request.viewer, row.company_id, row.estate_id),
        "now": now,
    }
    return render(request, "conversations/phrase.html", context)


@door(*WRITES_PHRASES)
def add(request: ViewerRequest) -> HttpResponse:
    """The dialog in which one more text is written."""
    company = get_object_or_404(Company, pk=request.viewer.company_id or 0)
    estates = estates_of(request.viewer, *WRITES_PHRASES)
    for_all = may(request.viewer, Role.COMPANY, company_id=company.pk)
    dialog = Dialog(
        _("Another text for answers"),
        _("Publish"),
        reverse("conversations:phrases"),
        note=_("An estate's text of the same title stands in for that of the company."),
        sentence=_("Published."),
    )

    def publish(given: dict[str, Any]) -> None:
        named = {name: given[name] for name in ("estate", "title", "short", "text")}
        operations.add_phrase(company=company, **named, actor=request.viewer, now=clock.now())

    only = estates.first() if not for_all and estates.count() == 1 else None
    form = NewPhraseForm(estates, request.POST or None, for_all=for_all, initial={"version": 0, "estate": only})
    return dialog.answer(request, form, publish)


@door(*WRITES_PHRASES)
def publish(request: ViewerRequest, phrase_id: int) -> HttpResponse:
    """The dialog that publishes the next version."""
    row = get_phrase_for(request.viewer, phrase_id)

    def latest() -> dict[str, Any]:
        return _said(get_phrase_for(request.viewer, phrase_id))

    dialog = Dialog(
        _("Publish another wording"),
        _("Publish"),
        reverse("conversations:phrase", args=[row.pk]),
        note=_("It is offered from now on. Answers keep the wording that they were made of."),
        sentence=_("Published."),
        subject=row.title,
        latest=latest,
    )
    return dialog.answer(
        request,
        PhraseForm(request.POST or None, initial={"version": row.version, **_said(row)}),
        lambda given: operations.publish_phrase(phrase=row, **given, actor=request.viewer, now=clock.now()),
    )


@door(*WRITES_PHRASES)
def withdraw(request: ViewerRequest, phrase_id: int) -> HttpResponse:
    """The dialog by which a text is offered no more."""
    row = get_phrase_for(request.viewer, phrase_id)
    dialog = Dialog(
        _("Withdraw the text"),
        _("Withdraw"),
        reverse("conversations:phrases"),
        note=_("It is not offered any more. Publishing another wording brings it back."),
        sentence=_("Withdrawn."),
        subject=row.title,
        danger=True,
    )
    return dialog.answer(
        request,
        WithdrawPhraseForm(request.POST or None, initial={"version": row.version}),
        lambda given: operations.withdraw_phrase(phrase=row, **given, actor=request.viewer, now=clock.now()),
    )


def _said(row: Phrase) -> dict[str, Any]:
    return {"title": row.title, "short": row.short, "text": versions_of(row)[0].text}
