"""One conversation as the desk sees it: what was written, how it stands, and what may be done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Room
from jujiao.company.estates.queries import SEE_PEOPLE, estates_of, rooms_of
from jujiao.company.staff.queries import today
from jujiao.kernel.pages.panels import case_forms_of, panels_of
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest
from jujiao.rules.privacy import mask_phone
from jujiao.service.conversations.bubbles import bubbles_of, messages_of
from jujiao.service.conversations.lists import who_of
from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.permissions import ANSWERS
from jujiao.service.conversations.queries import CONVERSATION


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
    before = _id(request.GET.get("before", ""))
    messages, earlier = messages_of(row, before=before)
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
        "bubbles": bubbles_of(messages, now, inside=True),
        "inside": True,
        "earlier_url": f"{place}?before={messages[0].pk}" if earlier else "",
        "later_url": place if before else "",
        "thread_url": request.get_full_path() if before else place + back,
        "back_url": reverse("conversations:inbox") + back,
        "answers": answers,
        "steps": steps_of(viewer, row) if answers else [],
        "forms": case_forms_of(f"{CONVERSATION}-{row.pk}", viewer) if answers else [],
        "hears": viewer.has(Role.CLERK),
    }


def steps_of(viewer: Viewer, row: Conversation) -> list[Step]:
    """What whoever answers may do now."""

    def step(name: str, label: Any, icon: str, **look: bool) -> Step:
        return Step(reverse(f"conversations:{name}", args=[row.pk]), label, icon, **look)

    own = row.taken_by_id is not None and row.taken_by_id == viewer.employee_id
    found = []
    if not own:
        found.append(step("take", _("Take in hand"), "user-check", main=row.taken_by_id is None))
    if own:
        found.append(step("give_back", _("Give back"), "arrow-back-up"))
    found.append(step("note", _("Note"), "note", dialog=True))
    if row.ended_at is None and row.waiting_since is None:
        found.append(step("end", _("End"), "archive"))
    return found


def _homes(viewer: Viewer, row: Conversation, now: datetime) -> list[Room]:
    """Where the person lives today, as far as the viewer works there."""
    if row.person_id is None:
        return []
    rooms = rooms_of(row.person_id, today(now)).filter(estate__in=estates_of(viewer).order_by())
    return list(rooms.select_related("estate"))


def _id(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0
