"""What the search in the top bar finds of places and people, by the rule of their lists."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.accounts.number_search import by_number
from jujiao.company.estates.lists import people_by_words, rooms_by_words, with_homes, with_residents
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.queries import SEE_PEOPLE, estates_of, people_visible_to, rooms_visible_to
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.declared import Finder, Hit
from jujiao.rules.privacy import mask_phone


def find_rooms(viewer: Viewer, text: str, now: datetime, most: int) -> Iterator[Hit]:
    """Rooms by whatever they are called, and by who lives there."""
    day = timezone.localtime(now).date()
    rooms = rooms_by_words(rooms_visible_to(viewer), text, day, estates_of(viewer, *SEE_PEOPLE))
    for room in with_residents(rooms, day).order_by("estate_id", "sort", "id")[:most]:
        people = [each.person.name for household in room.now for each in household.now]  # type: ignore[attr-defined]
        yield Hit(room.code, " · ".join([room.estate.name, *people]), reverse("estates:room", args=[room.pk]))


def find_people(viewer: Viewer, text: str, now: datetime, most: int) -> Iterator[Hit]:
    """People by name, pinyin, room, a whole number or its last four digits."""
    day = timezone.localtime(now).date()
    seen = people_visible_to(viewer)
    holder = by_number(viewer, seen, text, now, has=has_number)
    people = people_by_words(seen, text, holder, estates_of(viewer, *SEE_PEOPLE)).order_by("pinyin", "id")
    for person in with_homes(people, viewer, day)[:most]:
        rooms = [each.household.room for each in person.now]  # type: ignore[attr-defined]
        homes = [f"{room.estate.name} {room.code}" for room in rooms] or [_("has moved out")]
        detail = " · ".join([*homes, mask_phone(person.phone)] if person.phone else homes)
        yield Hit(person.name, detail, reverse("estates:person", args=[person.pk]))


FINDERS = (
    Finder(key="people", rank=600, words=gettext_lazy("Residents"), icon="users", door=SEE_PEOPLE, find=find_people),
    Finder(key="rooms", rank=610, words=gettext_lazy("Rooms"), icon="building", door=SEE_PEOPLE, find=find_rooms),
)
