"""Registering at the desk (投诉受理): who, where, what, in the order in which it is said on the phone."""

import re
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from jujiao.cases.errors import by_the_rules
from jujiao.company.accounts.fields import PhoneField
from jujiao.company.estates.contact import UnableToReadPhone, clean_phone
from jujiao.company.estates.finding import FoundRoom, the_household
from jujiao.company.estates.models import Building, Estate
from jujiao.company.estates.queries import estates_at_work, get_chosen, get_person, get_room
from jujiao.company.rulebook.queries import figures, version_in_force
from jujiao.company.staff.models import Employee
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.attachments.field import FilesField
from jujiao.kernel.record.texts import TextField
from jujiao.rules.service.complaint_ways import TAKEN_DOWN
from jujiao.rules.service.complaints import clause_3_2_1_backdating
from jujiao.rules.texts import says_anything
from jujiao.service.complaints.forms.fields import (
    LongText,
    Moment,
    NatureField,
    SharedFields,
    TopicField,
    Topics,
    name_list,
    offer_rows,
    pairs,
)
from jujiao.service.complaints.forms.on_record import OnRecordFields
from jujiao.service.complaints.models import Category, Channel, Complaint
from jujiao.service.complaints.permissions import REGISTERS
from jujiao.service.complaints.queries import employees_of, visible_to
from jujiao.service.complaints.texts import BACKDATED, COMPLAINT, CONTACT_NAME, PLACE

WAYS = pairs(Channel(way) for way in TAKEN_DOWN)
HIGHEST_ID = 2**63 - 1
DOUBLE = re.compile(r"^(merge|add):(\d{1,18})\Z", re.ASCII)


