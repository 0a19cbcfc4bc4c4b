"""The time left of a promise as a page shows it: words, an icon and a bar; red is never the only sign of being late."""

from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jujiao.kernel.icons import svg
from jujiao.kernel.words import due_words, epoch, kept_words, left_words

ICONS = {
    "calm": "clock-hour-4",
    "soon": "hourglass",
    "late": "alarm",
    "kept": "circle-check",
    "missed": "clock-exclamation",
}
SOON = 0.75


def stage(due_at: datetime, now: datetime, started_at: datetime | None, done_at: datetime | None) -> str:
    """Where a promise stands: calm, soon (three quarters of its time are gone), late; done: kept or missed."""
    if done_at is not None:
        return "kept" if done_at <= due_at else "missed"
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
) -> SafeString:
    """The part's HTML. `due` adds the due time under the words; `why_url` makes it a button that opens the reasons."""
    now_stage = stage(due_at, now, started_at, done_at)
    words = kept_words(due_at, done_at) if done_at else left_words(due_at, now)
    running = done_at is None
    ticking = format_html(' data-due="{}"', epoch(due_at)) if running else ""
    since = format_html(' data-since="{}"', epoch(started_at)) if running and started_at else ""
    parts = [
        format_html('<span class="j-due-line">{}<span class="j-due-words">{}</span>', svg(ICONS[now_stage]), words),
        format_html('<span class="j-due-note">{}</span>', _("provisional")) if provisional else "",
        SafeString("</span>"),
        _bar(_share(due_at, now, started_at)) if running and started_at else "",
        format_html('<span class="j-due-at">{}</span>', due_words(due_at, now)) if due else "",
    ]
    inner = format_html_join("", "{}", ((part,) for part in parts))
    if not why_url:
        return format_html('<span class="j-due is-{}"{}{}>{}</span>', now_stage, ticking, since, inner)
    return format_html(
        '<button type="button" class="j-due is-{}"{}{} hx-get="{}" hx-target="#dialog-body" aria-haspopup="dialog"'
        ' title="{}">{}</button>',
        now_stage,
        ticking,
        since,
        why_url,
        _("Why this time"),
        inner,
    )


def _bar(share: float) -> SafeString:
    return format_html(
        '<progress class="j-due-bar" max="100" value="{}" aria-hidden="true"></progress>', int(share * 100)
    )


def _share(due_at: datetime, now: datetime, started_at: datetime | None) -> float:
    """How much of the time is gone, from 0 to 1."""
    if started_at is None or due_at <= started_at:
        return 1.0 if now > due_at else 0.0
    return min(max((now - started_at) / (due_at - started_at), 0.0), 1.0)
