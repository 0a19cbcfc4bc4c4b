"""What recorded tables and columns of requisitions are called, but for those with a label of their own."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "headcount": _("Headcount"),
    "position": _("Positions needed"),
    "requisition": _("Requisitions"),
}
COLUMNS = {
    "answer": _("answer"),
    "asked_at": _("asked at"),
    "asked_in": _("round of requisitions"),
    "next_due_at": _("next due at"),
    "none": _("nobody needed"),
    "place": _("place in the list"),
    "post": _("post"),
}
