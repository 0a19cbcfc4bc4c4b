"""The inbox of the desk: which conversations somebody sees, narrowed and found, and who they are with."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Coalesce

from jujiao.company.accounts.number_search import by_number
from jujiao.company.estates.models import Person, Residency, Room
from jujiao.company.estates.names import pinyin_pattern
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.queries import estates_of, on_day
from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import today
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.pages.tables import FOUND
from jujiao.kernel.record.access import Viewer
from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.permissions import NAMES, SEES
from jujiao.service.conversations.queries import conversations_for

LONGEST_ID: Final = 19
"""Digits of an id at most, and one more."""
TYPING: Final = "typing"
"""The news that somebody of the desk writes in a conversation."""
MOST: Final = 2000
"""People whom a word may mean: their ids go along, so that the index of conversations serves."""


class Show(StrEnum):
    """Which conversations of the inbox are shown."""

    WAITING = "waiting"
    MINE = "mine"
    ALL = "all"
    ENDED = "ended"


def how_many_wait(viewer: Viewer) -> int:
    """How many conversations wait for an answer at the estates of the viewer, counted up to what a list counts."""
    return len(_waiting(viewer.shape, **viewer.who))


@compiled
def _waiting(shape: Viewer, /, **who: int) -> QuerySet[Conversation, int]:
    waiting = conversations_for(shape.filled(who)).filter(waiting_since__isnull=False)
    return waiting.order_by().values_list("pk", flat=True)[:FOUND]


def joined_to(viewer: Viewer, conversation_id: int) -> int | None:
    """The conversation that goes on with what was written in another one, by its id; None for any other."""
    estates = estates_of(viewer, *SEES).order_by()
    found = Conversation.objects.filter(pk=conversation_id, estate__in=estates, joined__estate__in=estates)
    return found.values_list("joined", flat=True).first()


def shown(viewer: Viewer, show: Show) -> QuerySet[Conversation]:
    """Those of one kind, each with its `turn` among them and whether it is `over`, which say in which order."""
    rows = conversations_for(viewer)
    match show:
        case Show.WAITING:
            return rows.filter(waiting_since__isnull=False).annotate(turn=Coalesce("due_at", "waiting_since"))
        case Show.MINE:
            waits = Q(waiting_since__isnull=False)
            rows = rows.filter(taken_by=viewer.employee_id or 0, ended_at=None)
            return rows.annotate(
                over=Case(When(waits, then=0), default=1), turn=Coalesce("due_at", "waiting_since", "last_at")
            )
        case Show.ENDED:
            return rows.filter(ended_at__isnull=False)
        case Show.ALL:
            return rows


ORDERS: Final[Mapping[Show, tuple[str, ...]]] = {
    Show.WAITING: ("turn", "id"),
    Show.MINE: ("over", "turn", "id"),
    Show.ALL: ("-last_at", "-id"),
    Show.ENDED: ("-last_at", "-id"),
}
"""What is due first stands first; of what waits for nothing, the latest."""


def search(viewer: Viewer, rows: QuerySet[Any], text: str, now: datetime) -> QuerySet[Any]:
    """The conversations with whoever has a number, lives in a room or is called so, or whose last message holds the
    words. TooManySearches for who tries out numbers."""
    company = viewer.company_id or 0

    def numbered(on: Callable[[str], Q]) -> Q:
        people = Person.objects.filter(has_number(on), company=company).values_list("pk", flat=True)
        return Q(person__in=list(people[:MOST]))

    meant = by_number(viewer, conversations_for(viewer), text, now, has=numbered)
    if meant is not None:
        return rows.filter(meant)
    for word in text.split():
        found = Q(last_text__icontains=word) | Q(person__in=_living_in(viewer, word, now))
        rows = rows.filter(found | Q(person__in=_called(company, word)) if viewer.has(*NAMES) else found)
    return rows


def _called(company: int, word: str) -> list[int]:
    named = Q(name__icontains=word)
    if word.isascii():
        named |= Q(pinyin__regex=pinyin_pattern(word))
    return list(Person.objects.filter(named, company=company).order_by("-pk").values_list("pk", flat=True)[:MOST])


def _living_in(viewer: Viewer, word: str, now: datetime) -> list[int]:
    rooms = Room.objects.filter(code__icontains=word, estate__in=estates_of(viewer, *SEES).order_by())
    living = Residency.objects.filter(on_day(today(now)), household__room__in=rooms)
    return list(living.order_by("-pk").values_list("person_id", flat=True)[:MOST])


def rooms_at(conversations: Iterable[Conversation], now: datetime) -> dict[int, list[str]]:
    """The codes of the rooms where each conversation's person lives today, at its estate, by the conversation's id."""
    places = {(each.person_id, each.estate_id): each.pk for each in conversations if each.person_id}
    homes = Residency.objects.filter(
        on_day(today(now)),
        person__in={person for person, _estate in places},
        household__room__estate__in={estate for _person, estate in places},
    ).order_by("household__room__sort", "id")
    found: dict[int, list[str]] = defaultdict(list)
    for person, estate, code in homes.values_list("person", "household__room__estate", "household__room__code"):
        if (person, estate) in places:
            found[places[person, estate]].append(code)
    return found


def colleague(viewer: Viewer, user_id: str) -> str:
    """What somebody of the company's staff is called, by their account; "" for anybody else."""
    if not (user_id.isascii() and user_id.isdecimal() and len(user_id) < LONGEST_ID):
        return ""
    found = Employee.objects.filter(user=int(user_id), company=viewer.company_id or 0)
    return found.values_list("name", flat=True).first() or ""
