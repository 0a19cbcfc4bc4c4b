"""What columns are called that many tables have; chapters name what is theirs alone."""

from django.utils.translation import gettext_lazy as _

COLUMNS = {
    "building": _("building"),
    "clause": _("clause"),
    "company": _("company"),
    "created_at": _("created at"),
    "department": _("department"),
    "employee": _("employee"),
    "estate": _("estate"),
    "kind": _("kind"),
    "label": _("label"),
    "number": _("number"),
    "person": _("person"),
    "pinyin": _("pinyin"),
    "published_at": _("published at"),
    "published_by": _("published by"),
    "reason": _("reason"),
    "role": _("role"),
    "room": _("room"),
    "round": _("round"),
    "rulebook_version": _("rulebook version"),
    "source": _("source"),
    "state": _("state"),
    "unit": _("measured in"),
    "user": _("account"),
    "version": _("version"),
}
