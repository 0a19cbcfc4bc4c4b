"""Putting a registered complaint right (更正): all that was entered, to be changed where it is wrong."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.fields import PhoneField
from jujiao.company.estates.contact import UnableToReadPhone, clean_phone
from jujiao.company.estates.finding import find_households
from jujiao.company.estates.locating import locate
from jujiao.company.estates.models import Building, Person, Room
from jujiao.company.estates.numbers import numbers_of
from jujiao.company.estates.queries import households_of, people_visible_to
from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.record.texts import TextField
from jujiao.service.complaints.forms.fields import LongText, NamedChoice, name_list, offer_rows
from jujiao.service.complaints.forms.steps import ComplaintStep
from jujiao.service.complaints.models import Category, Nature
from jujiao.service.complaints.queries import employees_of
from jujiao.service.complaints.queries_case import phone_that_stays
from jujiao.service.complaints.texts import COMPLAINT, CONTACT_NAME, CORRECTED, PLACE


class Correct(ComplaintStep):
    """Everything as it is written down; what is wrong is overwritten. A resident is named by their name in the room."""

    reason = LongText(CORRECTED, label=_("What was wrong, and how you know"), rows=2)
    room = forms.CharField(label=_("Room"), required=False, max_length=40)
    resident = forms.CharField(label=_("Which resident"), required=False, max_length=80)
    anonymous = forms.BooleanField(label=_("Anonymous"), required=False)
    building = NamedChoice(
        Building.objects.none(), label=_("Building"), required=False, empty_label="—", widget=name_list()
    )
    place = TextField(PLACE, label=_("Place"))
    contact_name = TextField(CONTACT_NAME, label=_("Contact name"))
    contact_phone = PhoneField(label=_("Contact phone"))
    no_phone = forms.BooleanField(label=_("The number was wrong too, and there is no other"), required=False)
    nature = forms.ChoiceField(label=_("Nature"), choices=Nature.choices, widget=forms.RadioSelect)
    category = forms.ModelChoiceField(Category.objects.none(), label=_("Category"), empty_label=None)
    text = LongText(COMPLAINT, label=_("What the owner says"))
    about_employee = NamedChoice(
        Employee.objects.none(), label=_("Person complained of"), required=False, empty_label="—", widget=name_list(),
        help_text=_("This person never sees the case, and takes no step on it."),
    )  # fmt: skip
    department = NamedChoice(
        Department.objects.none(), label=_("Hand to another department at once"), required=False, empty_label="—",
        widget=name_list(),
    )  # fmt: skip

    def prepare(self) -> None:
        case = self.case
        offer_rows(self, "building", Building.objects.filter(estate=case.estate_id).order_by("id"), case.building_id)
        offer_rows(self, "category", Category.objects.all(), case.category_id)
        departments = Department.objects.filter(estate=case.estate_id).exclude(pk=case.department_id or 0)
        offer_rows(self, "department", departments.order_by("id"))
        accused = Q(pk__in=employees_of([case.estate_id]).order_by().values("pk")) | Q(pk=case.about_employee_id or 0)
        employees = Employee.objects.filter(accused).order_by("pinyin", "id")
        offer_rows(self, "about_employee", employees, case.about_employee_id)
        for name in ("anonymous", "place", "contact_name", "nature", "text"):
            self.fields[name].initial = getattr(case, name)
        self.fields["room"].initial = case.room.code if case.room else ""
        self.fields["resident"].initial = case.person.name if case.person else ""
        # The number itself stays masked: what is left empty stays as it is.
        self.fields["contact_phone"].help_text = _("Left empty, it stays as it is.")
        if not case.contact_phone:
            del self.fields["no_phone"]

    def clean_room(self) -> Room | None:
        typed, case = self.cleaned_data["room"].strip(), self.case
        if not typed or (case.room is not None and typed == case.room.code):
            return case.room if typed else None
        if (named := locate(case.estate, typed)) is not None:
            return named
        found = [room for room in find_households(self.viewer, typed, now=self.now) if room.estate_id == case.estate_id]
        if len(found) != 1:
            raise forms.ValidationError(_("There is no such room, or several. Write its whole number."))
        return Room.objects.get(pk=found[0].room_id)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "room" in data and "resident" in data:
            data["person"] = self._person(data["room"], data["resident"].strip())
        if data.get("room") is not None:
            data["building"], data["place"] = None, ""
        if data.get("no_phone"):
            data["contact_phone"] = ""
        elif not data.get("contact_phone"):
            data["contact_phone"] = phone_that_stays(self.case, data.get("person"))
        return data

    def _person(self, room: Room | None, named: str) -> Person | None:
        case = self.case
        if not named or self.cleaned_data.get("anonymous"):
            return None
        if case.person is not None and named == case.person.name and room == case.room:
            return case.person
        if room is None:
            found = set(people_visible_to(self.viewer).filter(name=named)[:2])
        else:
            homes = [home for household in households_of(room) for home in household.residencies.all()]
            found = {home.person for home in homes if home.person.name == named}
            found = found or {home.person for home in homes if _has_number(home.person, named)}
        if len(found) != 1:
            self.add_error("resident", _("Nobody of this name is known there, or several are."))
            return None
        return next(iter(found))

    def given(self) -> dict[str, Any]:
        names = (
            "version", "reason", "room", "building", "place", "person", "anonymous", "contact_name", "contact_phone",
            "nature", "category", "text", "about_employee", "department",
        )  # fmt: skip
        return {name: self.cleaned_data[name] for name in names}


def _has_number(person: Person, typed: str) -> bool:
    try:
        number = clean_phone(typed)
    except UnableToReadPhone:
        return False
    return number in {each.number for each in numbers_of(person)}
