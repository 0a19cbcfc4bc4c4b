"""What recorded tables, their columns and the steps of calls are called."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "script": _("Scripts"),
    "source": _("Telephone exchanges"),
    "telephone": _("Telephones of the desk"),
}
COLUMNS: dict[str, str] = {}
VERBS: dict[str, str] = {}
