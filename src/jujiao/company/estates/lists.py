"""The lists of rooms and of people: what one may filter and sort them by."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.number_search import by_number
from jujiao.company.estates.codes import code_query, typed_code
from jujiao.company.estates.models import Estate, Household, Person, Relation, Residency, Room
from jujiao.company.estates.names import pinyin_pattern
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.queries import SEE_PEOPLE, estates_of, on_day
from jujiao.kernel.pages.filters import Choice, Filter, Switch, Words
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Viewer


def rooms_table(viewer: Viewer, day: date) -> Table:
    """Rooms in their natural order; the estate is asked for only where the viewer works in several."""
    empty = Switch("empty", _("Empty only"), by=lambda rooms: rooms.filter(~Exists(_lived_in(day))))
    return Table(
        orders=[Order("place", _("By place"), ("estate_id", "sort", "id"))],
        filters=[Words("q", _("Room or name"), by=_rooms_by_words), *_by_estate(viewer, "estate"), empty],
        size=60,
    )


def people_table(viewer: Viewer, now: datetime, *, among: QuerySet[Person]) -> Table:
    """People by the sound of their names; `among` are all those whom the viewer may see."""
    day = timezone.localtime(now).date()

    def by_words(people: QuerySet[Person], text: str) -> QuerySet[Person]:
        return _people_by_words(people, text, by_number(viewer, among, text, now, has=has_number))

    homes = Residency.objects.filter(person=OuterRef("pk"))
    gone = Switch("gone", _("Has moved out"), by=lambda people: people.filter(~Exists(homes.filter(on_day(day)))))
    relation = Choice(
        "relation",
        _("Relation"),
        Relation.choices,
        by=lambda people, values: people.filter(Exists(homes.filter(on_day(day), relation__in=values))),
    )
    estates = _by_estate(
        viewer,
        "estate",
        by=lambda people, values: people.filter(Exists(homes.filter(household__room__estate__in=values))),
    )
    return Table(
        orders=[Order("name", _("Sorted by name"), ("pinyin", "id")), Order("new", _("Latest first"), ("-id",))],
        filters=[
            Words(
                "q",
                _("Name, pinyin, phone or room"),
                by=by_words,
            ),
            relation,
            *estates,
            gone,
        ],
        size=60,
    )


def with_residents(rooms: QuerySet[Room], day: date) -> QuerySet[Room]:
    """Rooms, each with `now`: who lives there or owns it on a local day."""
    residencies = Residency.objects.filter(on_day(day)).select_related("person").order_by("id")
    households = Household.objects.filter(on_day(day)).prefetch_related(Prefetch("residencies", residencies, "now"))
    return rooms.prefetch_related(Prefetch("households", households, "now"))


def with_homes(people: QuerySet[Person], viewer: Viewer, day: date) -> QuerySet[Person]:
    """People, each with `now`: the residencies of a local day where the viewer works."""
    residencies = Residency.objects.filter(
        on_day(day), household__room__estate__in=estates_of(viewer, *SEE_PEOPLE).order_by()
    )
    chosen = residencies.select_related("household__room__estate").order_by("household__room__sort", "id")
    return people.prefetch_related(Prefetch("residencies", chosen, "now"))


def _people_by_words(people: QuerySet[Person], text: str, has_number: Q | None) -> QuerySet[Person]:
    """Those who have the number that was typed; else every word must fit the name, its pinyin, or a room of theirs."""
    words = [text] if has_number else text.split()
    for word in words:
        found = Q(name__icontains=word) | (has_number or Q(pk__in=[]))
        if word.isascii() and any(letter.isalpha() for letter in word):
            found |= Q(pinyin__regex=pinyin_pattern(word))
        if parts := _room_parts(word):
            rooms = Room.objects.filter(code_query(parts))
            found |= Q(Exists(Residency.objects.filter(person=OuterRef("pk"), household__room__in=rooms)))
        people = people.filter(found)
    return people


def _rooms_by_words(rooms: QuerySet[Room], text: str) -> QuerySet[Room]:
    names = Residency.objects.filter(household__room=OuterRef("pk"), moved_out__isnull=True)
    found = Q(Exists(names.filter(person__name__icontains=text)))
    if parts := _room_parts(text):
        found |= code_query(parts)
    return rooms.filter(found)


def _room_parts(text: str) -> list[str]:
    parts = typed_code(text)
    return parts if any(letter.isdigit() for part in parts for letter in part) else []


def _lived_in(day: date) -> QuerySet[Household]:
    return Household.objects.filter(on_day(day), room=OuterRef("pk"))


def _by_estate(viewer: Viewer, name: str, by: Any = None) -> list[Filter]:
    estates: list[Estate] = list(estates_of(viewer, *SEE_PEOPLE))
    options = [(estate.pk, estate.name) for estate in estates]
    return [Choice(name, _("Estate"), options, by=by, named=True)] if len(estates) > 1 else []
