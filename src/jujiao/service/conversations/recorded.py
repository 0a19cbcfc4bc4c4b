"""What recorded tables, their columns and the steps of conversations are called."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "phrase": _("Texts for answers"),
}
COLUMNS = {
    "short": _("short form"),
}
VERBS = {
    "publish_phrase": _("Text for answers published"),
    "withdraw_phrase": _("Text for answers withdrawn"),
}
