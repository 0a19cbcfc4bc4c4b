"""The exchanges that tell of calls, their telephones and what was refused, and the dialogs that change them."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.htmx import done, render_dialog, render_page
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.service.calls import queries_sources as queries
from jujiao.service.calls.forms_sources import (
    ChangeSourceForm,
    ChangeTelephoneForm,
    ConnectForm,
    RenewForm,
    TableForm,
    TelephoneForm,
)
from jujiao.service.calls.models import Source, Telephone, Vendor
from jujiao.service.calls.operations import exchanges, telephones
from jujiao.service.calls.operations.tables import bring_table
from jujiao.service.calls.permissions import KEEPS_EXCHANGES, SEES_EXCHANGES
from jujiao.service.calls.sources.readers import READERS, Reader, Way


@dataclass(frozen=True)
class Row:
    """An exchange with what it can tell."""

    source: Source
    reader: Reader


@door(*SEES_EXCHANGES)
@require_safe
def sources(request: ViewerRequest) -> HttpResponse:
    """Which exchanges there are, and when each was last heard of."""
    rows = [Row(each, READERS[each.vendor]) for each in queries.listed(request.viewer)]
    context = {"rows": rows, "keeps": request.viewer.has(*KEEPS_EXCHANGES), "now": clock.now()}
    return render_page(request, "telephony/sources_list.html", "list", context)


@door(*SEES_EXCHANGES)
@require_safe
def source(request: ViewerRequest, source_id: int) -> HttpResponse:
    """One of them: what it can tell, its telephones, and what could not be read."""
    row = queries.get_source_for(request.viewer, source_id)
    context = {
        "source": row,
        "reader": READERS[row.vendor],
        "telephones": queries.telephones_of(row),
        "refusals": queries.refusals_of(row),
        "keeps": request.viewer.has(*KEEPS_EXCHANGES, estate_id=row.estate_id),
        "now": clock.now(),
    }
    return render(request, "telephony/sources_one.html", context)


@door(*KEEPS_EXCHANGES)
def connect(request: ViewerRequest) -> HttpResponse:
    """Connects an exchange; one that pushes is shown its address with the secret, once."""
    form = ConnectForm(request.viewer, request.POST or None)
    made: list[tuple[Source, str]] = []
    dialog = Dialog(_("Connect an exchange"), _("Connect"), reverse("telephony:sources"))
    response = dialog.answer(
        request,
        form,
        lambda given: made.append(
            exchanges.connect_source(
                estate=given["estate"],
                vendor=Vendor(given["vendor"]),
                facts=form.facts(),
                actor=request.viewer,
                now=clock.now(),
            )
        ),
    )
    return _shown(request, *made[0]) if made else response


@door(*KEEPS_EXCHANGES)
def change_source(request: ViewerRequest, source_id: int) -> HttpResponse:
    row = queries.get_kept_by(request.viewer, source_id)
    form = ChangeSourceForm(row, request.POST or None, initial=_own(row))
    dialog = Dialog(
        _("Change the exchange"),
        SAVE,
        _page(row.pk),
        subject=row.name,
        sentence=_("Saved."),
        latest=lambda: _own(queries.get_kept_by(request.viewer, source_id)),
    )
    return dialog.answer(
        request,
        form,
        lambda given: exchanges.change_source(
            source=row, facts=form.facts(), version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )


@door(*KEEPS_EXCHANGES)
def renew_secret(request: ViewerRequest, source_id: int) -> HttpResponse:
    """Another secret, shown once."""
    row = queries.get_kept_by(request.viewer, source_id)
    form = RenewForm(request.POST or None, initial={"version": row.version})
    made: list[str] = []
    dialog = Dialog(
        _("New secret"),
        _("Make a new secret"),
        _page(row.pk),
        subject=row.name,
        note=_("The old secret is refused at once. Until the exchange has the new one, its calls are lost."),
        danger=True,
    )
    response = dialog.answer(
        request,
        form,
        lambda given: made.append(exchanges.renew_secret(source=row, **given, actor=request.viewer, now=clock.now())),
    )
    return _shown(request, row, made[0]) if made else response


@door(*KEEPS_EXCHANGES)
def add_telephone(request: ViewerRequest, source_id: int) -> HttpResponse:
    row = queries.get_kept_by(request.viewer, source_id)
    dialog = Dialog(_("Add a telephone"), SAVE, _page(row.pk), subject=row.name, sentence=_("Saved."))
    return dialog.answer(
        request,
        TelephoneForm(row, request.POST or None),
        lambda given: telephones.add_telephone(source=row, **given, actor=request.viewer, now=clock.now()),
    )


@door(*KEEPS_EXCHANGES)
def change_telephone(request: ViewerRequest, telephone_id: int) -> HttpResponse:
    row = queries.get_telephone_kept_by(request.viewer, telephone_id)
    dialog = Dialog(
        _("Change the telephone"),
        SAVE,
        _page(row.source_id),
        subject=row.extension,
        sentence=_("Saved."),
        latest=lambda: _telephone(queries.get_telephone_kept_by(request.viewer, telephone_id)),
    )
    return dialog.answer(
        request,
        ChangeTelephoneForm(row.source, request.POST or None, initial=_telephone(row)),
        lambda given: telephones.change_telephone(telephone=row, **given, actor=request.viewer, now=clock.now()),
    )


@door(*KEEPS_EXCHANGES, takes=5)
def bring(request: ViewerRequest, source_id: int) -> HttpResponse:
    """A table of calls that was saved from an exchange."""
    row = queries.get_kept_by(request.viewer, source_id)
    form = TableForm(request.POST or None, request.FILES or None)
    dialog = Dialog(
        _("Bring a table"), _("Take it"), _page(row.pk), subject=row.name, template="telephony/sources_bring.html"
    )

    def take() -> HttpResponse:
        received = bring_table(source=row, content=form.content(), actor=request.viewer, now=clock.now())
        sentence = _("%(new)s records taken, %(known)s were there already, %(refused)s cannot be read.")
        counts = {"new": received.new, "known": received.known, "refused": len(received.refused)}
        return done(request, sentence % counts, url=_page(row.pk))

    return dialog.respond(request, form, take)


def _shown(request: ViewerRequest, row: Source, secret: str) -> HttpResponse:
    """The address with the secret, which nobody sees again; where nothing is pushed there is none to show."""
    if READERS[row.vendor].way is not Way.PUSH:
        return done(request, _("Saved."), url=_page(row.pk))
    path = reverse("telephony:tell", args=[row.pk, secret])
    context = {"source": row, "address": f"{settings.SITE_URL}{path}", "url": _page(row.pk)}
    return render_dialog(request, "telephony/sources_secret.html", context)


def _own(row: Source) -> dict[str, Any]:
    """What of an exchange is shown again: never its password."""
    return {name: getattr(row, name) for name in ("version", "name", "address", "account", "in_use")}


def _telephone(row: Telephone) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("version", "duty_post", "in_use")}


def _page(source_id: int) -> str:
    return reverse("telephony:source", args=[source_id])