class RegisterForm(OnRecordFields):
    """`key` makes a form that is sent twice one complaint. `room` and `person` come from the households found; `origin`
    names what another chapter wrote down and this makes a case of."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    room = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=HIGHEST_ID)
    person = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=HIGHEST_ID)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=HIGHEST_ID)
    origin = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    q = forms.CharField(label=_("Phone, room or name"), required=False, max_length=60)
    who = forms.ChoiceField(
        label=_("Who complains"),
        choices=[("resident", _("Resident")), ("visitor", _("Visitor or other")), ("anonymous", _("Anonymous"))],
        initial="resident",
        widget=forms.RadioSelect,
    )
    nature = NatureField(label=_("Nature"))
    public = forms.BooleanField(label=_("About a public area"), required=False)
    contact_name = TextField(CONTACT_NAME, label=_("Contact name"))
    contact_phone = PhoneField(label=_("Contact phone"))
    estate = forms.ModelChoiceField(
        Estate.objects.none(), label=_("Estate"), required=False, empty_label="—", widget=name_list()
    )
    building = forms.ModelChoiceField(
        Building.objects.none(), label=_("Building"), required=False, empty_label="—", widget=name_list()
    )
    place = TextField(PLACE, label=_("Place"))
    text = LongText(COMPLAINT, label=_("What the owner says"))
    category = TopicField(
        Category.objects.filter(active=True),
        label=_("Category"),
        widget=Topics,
        empty_label=None,
        error_messages={"required": _("Choose what it is about.")},
    )
    channel = forms.ChoiceField(label=_("Came by"), choices=WAYS, widget=forms.RadioSelect)
    received_at = Moment(label=_("The owner spoke earlier, at"), required=False)
    backdating_reason = TextField(BACKDATED, label=_("Why it is entered later"))
    about_employee = forms.ModelChoiceField(Employee.objects.none(), label=_("Person complained of"), required=False)
    attachments = FilesField()
    double = forms.RegexField(DOUBLE, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, viewer: Viewer, now: datetime, **given: Any) -> None:
        super().__init__(data, files, **given)
        self.use_required_attribute = False
        self.viewer, self.now = viewer, now
        held = viewer.estate_ids(*REGISTERS)
        ids = [estate.pk for estate in self.estates] if held is None else sorted(held)
        for name, rows in _offered(tuple(ids)).items():
            offer_rows(self, name, rows)
        if len(ids) == 1:
            del self.fields["estate"]

    @cached_property
    def estates(self) -> list[Estate]:
        """Where the viewer registers."""
        return estates_at_work(self.viewer, *REGISTERS)

    def clean_after(self) -> Complaint | None:
        """The closed complaint that this one follows on."""
        named = self.cleaned_data["after"]
        return visible_to(self.viewer).filter(pk=named).first() if named else None

    def clean(self) -> dict[str, Any]:
        """Everything that is wrong is said at once, so what is missing elsewhere counts as empty here."""
        data = {**dict.fromkeys(self.fields), **self.cleaned_data}
        self._find(data)
        self.check_record(data, self.viewer)
        self._check_who(data)
        self._check_where(data)
        self._check_time(data)
        return data

    def _find(self, data: dict[str, Any]) -> None:
        """The household that was chosen, or the only one that fits what was typed."""
        data["room"], data["person"] = self._chosen(data)
        looks = data["room"] is None and data["who"] == "resident" and not data["record_phone"]
        typed = data["q"] if looks else ""
        if typed and (found := the_household(self.viewer, typed, now=self.now)):
            data["room"] = get_room(self.viewer, found.room_id)
            data["person"] = data["person"] or self._only_person(found)
        if data["who"] != "resident":
            data["person"] = None

    def _chosen(self, data: dict[str, Any]) -> tuple[Any, Any]:
        try:
            return get_chosen(self.viewer, data["room"], data["person"])
        except Http404:
            self.add_error("q", _("This household is not at an estate where you work."))
            return None, None

    def _only_person(self, found: FoundRoom) -> Any:
        return get_person(self.viewer, found.people[0].person_id) if len(found.people) == 1 else None

    def _check_who(self, data: dict[str, Any]) -> None:
        if data["who"] == "visitor" and data["room"] is None and data["q"] and not _contact(data):
            self._keep_stranger(data)
        if data["who"] == "resident" and data["room"] is None and "q" not in self.errors:
            self.add_error("q", _("Choose the household from the list, or say that it is a visitor or anonymous."))
        elif data["who"] == "resident" and data["person"] is None and not (_contact(data) or data["record_phone"]):
            self.add_error("q", _("Choose who of the household complains."))
        if data["who"] == "visitor" and not _contact(data):
            self.add_error("contact_name", _("Write down a name or a phone number, or choose “Anonymous”."))

    def _keep_stranger(self, data: dict[str, Any]) -> None:
        """What was typed in search of a visitor is how they are reached, where nothing else was written down."""
        try:
            data["contact_phone"] = clean_phone(data["q"])
        except UnableToReadPhone:
            data["contact_name"] = data["q"] if not any(sign.isdigit() for sign in data["q"]) else ""

    def _check_where(self, data: dict[str, Any]) -> None:
        if data["room"] is not None and not data["public"]:
            data["estate"], data["building"], data["place"] = data["room"].estate, None, ""
            return
        data["estate"] = self._estate(data, data["room"].estate if data["room"] else None)
        data["room"] = None
        if not data["building"] and not says_anything(data["place"] or "") and "q" not in self.errors:
            self.add_error("place", _("Say where: a building or a place."))

    def _estate(self, data: dict[str, Any], home: Estate | None) -> Estate | None:
        if data["building"]:
            return Estate.objects.get(pk=data["building"].estate_id)
        chosen: Estate | None = data.get("estate") or home or (self.estates[0] if len(self.estates) == 1 else None)
        if chosen is None and "estate" in self.fields and "q" not in self.errors:
            self.add_error("estate", _("Choose the estate."))
        return chosen

    def _check_time(self, data: dict[str, Any]) -> None:
        """The bound on entering late, here so that it stands at its field; the operation checks it again."""
        at, estate = data["received_at"], data["estate"]
        if at is None or estate is None:
            return
        try:
            bound = figures(version_in_force(estate.company_id, self.now).pk, estate.pk).span("complaint.backdating")
            with by_the_rules():
                clause_3_2_1_backdating(at, self.now, data["backdating_reason"] or "", bound)
        except UnableTo as error:
            at_reason = error.details.get("code") == "backdating_without_reason"
            self.add_error("backdating_reason" if at_reason else "received_at", str(error))

    def similar(self) -> tuple[str, int]:
        """What to do with a similar case that was chosen: ("merge" or "add", its id), or ("", 0)."""
        found = DOUBLE.fullmatch(self.cleaned_data["double"])
        return (found[1], int(found[2])) if found else ("", 0)

    def given(self) -> dict[str, Any]:
        """What the operation is told."""
        data = self.cleaned_data
        names = (
            "estate", "category", "text", "channel", "room", "building", "place", "person", "contact_name",
            "contact_phone", "received_at", "backdating_reason", "about_employee", "nature", "attachments",
        )  # fmt: skip
        return {
            **{name: data[name] for name in names},
            "anonymous": data["who"] == "anonymous",
            "earlier": data["after"],
        }


RegisterForm.base_fields = SharedFields(RegisterForm.base_fields, own={"estate", "building", "about_employee", "held"})


def _contact(data: dict[str, Any]) -> bool:
    return says_anything(data["contact_name"] or "") or bool(data["contact_phone"])


@lru_cache(maxsize=200)
def _offered(estate_ids: tuple[int, ...]) -> dict[str, QuerySet[Any]]:
    """What the lists of a form would show; none of them is read before it is shown, or something is chosen from it."""
    return {
        "estate": Estate.objects.filter(pk__in=estate_ids),
        "building": Building.objects.filter(estate__in=estate_ids).order_by("estate", "id"),
        "about_employee": employees_of(estate_ids),
    }
