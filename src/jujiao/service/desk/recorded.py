"""What recorded tables, their columns and the steps of the desk are called."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "gap": _("Posts without anybody"),
    "handover": _("Handovers"),
    "handoveritem": _("Things handed over"),
}
COLUMNS = {
    "attendance": _("sign-on"),
    "duty_post": _("post to be covered"),
    "taken_by": _("taken over by"),
}
VERBS = {
    "expect_sign_on": _("Did not sign on yet"),
    "let_sign_on_go": _("Sign-on owed no more"),
    "expect_handover": _("To be handed over"),
    "let_handover_go": _("Handed over no more"),
    "open_cover_gap": _("Nobody at the post"),
    "close_cover_gap": _("Somebody at the post again"),
    "hand_over": _("Duty handed over"),
    "take_over": _("Duty taken over"),
    "add_thing": _("Thing to be handed over added"),
    "change_thing": _("Thing to be handed over changed"),
    "receive_visit": _("Visit taken down"),
    "settle_visit": _("Visit noted"),
    "make_case_of_visit": _("Made a case"),
}
