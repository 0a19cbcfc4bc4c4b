"""News for a page that is open: how many notices wait, and the words of the new ones, for the system to show.

The live line names a topic and carries no data; what is said here is asked for by whoever is signed in, through the
same look at the inbox as its page."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jujiao.kernel.pages.words import left_words
from jujiao.kernel.record.access import Viewer
from jujiao.notices.models import Notice, Preference
from jujiao.notices.preferences import on_duty, ways_of
from jujiao.notices.queries import WAITING, abouts, bell, inbox_of
from jujiao.notices.sentences import inside, kinds
from jujiao.rules.privacy import mask_digits

AT_ONCE = 3
"""Notices that the system is given to show at once; the count says that there are more."""


def news_of(viewer: Viewer, *, after: int | None, now: datetime) -> dict[str, Any]:
    """What a page shows: `count` and its `label` at the bell, the id of the `newest` notice, and the `letters` that
    came `after` one, oldest first, as far as the person wants their device to show such now."""
    count, newest = bell(viewer)
    letters = _letters(viewer, after, now) if after is not None and newest > after else []
    return {"count": count, "label": _label(count), "newest": newest, "letters": letters}


def _letters(viewer: Viewer, after: int, now: datetime) -> list[dict[str, Any]]:
    preference = Preference.objects.filter(user=viewer.user_id).first() or Preference(user_id=viewer.user_id or 0)
    there = on_duty(preference, now)
    shown = [kind for kind in kinds() if ways_of(kind, preference, now, on_duty=there).system]
    rows = list(inbox_of(viewer).filter(WAITING, pk__gt=after, kind__in=shown).order_by("-pk")[:AT_ONCE])[::-1]
    about = abouts(viewer, rows)
    return [_letter(one, about.get(one.subject, "") if one.subject else "", now) for one in rows]


def _letter(notice: Notice, about: str, now: datetime) -> dict[str, Any]:
    """What and where, without anything else that somebody wrote: others may look at the screen. A place is written
    freely too, and somebody's number may stand in it."""
    about = mask_digits(about)
    return {
        "id": notice.pk,
        "title": inside(notice, about=about, time=left_words(notice.due_at, now) if notice.due_at else ""),
        "body": str(notice.params.get("number", "")) if about else "",
        "url": notice.url
        if notice.url.startswith("/") and not notice.url.startswith("//")
        else reverse("notices:inbox"),
    }


def _label(count: int) -> str:
    words = ngettext("%(n)s unread", "%(n)s unread", count) % {"n": count}
    return f"{_('Inbox')}: {words}" if count else _("Inbox")
