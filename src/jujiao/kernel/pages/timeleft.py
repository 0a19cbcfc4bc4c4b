"""The time left of a promise as a page shows it: words, an icon and a bar; red is never the only sign of being late."""

from datetime import datetime

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jujiao.kernel.pages.icons import svg
from jujiao.kernel.pages.nearness import near_due
from jujiao.kernel.pages.words import ended_words, epoch, kept_words, left_words

ICONS = {
    "calm": "clock-hour-4",
    "soon": "hourglass",
    "late": "alarm",
    "kept": "circle-check",
    "missed": "clock-exclamation",
    "ended": "minus",
}
SOON = 0.75


def stage(
    due_at: datetime, now: datetime, started_at: datetime | None, done_at: datetime | None, *, taken_back: bool = False
) -> str:
    """Where a promise stands: calm, soon (three quarters of its time are gone), late; done: kept or missed, and ended
    where it was taken back in time, which is no merit."""
    if done_at is not None:
        return "missed" if done_at > due_at else "ended" if taken_back else "kept"
    if now > due_at:
        return "late"
    return "soon" if _share(due_at, now, started_at) >= SOON else "calm"


def render(
    due_at: datetime,
    now: datetime,
    *,
    started_at: datetime | None = None,
    done_at: datetime | None = None,
    provisional: bool = False,
    why_url: str = "",
    due: bool = True,
    taken_back: bool = False,
) -> SafeString:
    """The part's HTML. `taken_back`: it ended by being cancelled or replaced. `due` adds the due time under the words;
    `why_url` makes it a button that opens the reasons."""
    now_stage = stage(due_at, now, started_at, done_at, taken_back=taken_back)
    running = done_at is None
    how_it_ended = ended_words if taken_back else kept_words
    words = how_it_ended(due_at, done_at) if done_at else left_words(due_at, now)
    note = f'<span class="j-due-note">{escape(_("provisional"))}</span>' if provisional else ""
    bar = _bar(_share(due_at, now, started_at)) if running and started_at else ""
    at = f'<span class="j-due-at">{near_due(due_at, now)}</span>' if due else ""
    ticking = f' data-due="{epoch(due_at)}"' if running else ""
    since = f' data-since="{epoch(started_at)}"' if running and started_at else ""
    tag, asks = ("button", _asks(why_url)) if why_url else ("span", "")
    # One string and few escapes: a list calls this for every row, and format_html takes twice the time.
    return SafeString(
        f'<{tag} class="j-due is-{now_stage}"{ticking}{since}{asks}>'
        f'<span class="j-due-line">{svg(ICONS[now_stage])}<span class="j-due-words">{escape(words)}</span>{note}</span>'
        f"{bar}{at}</{tag}>"
    )


def _asks(why_url: str) -> str:
    title = escape(_("Why this time"))
    dialog = 'hx-target="#dialog-body" hx-swap="innerHTML" aria-haspopup="dialog"'
    return f' type="button" hx-get="{escape(why_url)}" {dialog} title="{title}"'


def _bar(share: float) -> str:
    return f'<progress class="j-due-bar" max="100" value="{int(share * 100)}" aria-hidden="true"></progress>'


def _share(due_at: datetime, now: datetime, started_at: datetime | None) -> float:
    """How much of the time is gone, from 0 to 1."""
    if started_at is None or due_at <= started_at:
        return 1.0 if now > due_at else 0.0
    return min(max((now - started_at) / (due_at - started_at), 0.0), 1.0)
