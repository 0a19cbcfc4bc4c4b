"""One conversation as the desk sees it: what was written, how it stands, and what may be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jujiao.company.estates.models import Room
from jujiao.company.estates.queries import SEE_PEOPLE, estates_of, rooms_of
from jujiao.company.staff.queries import today
from jujiao.kernel.pages.panels import case_forms_of, panels_of
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest
from jujiao.notices.wechat.queries import left_for
from jujiao.promises.operations import running
from jujiao.rules.privacy import mask_phone
from jujiao.rules.service.conversations import LONGEST
from jujiao.rules.service.phrases import Blank, clause_3_1_3_phrase
from jujiao.rules.wechat import ALLOWANCES, Act
from jujiao.service.conversations.bubbles import bubbles_of, latest, window
from jujiao.service.conversations.lists import who_of
from jujiao.service.conversations.models import Conversation, Way
from jujiao.service.conversations.operations.ending import nobody_to_reach
from jujiao.service.conversations.permissions import ANSWERS
from jujiao.service.conversations.queries import CONVERSATION, messages_for
from jujiao.service.conversations.queries_news import news_of
from jujiao.service.conversations.queries_phrases import offered_at


@dataclass(frozen=True)
class Step:
    """Something to do with the conversation: by a button at once, or in a dialog; the `main` one stands out."""

    url: str
    label: Any
    icon: str
    dialog: bool = False
    main: bool = False


def thread_context(request: ViewerRequest, row: Conversation, now: datetime) -> dict[str, Any]:
    """All that the conversation's part of the page shows; `before` in the address leads to earlier messages."""
    viewer = request.viewer
    before = request.GET.get("before", "")
    messages, earlier = latest(messages_for(viewer, row), before)
    answers = viewer.has(*ANSWERS, estate_id=row.estate_id)
    place = reverse("conversations:conversation", args=[row.pk])
    kept = request.GET.copy()
    kept.pop("before", None)
    query = kept.urlencode()
    back = f"?{query}" if query else ""
    homes = _homes(viewer, row, now)
    return {
        "conversation": row,
        "who": who_of(viewer, row),
        "rooms": " ".join(each.code for each in homes if each.estate_id == row.estate_id),
        "homes": homes,
        "phone": mask_phone(row.person.phone) if row.person and row.person.phone else "",
        "opens_people": viewer.has(*SEE_PEOPLE),
        "panels": panels_of("person", row.person_id, viewer) if row.person_id else [],
        "bubbles": bubbles_of(
            messages,
            now,
            inside=True,
            read_at=row.read_at,
            news=news_of(viewer, row, **window(messages, earlier=earlier, later=bool(before))),
        ),
        "inside": True,
        "earlier_url": f"{place}?before={messages[0].pk}" if earlier else "",
        "later_url": place if before else "",
        "thread_url": request.get_full_path() if before else place + back,
        "back_url": reverse("conversations:inbox") + back,
        "answers": answers,
        "steps": steps_of(viewer, row) if answers else [],
        "phrases": _offered(viewer, row, homes, now) if answers else [],
        "longest": LONGEST,
        "left": _left(row, now),
        "why_url": _why(row),
        "forms": case_forms_of(f"{CONVERSATION}-{row.pk}", viewer) if answers else [],
        "hears": viewer.has(Role.CLERK),
    }


def steps_of(viewer: Viewer, row: Conversation) -> list[Step]:
    """What whoever answers may do now."""

    def step(name: str, label: Any, icon: str, **look: bool) -> Step:
        return Step(reverse(f"conversations:{name}", args=[row.pk]), label, icon, **look)

    own = row.taken_by_id is not None and row.taken_by_id == viewer.employee_id
    found = []
    if not own and row.ended_at is None:
        found.append(step("take", pgettext("conversation", "Take in hand"), "user-check", main=row.taken_by_id is None))
    if own:
        found.append(step("give_back", _("Give back"), "arrow-back-up"))
    found.append(step("note", _("Note"), "note", dialog=True))
    if row.ended_at is None and (row.waiting_since is None or nobody_to_reach(row)):
        found.append(step("end", pgettext("conversation", "End"), "archive"))
    return found


@dataclass(frozen=True)
class Offered:
    """A text for answers with its blanks filled for this conversation."""

    pk: int
    title: str
    short: str
    text: str


def _offered(viewer: Viewer, row: Conversation, homes: list[Room], now: datetime) -> list[Offered]:
    given = {
        Blank.NAME: row.person.name if row.person else "",
        Blank.ROOM: next((each.code for each in homes if each.estate_id == row.estate_id), ""),
        Blank.ESTATE: row.estate.name,
        Blank.CLERK: viewer.name,
    }
    return [
        Offered(each.pk, each.phrase.title, each.phrase.short, clause_3_1_3_phrase(each.text, given, now))
        for each in offered_at(row.estate)
    ]


def _why(row: Conversation) -> str:
    """Where it is said why the answer is due then; "" where nothing is promised."""
    promise = running(CONVERSATION, row.pk).first() if row.due_at else None
    return reverse("promises:why", args=[promise.pk]) if promise else ""


@dataclass(frozen=True)
class InWindow:
    """What WeChat still takes: so many of so many messages, until when; nothing where no window is open."""

    messages: int
    most: int
    until: datetime | None


def _left(row: Conversation, now: datetime) -> InWindow | None:
    """Of the window of whoever writes by WeChat; None for others."""
    if row.way != Way.WECHAT or row.follower is None:
        return None
    left, wrote = left_for(row.follower.pk, now), ALLOWANCES[Act.WROTE]
    by_words = row.follower.wrote_at is not None and now < row.follower.wrote_at + wrote.lasts
    return InWindow(left.messages, (wrote if by_words else ALLOWANCES[Act.CLICKED]).messages, left.until)


def _homes(viewer: Viewer, row: Conversation, now: datetime) -> list[Room]:
    """Where the person lives today, as far as the viewer works there."""
    if row.person_id is None:
        return []
    rooms = rooms_of(row.person_id, today(now)).filter(estate__in=estates_of(viewer).order_by())
    return list(rooms.select_related("estate"))
