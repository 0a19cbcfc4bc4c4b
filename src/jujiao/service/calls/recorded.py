"""What recorded tables, their columns and the steps of calls are called."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "script": _("Scripts"),
    "source": _("Telephone exchanges"),
    "telephone": _("Telephones of the desk"),
}
COLUMNS = {
    "duty_post": _("post to be covered"),
    "made_at": _("connected at"),
    "silent_since": _("silent since"),
}
VERBS = {
    "connect_source": _("Exchange connected"),
    "change_source": _("Exchange changed"),
    "renew_source_secret": _("New secret made"),
    "fall_silent": _("Silent for longer than usual"),
    "hear_again": _("Heard of again"),
    "bring_table": _("Table of calls brought"),
    "add_telephone": _("Telephone added"),
    "change_telephone": _("Telephone changed"),
    "miss_call": _("Call missed: to be called back"),
    "end_call_back": _("To be called back no more"),
    "call_back_in_vain": _("Called back, nobody there"),
    "give_call_back_up": _("Could not be reached"),
    "answer_enquiry": _("Enquiry answered"),
    "note_call": _("Call noted"),
    "attach_call": _("Whose call it was, written down"),
    "make_case_of_call": _("Made a case"),
    "type_call_in": _("Call typed in"),
}
