"""The lists of rooms and of people: what one may filter and sort them by."""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jujiao.company.accounts.number_search import by_number
from jujiao.company.estates.models import Estate, Household, Person, Relation, Residency, Room
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.queries import SEE_PEOPLE, estates_of, on_day
from jujiao.company.estates.searching import folded, name_meant, place_meant, words_of
from jujiao.kernel.pages.filters import Choice, Filter, Switch, Words
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Viewer


def rooms_table(viewer: Viewer, day: date) -> Table:
    """Rooms in their natural order; the estate is asked for only where the viewer works in several."""

    def by_words(rooms: QuerySet[Room], text: str) -> QuerySet[Room]:
        return rooms_by_words(rooms, text, day, estates_of(viewer, *SEE_PEOPLE))

    empty = Switch("empty", _("Empty only"), by=lambda rooms: rooms.filter(~Exists(_lived_in(day))))
    return Table(
        orders=[Order("place", _("By place"), ("estate_id", "sort", "id"))],
        filters=[Words("q", _("Room or name"), by=by_words), *_by_estate(viewer, "estate"), empty],
        size=60,
    )


def people_table(viewer: Viewer, now: datetime, *, among: QuerySet[Person]) -> Table:
    """People by the sound of their names; `among` are all those whom the viewer may see."""
    day = timezone.localtime(now).date()

    def by_words(people: QuerySet[Person], text: str) -> QuerySet[Person]:
        estates = estates_of(viewer, *SEE_PEOPLE)
        return people_by_words(people, text, by_number(viewer, among, text, now, has=has_number), estates)

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


def people_by_words(
    people: QuerySet[Person], text: str, holder: Q | None, estates: QuerySet[Estate]
) -> QuerySet[Person]:
    """Those who have the number or live in the place that was typed; else every word must fit the name, how it sounds,
    or a room of theirs."""
    text = folded(text)
    if holder:
        return people.filter(holder | Q(name__contains=text) | _living_at(text, estates))
    for word in words_of(text, estates):
        people = people.filter((name_meant(word) or Q(pk__in=[])) | _living_at(word, estates))
    return people


def _living_at(text: str, estates: QuerySet[Estate]) -> Q:
    meant = place_meant(text, estates.all)
    if meant is None:
        return Q(pk__in=[])
    rooms = Room.objects.filter(meant.rooms, estate__in=estates.order_by())
    return Q(Exists(Residency.objects.filter(person=OuterRef("pk"), household__room__in=rooms)))


def rooms_by_words(rooms: QuerySet[Room], text: str, day: date, estates: QuerySet[Estate]) -> QuerySet[Room]:
    """The rooms that every word means, or in which somebody lives whose name it fits."""
    living = Residency.objects.filter(on_day(day), household__room=OuterRef("pk"))
    for word in words_of(folded(text), estates):
        meant = place_meant(word, estates.all)
        named = name_meant(word, name="person__name", pinyin="person__pinyin")
        place = meant.rooms if meant else Q(pk__in=[])
        rooms = rooms.filter(place | Q(Exists(living.filter(named))) if named else place)
    return rooms


def _lived_in(day: date) -> QuerySet[Household]:
    return Household.objects.filter(on_day(day), room=OuterRef("pk"))


def _by_estate(viewer: Viewer, name: str, by: Any = None) -> list[Filter]:
    estates: list[Estate] = list(estates_of(viewer, *SEE_PEOPLE))
    options = [(estate.pk, estate.name) for estate in estates]
    return [Choice(name, _("Estate"), options, by=by, named=True)] if len(estates) > 1 else []
