"""At which telephone one sits: on the first page, and the dialog in which one sits down."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.htmx import done, refuse
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.service.calls.forms_pop import SitForm
from jujiao.service.calls.operations import sitting
from jujiao.service.calls.permissions import ANSWERS
from jujiao.service.calls.queries_seats import (
    get_telephone_to_sit_at,
    own_attendance,
    own_seat,
    sitter,
    telephones_for,
)

HOME = "/"
"""The first page: one goes on with what waits there."""


@door(*ANSWERS)
@require_safe
def at_home(request: ViewerRequest, employee_id: int) -> HttpResponse:  # noqa: ARG001 - it is always the viewer's own
    """A part of the first page: where one sits, or the telephones of the estate where one is on duty."""
    now = clock.now()
    seat, attendance = own_seat(request.viewer, now), own_attendance(request.viewer, now)
    telephones = list(telephones_for(request.viewer)) if attendance else []
    here = [each for each in telephones if attendance and each.duty_post.estate_id == attendance.duty_post.estate_id]
    context = {"seat": seat, "others": [each for each in here if seat is None or each.pk != seat.telephone_id]}
    return render(request, "telephony/pop_at_home.html", {**context, "now": now})


@door(*ANSWERS)
def sit(request: ViewerRequest, telephone_id: int) -> HttpResponse:
    """The dialog in which one sits down, and reads who sat there."""
    now = clock.now()
    telephone = get_telephone_to_sit_at(request.viewer, telephone_id)
    theirs = sitter(telephone)
    taken = theirs is not None and theirs.employee_id != request.viewer.employee_id
    note = ""
    if theirs is not None and taken:
        since = moment_words(theirs.from_at, now)
        sentence = _("%(name)s sits there since %(since)s. Calls at this telephone will be shown to you instead.")
        note = data(sentence % {"name": theirs.employee.name, "since": since})
    dialog = Dialog(
        _("Sit down at a telephone"),
        _("Take it over") if taken else _("I sit here"),
        HOME,
        note=note or _("Calls at this telephone are shown to you, and count as answered by you."),
        sentence=_("Calls at this telephone are shown to you now."),
        subject=telephone.extension,
    )
    return dialog.answer(
        request,
        SitForm(request.POST or None, initial={"version": theirs.pk if theirs else 0}),
        lambda given: sitting.sit_down(telephone=telephone, instead_of=given["version"], actor=request.viewer, now=now),
    )


@door(*ANSWERS)
@require_POST
def stand_up(request: ViewerRequest) -> HttpResponse:
    try:
        sitting.stand_up(actor=request.viewer, now=clock.now())
    except UnableTo as error:
        return refuse(error)
    return done(request, _("Calls are not shown to you any more."), url=HOME)
