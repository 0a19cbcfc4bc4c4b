"""What promises write on the timeline of their subject, in words."""

from django.utils.dateparse import parse_datetime
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.pages.part_values import dotted, say
from jujiao.kernel.pages.words import due_words
from jujiao.kernel.record.subjects import promise_kind
from jujiao.promises.models import Rung

ICONS = {"alarm": "alarm", "recount": "calendar-event"}


def run_of(row: TimelineEntry) -> str:
    """What a page folds: alarms that follow each other are one entry."""
    return row.verb if row.verb == "alarm" else ""


def promise_event(row: TimelineEntry) -> SafeString | str | None:
    """The sentence for an alarm or a date that was counted anew, None for any other row."""
    if row.verb not in ICONS:
        return None
    label = promise_kind(row.details["promise"]).label
    if row.verb == "recount":
        due = parse_datetime(row.details["due_at"])
        return _("%(promise)s: counted anew with the calendar of %(year)s, now due %(due)s") % {
            "promise": label,
            "year": row.details["year"],
            "due": due_words(due, row.at) if due else "",
        }
    told = _(", ").join(row.details["told"])
    return dotted(label, Rung(row.details["rung"]).label, say(_("told: %(people)s"), {"people": told}) if told else "")
