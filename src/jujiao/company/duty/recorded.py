"""What recorded tables and columns of duties are called, but for those with a label of their own."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "attendance": _("Sign-ons"),
    "duty": _("Duties"),
    "dutybar": _("Bars from nights or overtime"),
    "dutypost": _("Posts to be covered"),
    "leave": _("Leave"),
}
COLUMNS = {
    "approved_by": _("approved by"),
    "duty": _("duty"),
    "duty_post": _("post to be covered"),
    "post": _("post of the company"),
}
VERBS = {
    "create_duty_post": _("Post to be covered written down"),
    "change_duty_post": _("Post to be covered changed"),
    "plan_duty": _("Duty planned"),
    "cancel_duty": _("Duty cancelled"),
    "fix_duty": _("Duty fixed"),
    "free_duty": _("Duty no longer fixed"),
    "sign_on": _("Came on duty"),
    "sign_off": _("Went off duty"),
    "take_leave": _("Leave granted"),
    "end_leave": _("Leave ended"),
    "bar": _("Barred from nights or overtime"),
    "end_bar": _("Bar ended"),
}
