"""What recorded tables and columns of rosters are called, but for those with a label of their own."""

from django.utils.translation import gettext_lazy as _

TABLES = {
    "datedneed": _("Needs of single dates"),
    "roster": _("Rosters"),
    "rosterpost": _("Posts of rosters"),
    "rosterreceipt": _("Acknowledgements of rosters"),
    "rosterrun": _("Searches for rosters"),
    "shiftkind": _("Kinds of shifts"),
    "weeklyneed": _("Needs by weekday"),
}
COLUMNS = {
    "asked_by": _("asked by"),
    "opened_by": _("opened by"),
    "roster": _("roster"),
    "roster_version": _("version searched for"),
    "sentences": _("why not"),
    "shift_kind": _("kind of shift"),
}
VERBS = {
    "create_shift_kind": _("Kind of shift written down"),
    "change_shift_kind": _("Kind of shift changed"),
    "keep_weekly_need": _("Need by weekday written down"),
    "add_dated_need": _("Need of a date written down"),
    "change_dated_need": _("Need of a date changed"),
    "remove_dated_need": _("Need of a date removed"),
    "open_roster": _("Roster opened"),
    "search_roster": _("Search for a roster asked for"),
    "end_search": _("Search for a roster over"),
    "take_over_roster": _("Found roster taken over"),
    "publish_roster": _("Roster published"),
    "acknowledge_roster": _("Roster acknowledged"),
    "withdraw_roster": _("Roster withdrawn"),
}
