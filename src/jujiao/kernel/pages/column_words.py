"""What columns are called that many tables have, and what timelines of any kind keep beside them; chapters name what is
theirs alone."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VERBS = {
    "alarm": _("Alarm"),
    "recount": _("Counted anew with the calendar"),
    "reveal_phone": _("Looked at the phone number"),
}
COLUMNS = {
    "building": _("building"),
    "change": _("change of number"),
    "clause": _("clause"),
    "company": _("company"),
    "created_at": _("created at"),
    "department": _("department"),
    "difference": _("days that change"),
    "due_at": _("due at"),
    "employee": _("employee"),
    "estate": _("estate"),
    "fields": _("corrected"),
    "id": _("number in the database"),
    "kind": _("kind"),
    "label": _("label"),
    # Not the word of a room, which Chinese calls by another.
    "number": pgettext_lazy("of a case", "number"),
    "person": _("person"),
    "pinyin": _("pinyin"),
    "promise": _("promise"),
    "published_at": _("published at"),
    "published_by": _("published by"),
    "reason": _("reason"),
    "role": _("role"),
    "room": _("room"),
    "round": _("round"),
    "rulebook_version": _("rulebook version"),
    "rung": _("rung of the ladder"),
    "source": _("source"),
    "state": _("state"),
    "token": _("API token"),
    "told": _("who was told"),
    "unit": _("measured in"),
    "user": _("account"),
    "version": _("times changed"),
}
