"""The dialogs in which people change places and residents."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.company.estates import operations, queries
from jujiao.company.estates.dialogs import HolderDialog
from jujiao.company.estates.forms import (
    DeskPhoneForm,
    MoveOutForm,
    NameForm,
    PersonForm,
    ReasonForm,
    RenameForm,
    RenameUnitForm,
    ResidentForm,
    UnitForm,
)
from jujiao.company.estates.models import Relation
from jujiao.company.estates.operations import NewResident
from jujiao.company.estates.operations.people import REVEAL
from jujiao.company.estates.queries import EDIT_PEOPLE, EDIT_PLACES
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.htmx import render_dialog
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.rules.phone_lists import Number
from jujiao.rules.phones import shown


@door(*EDIT_PLACES)
def set_desk_phone(request: ViewerRequest, estate_id: int) -> HttpResponse:
    """The number by which owners call their front desk."""
    estate = queries.get_estate(request.viewer, estate_id)

    def written() -> str:
        number = queries.get_estate(request.viewer, estate_id).desk_phone
        return shown(number) if number else ""

    dialog = Dialog(
        _("Front desk's phone"),
        SAVE,
        reverse("estates:rooms"),
        sentence=_("Saved."),
        subject=estate.name,
        latest=lambda: {"phone": written()},
    )
    return dialog.answer(
        request,
        DeskPhoneForm(request.POST or None, initial={"phone": written(), "version": estate.version}),
        lambda given: operations.set_desk_phone(estate=estate, **given, actor=request.viewer, now=clock.now()),
    )


@door(*EDIT_PLACES)
def add_building(request: ViewerRequest, estate_id: int) -> HttpResponse:
    estate = queries.get_estate(request.viewer, estate_id)
    dialog = Dialog(_("New building"), _("Create"), reverse("estates:rooms"), sentence=_("Created."))
    return dialog.answer(
        request,
        NameForm(request.POST or None),
        lambda given: operations.add_building(estate=estate, name=given["name"], actor=request.viewer, now=clock.now()),
    )


@door(*EDIT_PLACES)
def rename_building(request: ViewerRequest, building_id: int) -> HttpResponse:
    building = queries.get_building(request.viewer, building_id)
    dialog = Dialog(
        _("Rename the building"),
        SAVE,
        reverse("estates:building", args=[building.pk]),
        note=_("The codes of all its rooms change with the name."),
        sentence=_("Saved."),
        latest=lambda: {"name": queries.get_building(request.viewer, building_id).name},
    )
    return dialog.answer(
        request,
        RenameForm(request.POST or None, initial={"name": building.name, "version": building.version}),
        lambda given: operations.rename_building(building=building, **given, actor=request.viewer, now=clock.now()),
    )


@door(*EDIT_PLACES)
def add_unit(request: ViewerRequest, building_id: int) -> HttpResponse:
    building = queries.get_building(request.viewer, building_id)
    url = reverse("estates:building", args=[building.pk])
    return Dialog(_("New unit"), _("Create"), url, sentence=_("Created.")).answer(
        request,
        UnitForm(request.POST or None),
        lambda given: operations.add_unit(building=building, name=given["name"], actor=request.viewer, now=clock.now()),
    )


@door(*EDIT_PLACES)
def rename_unit(request: ViewerRequest, unit_id: int) -> HttpResponse:
    unit = queries.get_unit(request.viewer, unit_id)
    dialog = Dialog(
        _("Rename the unit"),
        SAVE,
        reverse("estates:building", args=[unit.building_id]),
        note=_("The codes of all its rooms change with the name."),
        sentence=_("Saved."),
        latest=lambda: {"name": queries.get_unit(request.viewer, unit_id).name},
    )
    return dialog.answer(
        request,
        RenameUnitForm(request.POST or None, initial={"name": unit.name, "version": unit.version}),
        lambda given: operations.rename_unit(unit=unit, **given, actor=request.viewer, now=clock.now()),
    )


@door(*EDIT_PLACES)
def add_room(request: ViewerRequest, unit_id: int) -> HttpResponse:
    unit = queries.get_unit(request.viewer, unit_id)
    url = reverse("estates:building", args=[unit.building_id])
    form = NameForm(request.POST or None)
    form.fields["name"].label = _("Room number")
    return Dialog(_("New room"), _("Create"), url, sentence=_("Created.")).answer(
        request,
        form,
        lambda given: operations.add_room(unit=unit, number=given["name"], actor=request.viewer, now=clock.now()),
    )


@door(*EDIT_PLACES)
def rename_room(request: ViewerRequest, room_id: int) -> HttpResponse:
    room = queries.get_room(request.viewer, room_id)
    dialog = Dialog(
        _("Another number for the room"),
        SAVE,
        reverse("estates:room", args=[room.pk]),
        sentence=_("Saved."),
        latest=lambda: {"name": queries.get_room(request.viewer, room_id).number},
    )
    form = RenameForm(request.POST or None, initial={"name": room.number, "version": room.version})
    form.fields["name"].label = _("Room number")
    return dialog.answer(
        request,
        form,
        lambda given: operations.rename_room(
            room=room, number=given["name"], version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )


@door(*EDIT_PEOPLE)
def settle(request: ViewerRequest, room_id: int) -> HttpResponse:
    room = queries.get_room(request.viewer, room_id)
    dialog = HolderDialog(
        _("A household moves in"),
        _("Move in"),
        reverse("estates:room", args=[room.pk]),
        note=_("Begin with the owner; family and tenants are added afterwards."),
        sentence=_("Moved in."),
    )
    return dialog.answer(
        request,
        _resident_form(request),
        lambda given: operations.settle(
            room=room, people=[_resident(given)], moved_in=given["moved_in"], actor=request.viewer, now=clock.now()
        ),
    )


@door(*EDIT_PEOPLE)
def move_in(request: ViewerRequest, household_id: int) -> HttpResponse:
    household = queries.get_household(request.viewer, household_id)
    dialog = HolderDialog(
        _("Somebody moves in"),
        _("Move in"),
        reverse("estates:room", args=[household.room_id]),
        note=_("The same name and phone as before mean the same person: one may live in several rooms."),
        sentence=_("Moved in."),
    )
    return dialog.answer(
        request,
        _resident_form(request),
        lambda given: operations.move_in(
            household=household,
            resident=_resident(given),
            moved_in=given["moved_in"],
            actor=request.viewer,
            now=clock.now(),
        ),
    )


@door(*EDIT_PEOPLE)
def move_out(request: ViewerRequest, residency_id: int) -> HttpResponse:
    residency = queries.get_residency(request.viewer, residency_id)
    dialog = Dialog(
        _("Moves out"),
        _("Move out"),
        reverse("estates:room", args=[residency.household.room_id]),
        note=_("With the last person the household ends."),
        subject=residency.person.name,
        sentence=_("Moved out."),
        danger=True,
    )
    return dialog.answer(
        request,
        MoveOutForm(request.POST or None, initial={"moved_out": timezone.localtime(clock.now()).date()}),
        lambda given: operations.move_out(residency=residency, **given, actor=request.viewer, now=clock.now()),
    )


@door(*EDIT_PEOPLE)
def end_household(request: ViewerRequest, household_id: int) -> HttpResponse:
    household = queries.get_household(request.viewer, household_id)
    dialog = Dialog(
        _("The household moves out"),
        _("Move out"),
        reverse("estates:room", args=[household.room_id]),
        note=_("Everybody who is still there leaves on this day. Owners lose sight of the room, not of their cases."),
        sentence=_("Moved out."),
        danger=True,
    )
    return dialog.answer(
        request,
        MoveOutForm(request.POST or None, initial={"moved_out": timezone.localtime(clock.now()).date()}),
        lambda given: operations.end_household(household=household, **given, actor=request.viewer, now=clock.now()),
    )


@door(*EDIT_PEOPLE)
def correct_person(request: ViewerRequest, person_id: int) -> HttpResponse:
    """Name and phone. The present number is not shown here: an empty field keeps it."""
    person = queries.get_person(request.viewer, person_id)
    dialog = HolderDialog(
        _("Correct name and phone"),
        SAVE,
        reverse("estates:person", args=[person.pk]),
        note=_("Leave the phone empty to keep the one on record."),
        sentence=_("Saved."),
        subject=person.name,
        latest=lambda: {"name": queries.get_person(request.viewer, person_id).name},
    )
    return dialog.answer(
        request,
        PersonForm(request.POST or None, initial={"name": person.name, "version": person.version}),
        lambda given: operations.correct_person(
            person=person,
            name=given["name"],
            phone="" if given["no_phone"] else given["phone"] or person.phone,
            version=given["version"],
            held=given["held"],
            actor=request.viewer,
            now=clock.now(),
        ),
    )


@door(*REVEAL)
def reveal_phone(request: ViewerRequest, person_id: int) -> HttpResponse:
    """The reason is asked, then the number is shown, once and in the dialog alone."""
    person = queries.get_person(request.viewer, person_id)
    return reveal(
        request,
        person.name,
        reverse("estates:person", args=[person.pk]),
        lambda reason: operations.reveal_phone(person=person, reason=reason, actor=request.viewer, now=clock.now()),
    )


def reveal(request: ViewerRequest, name: str, url: str, show: Callable[[str], list[Number]]) -> HttpResponse:
    """Asks for the reason, or shows the numbers that `show(reason)` gives."""
    form = ReasonForm(request.POST or None)
    dialog = _NumberDialog(_("Phone number"), _("Show the number"), url, subject=name)
    return dialog.respond(request, form, lambda: dialog.show(request, form, numbers=show(form.cleaned_data["reason"])))


class _NumberDialog(Dialog):
    def show(self, request: HttpRequest, form: Form, status: int = 200, **more: Any) -> HttpResponse:
        return render_dialog(request, "estates/reveal.html", {"dialog": self, "form": form, **more}, status=status)


def _resident_form(request: ViewerRequest) -> ResidentForm:
    today = timezone.localtime(clock.now()).date()
    return ResidentForm(request.POST or None, initial={"moved_in": today, "relation": Relation.OWNER})


def _resident(given: dict[str, Any]) -> NewResident:
    return NewResident(given["name"], given["phone"], Relation(given["relation"]), given["held"])
