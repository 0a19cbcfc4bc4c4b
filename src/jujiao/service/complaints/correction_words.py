"""What a correction changed, in words: each field with what stood there, and what stands there now."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.kernel.pages.part_values import dotted, say
from jujiao.service.complaints.models import Nature, category_label

FIELDS = {
    "person": gettext_lazy("Complainant"),
    "anonymous": gettext_lazy("Anonymous"),
    "contact_name": gettext_lazy("Contact name"),
    "contact_phone": gettext_lazy("Contact phone"),
    "room": gettext_lazy("Room"),
    "building": gettext_lazy("Building"),
    "place": gettext_lazy("Place"),
    "category": gettext_lazy("Category"),
    "nature": gettext_lazy("Nature"),
    "text": gettext_lazy("What the owner says"),
    "about_employee": gettext_lazy("Person complained of"),
}


def corrected_words(details: Mapping[str, Any]) -> str:
    """The sentence of a correction on the timeline."""
    before, after = details["before"], details["after"]
    changes = [
        say(
            _("%(field)s: %(before)s → %(after)s"),
            {"field": label, "before": _value(name, before[name]), "after": _value(name, after[name])},
        )
        for name, label in FIELDS.items()
        if name in after
    ]
    return dotted(_("Put right"), *changes)


def _value(name: str, value: Any) -> str:
    if value is None:
        return _("not shown, as it is anonymous now")
    match name:
        case "category":
            return category_label(*value)
        case "nature":
            return str(Nature(value).label)
        case "anonymous":
            return _("anonymous") if value else _("named")
        case _:
            return str(value) or "—"
