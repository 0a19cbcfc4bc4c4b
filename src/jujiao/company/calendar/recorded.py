"""What recorded tables and columns of the calendar are called, but for columns that have a label of their own."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "calendaryear": _("Calendar years"),
}
COLUMNS = {
    "edition": _("edition"),
    "loaded_at": _("loaded at"),
    "notice": _("the yearly notice"),
    "year": _("year"),
}
VERBS = {
    "load": _("Loaded"),
    "publish": _("Published"),
}
