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
VERBS = {
    "hire": _("Joined"),
    "edit_employee": _("Details corrected"),
    "leave": _("Left"),
    "correct_leaving": _("Last day corrected"),
    "stay": _("Does not leave"),
    "come_back": _("Came back"),
    "assign_post": _("Given a post"),
    "end_post": _("Post ended"),
    "retitle_post": _("Post renamed"),
    "appoint_deputy": _("Deputy named"),
    "end_deputy": _("Deputy no longer"),
    "add_department": _("Department added"),
    "take_over_workbook": _("Workbook taken over"),
    "create_post": _("Post created"),
    "change_post": _("Post changed"),
    "ask_for_export": _("Export asked for"),
    "approve_export": _("Export approved"),
    "refuse_export": _("Export refused"),
    "take_export": _("Export downloaded"),
}
