"""What the search of complaints looks through: all that a row of the list shows, and who complained."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value

from jujiao.company.accounts.number_search import by_number
from jujiao.company.accounts.phones import typed_number
from jujiao.company.estates.models import Building, Estate, Person, Room
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.queries import SEE_PEOPLE
from jujiao.company.estates.searching import FEWEST, folded, name_meant, place_meant
from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints.models import Category, Complaint, Kind, State
from jujiao.service.complaints.queries import visible_to

MOST = 2000
"""Rooms and people of each kind that a word may mean: their ids go along, so that the indexes of complaints serve."""
TRIGRAM = 3
WIDE = {place: place + 0xFEE0 for place in range(0x21, 0x7F)}


def search(viewer: Viewer, rows: QuerySet[Complaint], text: str, now: datetime) -> QuerySet[Complaint]:
    """Every word must stand in the row (its text, number, category, place, state, department or handler), or be the
    complainant's name; or the whole text is a place, or the complainant's number.

    What an anonymous complaint keeps of its complainant is never looked through. TooManySearches for who tries out
    numbers."""
    text = folded(text)
    if (phone := _by_phone(viewer, text, now)) is not None:
        return rows.filter(phone)
    words = text.split()
    if len(words) > 1 and (ids := _ids(viewer, text, ("room",))["room"]):
        return rows.filter(room__in=ids)
    return rows.filter(reduce(and_, [_in_row(viewer, word) for word in words], Q()))


def _by_phone(viewer: Viewer, text: str, now: datetime) -> Q | None:
    """The complaints of whoever has the whole number; None where it is none, or the viewer looks up nobody."""
    typed = typed_number(text)
    if typed is None or not typed.whole or not viewer.has(*SEE_PEOPLE):
        return None
    named = visible_to(viewer).filter(anonymous=False)
    by_number(viewer, named, text, now, has=lambda on: on("contact_phone") | has_number(on, "person__"))
    people = Person.objects.filter(has_number(typed.query), company=viewer.company_id or 0)
    return typed.query("contact_phone") & Q(anonymous=False) | Q(person__in=list(people.values_list("pk", flat=True)))


def _in_row(viewer: Viewer, word: str) -> Q:
    ids = _ids(viewer, word, ("room", "building", "person", "handler", "department"))
    fits = [*_said(word), *(Q(**{f"{kind}__in": found}) for kind, found in ids.items() if found)]
    if len(word) >= FEWEST:
        spoken = word.casefold()
        named = [each.pk for each in _categories() if spoken in f"{each.name_zh}\n{each.name_en}".casefold()]
        fits += [Q(category__in=named)] if named else []
        fits += [Q(state__in=found) for found in [_labelled(State, spoken)] if found]
        fits += [Q(kind__in=found) for found in [_labelled(Kind, spoken)] if found]
    return reduce(or_, fits)


def _said(word: str) -> Iterator[Q]:
    """The word in what was written down, in whatever case and width."""
    # The index of trigrams knows words of three characters and more; two Chinese ones are looked for row by row.
    way = "icontains" if len(word) >= TRIGRAM or word.lower() != word.upper() else "contains"
    yield Q(number__contains=word.upper())
    for name in ("text", "place", "contact_name"):
        yield Q(**{f"{name}__{way}": word})
    if (wide := word.translate(WIDE)) != word:
        yield Q(**{f"text__{way}": wide})


def _labelled(choices: type[State] | type[Kind], spoken: str) -> list[str]:
    return [each.value for each in choices if spoken in str(each.label).casefold()]


def _ids(viewer: Viewer, text: str, kinds: Collection[str]) -> dict[str, list[int]]:
    """The rooms, buildings and people of the company that a text means, by what a complaint calls them: one query."""
    queries = [
        rows.order_by("-pk").annotate(what=Value(kind, CharField())).values_list("what", "pk")[:MOST]
        for kind, rows in _meant(viewer, text).items()
        if kind in kinds
    ]
    ids: dict[str, list[int]] = defaultdict(list)
    if queries:
        for kind, pk in queries[0].union(*queries[1:], all=True):
            ids[kind].append(pk)
    return ids


def _meant(viewer: Viewer, text: str) -> dict[str, QuerySet[Any]]:
    company = viewer.company_id or 0
    found: dict[str, QuerySet[Any]] = {}
    if meant := place_meant(text, lambda: _estates(company=company)):
        found["room"] = Room.objects.filter(meant.rooms, estate__company=company)
    if len(text) >= FEWEST:
        found["building"] = Building.objects.filter(name__icontains=text, estate__company=company)
        if (named := name_meant(text)) is not None:
            found["person"] = Person.objects.filter(named, company=company)
            found["handler"] = Employee.objects.filter(named, company=company)
            found["department"] = Department.objects.filter(name__icontains=text, estate__company=company)
    return found


@compiled
def _categories() -> QuerySet[Category]:
    return Category.objects.all()


@compiled
def _estates(*, company: int) -> QuerySet[Estate]:
    return Estate.objects.filter(company=company).order_by("id")
