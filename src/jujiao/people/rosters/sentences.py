"""What searches say, as it is kept in their rows, and what notices of rosters say."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jujiao.kernel.pages.words import day_words, moment_words
from jujiao.kernel.record.notice_kinds import WORK, NoticeKind

NOTICES = {
    "roster.published": NoticeKind(
        gettext_noop("The roster from %(first)s to %(last)s is published: look at your duties and acknowledge them"),
        WORK,
    ),
    "roster.changed": NoticeKind(
        gettext_noop("Duties of yours in the roster from %(first)s to %(last)s have changed: look at them"), WORK
    ),
    "swap.asked": NoticeKind(gettext_noop("%(asker)s asks you to take a duty: %(post)s, %(at)s"), WORK),
    "swap.accepted": NoticeKind(
        gettext_noop("%(other)s would take the duty of %(asker)s, %(post)s, %(at)s: approve it or refuse it"), WORK
    ),
    "swap.agreed": NoticeKind(
        gettext_noop("%(other)s agreed to take your duty, %(post)s, %(at)s: it waits to be approved"), WORK
    ),
    "swap.declined": NoticeKind(gettext_noop("%(other)s does not take your duty: %(post)s, %(at)s"), WORK),
    "swap.withdrawn": NoticeKind(gettext_noop("%(asker)s needs no swap any more: %(post)s, %(at)s"), WORK),
    "swap.approved": NoticeKind(gettext_noop("%(other)s does the duty of %(asker)s: %(post)s, %(at)s"), WORK),
    "swap.refused": NoticeKind(gettext_noop("The swap is refused, %(asker)s keeps the duty: %(post)s, %(at)s"), WORK),
    "swap.lapsed": NoticeKind(
        gettext_noop("The swap has lapsed, nobody else does the duty of %(asker)s: %(post)s, %(at)s"), WORK
    ),
    "asked_leave.asked": NoticeKind(
        gettext_noop("%(name)s asks for leave from %(from)s until %(until)s: grant it or refuse it"), WORK
    ),
    "asked_leave.granted": NoticeKind(gettext_noop("Your leave from %(from)s until %(until)s is granted"), WORK),
    "asked_leave.refused": NoticeKind(gettext_noop("Your leave from %(from)s until %(until)s is refused"), WORK),
}

type Kept = Mapping[str, Any]
"""A sentence as it is kept: an English `message` to be translated, and `params`, days and moments among them marked."""


def kept(message: str, params: Mapping[str, object] | None = None) -> Kept:
    """A sentence of the rules, to be kept as JSON."""
    return {"message": message, "params": {name: _marked(value) for name, value in (params or {}).items()}}


def said(sentence: Kept, now: datetime | None = None) -> str:
    """The sentence in the reader's language."""
    message = _(sentence["message"])
    params = {name: _spoken(value, now) for name, value in sentence["params"].items()}
    return message % params if params else message


def _marked(value: object) -> object:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def _spoken(value: Any, now: datetime | None) -> Any:
    if isinstance(value, dict):
        if "moment" in value:
            return moment_words(datetime.fromisoformat(value["moment"]), now)
        return day_words(date.fromisoformat(value["day"]), now)
    return _(value) if isinstance(value, str) and value else value


INTERRUPTED: Final = kept(
    gettext_noop("The worker was ended while it searched. What it had found until then is kept; search anew for more.")
)
LOST: Final = kept(gettext_noop("Nothing was heard of this search for a minute: its worker is gone. Search anew."))
FAILED: Final = kept(gettext_noop("The search failed. It is in the log; search anew, or tell whoever runs the system."))
NOTHING_FOUND: Final = kept(
    gettext_noop("No roster was found in this time, and it is not shown that there is none. Search for longer.")
)
NOTHING_NEEDED: Final = kept(
    gettext_noop("Nothing is needed on these days: say first how many people each post needs for which shift.")
)
