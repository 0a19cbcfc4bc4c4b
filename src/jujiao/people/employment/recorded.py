"""What the steps are called that this app notes on timelines."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "remind": _("Renewal called to mind"),
    "renewed": _("Renewed, or needed no more"),
    "find_gap": _("Gap found"),
    "close_gap": _("Gap closed"),
    "open_roll": _("Roll of employees printed"),
}
