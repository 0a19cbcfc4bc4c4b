"""What recorded tables and columns of the rulebook are called, but for columns that have a label of their own."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "acknowledgement": _("Acknowledgements"),
    "parameter": _("Figures"),
    "rulebookversion": _("Rulebook versions"),
}
COLUMNS = {
    "enabled": _("switched on"),
    "key": _("name of the figure"),
    "read_at": _("read at"),
    "value": _("value"),
}
VERBS = {
    "draft": _("Draft opened"),
    "set_figure": _("Figure set"),
    "remove_override": _("Figure of the company holds again"),
    "discard": _("Draft thrown away"),
    "publish": _("Published"),
    "acknowledge": _("Read"),
}
