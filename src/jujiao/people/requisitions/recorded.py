"""What recorded tables and columns of requisitions are called, but for those with a label of their own."""

from django.utils.translation import gettext_lazy as _

from jujiao.people.requisitions.models import MoveKind

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
    "post": _("post of the company"),
}
VERBS = {
    "ask": _("Asked in the round"),
    "request": _("Asked between the rounds"),
    **{kind.value: kind.label for kind in MoveKind},
}
