"""What recorded tables, their columns and the steps of conversations are called."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "phrase": _("Texts for answers"),
}
COLUMNS = {
    "short": _("short form"),
}
VERBS = {
    "write_message": _("Message written"),
    "answer_message": _("Answered"),
    "answer_told": _("Answer accepted by a way"),
    "answer_unreached": _("Answer taken by no way"),
    "note_message": _("Note among colleagues written"),
    "take_conversation": _("Conversation taken in hand"),
    "give_conversation_back": _("Conversation given back"),
    "end_conversation": _("Conversation ended"),
    "make_case_of_message": _("Case made of a message"),
    "receive_file": _("File of a message received"),
    "know_whose": _("Known whose conversation it is"),
    "join_conversation": _("Two conversations joined"),
    "publish_phrase": _("Text for answers published"),
    "withdraw_phrase": _("Text for answers withdrawn"),
}
