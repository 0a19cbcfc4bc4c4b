"""A requisition's timeline, as its page shows it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.pages.part_values import Entry, Side, dotted, say, who_did
from jujiao.promises.story import ICONS as PROMISE_ICONS
from jujiao.promises.story import promise_event, run_of

EVENTS = {
    "ask": gettext_lazy("Asked in the round %(round)s"),
    "request": gettext_lazy("Asked for people between the rounds"),
    "answer": gettext_lazy("Answered"),
    "take_back": gettext_lazy("Took the answer back"),
    "withdraw": gettext_lazy("Withdrawn"),
    "take_note": gettext_lazy("Noted that nobody is needed"),
    "accept": gettext_lazy("Accepted; the company decides"),
    "send_back": gettext_lazy("Sent back; the department is asked again"),
    "approve": gettext_lazy("Approved"),
    "refuse": gettext_lazy("Refused"),
}
ICONS = {
    **PROMISE_ICONS,
    "ask": "info-circle",
    "request": "user-plus",
    "answer": "message-reply",
    "take_back": "arrow-back-up",
    "withdraw": "circle-x",
    "take_note": "check",
    "accept": "check",
    "send_back": "arrow-back-up",
    "approve": "circle-check",
    "refuse": "circle-x",
}


def story(rows: Iterable[TimelineEntry]) -> list[Entry]:
    """The entries for the rows of one requisition, in order."""
    return [_entry(row) for row in rows]


def _entry(row: TimelineEntry) -> Entry:
    title = promise_event(row) or _event(row)
    icon, run = ICONS.get(row.verb, "circle-dot"), run_of(row)
    return Entry(
        at=row.at, who=who_did(row.actor_name), side=Side.EVENT, title=title, text=row.text, icon=icon, run=run
    )


def _event(row: TimelineEntry) -> str:
    said = say(EVENTS.get(row.verb, row.verb), row.details)
    if row.verb not in ("answer", "request"):
        return said
    wanted = _(", ").join(row.details["positions"])
    return dotted(said, say("%(wanted)s", {"wanted": wanted}) if wanted else _("nobody needed"))
