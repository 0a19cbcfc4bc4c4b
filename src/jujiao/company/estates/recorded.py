"""What recorded tables and columns of places and people are called, but for columns that have a label of their own."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "building": _("Buildings"),
    "company": _("Companies"),
    "estate": _("Estates"),
    "household": _("Households"),
    "person": _("Residents"),
    "personphone": _("Further numbers"),
    "phonechange": _("Changes of phone numbers"),
    "residency": _("Members of households"),
    "room": _("Rooms"),
    "unit": _("Units"),
}
COLUMNS = {
    "added_at": _("added at"),
    "changed_at": _("changed at"),
    "changed_by": _("changed by"),
    "changed_by_role": _("changed as"),
    "ended_at": _("ended at"),
    "holds_from": _("counts from"),
    "household": _("household"),
    "settled_at": _("settled at"),
    "settled_by": _("settled by"),
    "settled_how": _("settled how"),
    "told_at": _("told at"),
}
VERBS = {
    "add_building": _("Building added"),
    "add_unit": _("Unit added"),
    "add_room": _("Room added"),
    "rename_building": _("Building renamed"),
    "rename_unit": _("Unit renamed"),
    "rename_room": _("Room renumbered"),
    "set_desk_phone": _("Front desk's phone set"),
    "clear_desk_phone": _("Front desk's phone removed"),
    "settle": _("Household moved in"),
    "move_in": _("Moved in"),
    "move_out": _("Moved out"),
    "end_household": _("Household moved out"),
    "correct_person": _("Details corrected"),
    "add_number": _("Number added"),
    "end_number": _("Number removed"),
    "pass_on_number": _("Number passed on"),
    "change_phone": _("Signed out, as the number was changed"),
    "settle_phone": _("Signed out, as the new number counts"),
    "confirm_phone": _("New number confirmed"),
    "refuse_phone": _("New number refused by the former holder"),
}
