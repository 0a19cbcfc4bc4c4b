"""A number that nobody knows, put on record for a household while its owner is on the phone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.fields import PhoneField
from jujiao.company.estates.dialogs import HolderForm
from jujiao.company.estates.models import Person, Relation, Room
from jujiao.company.estates.operations import NewResident
from jujiao.company.estates.operations.people import NAME
from jujiao.company.estates.queries import EDIT_PEOPLE
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.texts import Text, TextField
from jujiao.rules.phone_lists import LONGEST_WORD


class RelationField(forms.ChoiceField):
    """What a new member is to the household; there is no member without."""

    asked_for = True
    widget = forms.RadioSelect


class OnRecordFields(HolderForm):
    """`record_phone` is the number that was typed, "" where none is put on record. It goes to the `person` that was
    chosen, with `record_word`; where only the `room` was chosen, to a new member of its household."""

    record_phone = PhoneField(widget=forms.HiddenInput(attrs={"data-kept": ""}))
    record_name = TextField(Text(NAME.most, line=True), label=_("Name of the new household member"))
    record_relation = RelationField(
        label=_("Relation"), choices=Relation.choices, initial=Relation.FAMILY, required=False
    )
    record_word = TextField(
        Text(LONGEST_WORD, line=True),
        label=_("Whose it is, or where it rings"),
        help_text=_("For example: wife, office."),
    )

    def check_record(self, data: dict[str, Any], viewer: Viewer) -> None:
        """Whether it can be put on record: the household is chosen, and the viewer may change who lives there."""
        if data["who"] != "resident":
            data["record_phone"] = ""
        self._household: Room | None = data["room"] if data["record_phone"] else None
        if self._household is None:
            return
        if not viewer.has(*EDIT_PEOPLE, estate_id=self._household.estate_id):
            self.add_error("q", _("Who lives at this estate is for others to put on record."))
        elif data["person"] is None and not data["record_name"] and "record_name" not in self.errors:
            self.add_error("record_name", str(NAME.missing))

    def record(self) -> dict[str, Any] | None:
        """What the operation is told that puts the number on record; None where none is put there."""
        data = self.cleaned_data
        if self._household is None:
            return None
        relation = Relation(data["record_relation"] or Relation.FAMILY)
        who: Person | NewResident = data["person"] or NewResident(data["record_name"], relation=relation)
        named = {"room": self._household, "phone": data["record_phone"], "who": who}
        return {**named, "word": data["record_word"], "held": data["held"]}
