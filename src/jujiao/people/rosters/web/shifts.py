"""The dialogs that keep the kinds of shifts of an estate."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.people.rosters.forms import ChangeShiftForm, NewShiftForm, ends_of
from jujiao.people.rosters.models import ShiftColour, ShiftKind
from jujiao.people.rosters.operations import change_shift_kind, create_shift_kind
from jujiao.people.rosters.permissions import KEEP
from jujiao.people.rosters.queries import get_shift_kind


@door(*KEEP)
def create(request: ViewerRequest) -> HttpResponse:
    form = NewShiftForm(request.viewer, request.POST or None, initial={"colour": ShiftColour.BLUE})
    dialog = Dialog(_("New kind of shift"), _("Create"), reverse("rosters:needs"), sentence=_("Created."))
    return dialog.answer(
        request,
        form,
        lambda given: create_shift_kind(
            estate=given["estate"], facts=form.facts(), actor=request.viewer, now=clock.now()
        ),
    )


@door(*KEEP)
def change(request: ViewerRequest, shift_kind_id: int) -> HttpResponse:
    kind = get_shift_kind(request.viewer, shift_kind_id)
    form = ChangeShiftForm(request.POST or None, initial=_own(kind))
    dialog = Dialog(
        _("Change the kind of shift"),
        SAVE,
        reverse("rosters:needs"),
        subject=kind.name,
        note=_("Duties that are planned already keep their times."),
        sentence=_("Saved."),
        latest=lambda: _own(get_shift_kind(request.viewer, shift_kind_id)),
    )
    return dialog.answer(
        request,
        form,
        lambda given: change_shift_kind(
            shift_kind=kind, facts=form.facts(), version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )


def _own(kind: ShiftKind) -> dict[str, object]:
    own = {name: getattr(kind, name) for name in ("version", "name", "starts", "colour", "in_use")}
    return {**own, "ends": ends_of(kind).time()}
