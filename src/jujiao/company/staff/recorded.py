"""What recorded tables and columns of departments and employees are called, but for those with a label of their own."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "assignment": _("Posts held"),
    "department": _("Departments"),
    "deputy": _("Deputies"),
    "employee": _("Employees"),
    "post": _("Posts"),
    "workbookexport": _("Exports to Excel"),
}
COLUMNS = {
    "absent": _("absent"),
    "asked_at": _("asked at"),
    "asked_by": _("asked by"),
    "decided_at": _("decided at"),
    "decided_by": _("decided by"),
    "deputy": _("deputy"),
    "rows": _("number of rows"),
    "taken_at": _("taken at"),
}
