"""What the search of complaints looks through: all that a row of the list shows, and who complained."""

import re
from collections import defaultdict
from datetime import datetime
from functools import partial, reduce
from operator import and_, or_
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value

from jujiao.company.accounts.number_search import On, by_number
from jujiao.company.accounts.phones import typed_number
from jujiao.company.estates.models import Building, Estate, Person, Room
from jujiao.company.estates.names import pinyin_pattern
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.queries import SEE_PEOPLE
from jujiao.company.estates.searching import FEWEST, folded, place_meant
from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.database.compiled import compiled, like
from jujiao.kernel.database.pairs import LONGEST, Pairs, as_asked, holds
from jujiao.kernel.database.planned import planned_anew
from jujiao.kernel.record.access import Viewer
from jujiao.service.complaints.models import Category, Complaint, Kind, State
from jujiao.service.complaints.models.complaint import PAIRS
from jujiao.service.complaints.queries import visible_to

MOST = 2000
"""Rooms and people of each kind that a word may mean: their ids go along, so that the indexes of complaints serve."""
NEWEST = 300
OFTEN = 6
"""In so many of the NEWEST a word stands often: a page of fifty is full after some thousands of them."""
WRITTEN = ("text", "place", "contact_name")
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
    if len(words) > 1 and (ids := _rooms(viewer, text)):
        return rows.filter(room__any_of=ids)
    return rows.filter(reduce(and_, [_in_row(viewer, word) for word in words], Q()))


def _by_phone(viewer: Viewer, text: str, now: datetime) -> Q | None:
    """The complaints of whoever has the whole number; None where it is none, or the viewer looks up nobody."""
    typed = typed_number(text)
    if typed is None or not typed.whole or not viewer.has(*SEE_PEOPLE):
        return None
    named = visible_to(viewer).filter(anonymous=False)
    found = by_number(viewer, named, text, now, has=partial(_has_number, viewer.company_id or 0))
    return found & Q(anonymous=False) if found else None


def _has_number(company: int, on: On) -> Q:
    """The ids of people go along, and complaints without a number are left out, so that the indexes serve."""
    people = Person.objects.filter(has_number(on), company=company).values_list("pk", flat=True)
    return on("contact_phone") & ~Q(contact_phone="") | Q(person__any_of=list(people))


def _in_row(viewer: Viewer, word: str) -> Q:
    fits = [_written(viewer, word)]
    if rooms := _rooms(viewer, word):
        fits.append(Q(room__any_of=rooms))
    if len(word) >= FEWEST and any(letter.isalpha() for letter in word):
        fits += [Q(**{f"{kind}__any_of": ids}) for kind, ids in _called(viewer, word).items()]
        spoken = word.casefold()
        topics = [each.pk for each in _categories() if spoken in f"{each.name_zh}\n{each.name_en}".casefold()]
        fits += [Q(category__any_of=topics)] if topics else []
        fits += [Q(state__any_of=found) for found in [_labelled(State, spoken)] if found]
        fits += [Q(kind__any_of=found) for found in [_labelled(Kind, spoken)] if found]
    return reduce(or_, fits)


def _written(viewer: Viewer, word: str) -> Q:
    """The word in what was written down, in whatever case and width. What stands in many of the newest rows fills a
    page from there. Of anything else the ids of few complaints go along: those of a word that stands nowhere, or in one
    of a hundred thousand, are found by an index, whose time grows with how many there are."""
    said = _said(word)
    newest = visible_to(viewer).order_by("-pk").values("pk")[:NEWEST]
    with planned_anew():
        if Complaint.objects.filter(said, pk__in=newest).count() >= OFTEN:
            return said
        indexed = holds(PAIRS, word) if len(word) <= LONGEST else said
        found = Complaint.objects.filter(indexed, estate__company=viewer.company_id or 0).order_by()
        ids = list(found.values_list("pk", flat=True)[: MOST + 1])
    return Q(pk__any_of=ids) if len(ids) <= MOST else said


def _said(word: str) -> Q:
    """The same, row by row."""
    fits = [Q(number__contains=word.upper())]
    if len(word) > LONGEST:
        fits += [Q(**{f"{name}__icontains": word}) for name in WRITTEN]
        wide = word.translate(WIDE)
        return reduce(or_, fits + ([Q(text__icontains=wide)] if wide != word else []))
    # Capitals of a whole text would cost more than several looks at it.
    forms = {word, word.lower(), word.upper(), word.capitalize()}
    for form in sorted(forms | {form.translate(WIDE) for form in forms}):
        fits += [Q(**{f"{name}__contains": form}) for name in WRITTEN]
    return reduce(or_, fits)


def _labelled(choices: type[State] | type[Kind], spoken: str) -> list[str]:
    return [each.value for each in choices if spoken in str(each.label).casefold()]


def _rooms(viewer: Viewer, text: str) -> list[int]:
    """The rooms of the company that a text with a number or a word for a place means; a word alone is a name."""
    company = viewer.company_id or 0
    meant = place_meant(text, lambda: _estates(company=company))
    if meant is None or not meant.said:
        return []
    rooms = Room.objects.filter(meant.rooms, estate__company=company)
    return list(rooms.order_by("-pk").values_list("pk", flat=True)[:MOST])


def _called(viewer: Viewer, word: str) -> dict[str, list[int]]:
    """The rooms, buildings, departments and people of the company that a word names, by what a complaint calls them."""
    given = {"within": like(word)}
    if word.isascii():
        given |= {"spelt": re.escape(word), "sound": pinyin_pattern(word)}
    if len(word) <= LONGEST:
        given |= {"pair": as_asked(word)}
    ids: dict[str, list[int]] = defaultdict(list)
    with planned_anew():
        for kind, pk in _names(company=viewer.company_id or 0, **given):
            ids[kind].append(pk)
    return ids


@compiled
def _names(
    *, company: int, within: str, spelt: str | None = None, sound: str | None = None, pair: str | None = None
) -> QuerySet[Any, Any]:
    """In letters a name is found in whatever case, and by its sound. Of people and rooms there are many: each way to
    find them has its index."""
    called = Q(name__like=within) if spelt is None else Q(name__iregex=spelt)
    heard = called if sound is None else called | Q(pinyin__regex=sound)
    people, rooms = Person.objects.filter(heard), Room.objects.filter(key__like=within)
    if pair is not None:
        rooms = Room.objects.alias(pairs=Pairs("key")).filter(pairs__fit=pair)
        if spelt is None:
            people = Person.objects.alias(pairs=Pairs("name")).filter(pairs__fit=pair)
    kinds: dict[str, QuerySet[Any]] = {
        "person": people.filter(company=company),
        "handler": Employee.objects.filter(heard, company=company),
        "department": Department.objects.filter(called, estate__company=company),
        "room": rooms.filter(estate__company=company),
        "building": Building.objects.filter(called, estate__company=company),
    }
    queries = [
        rows.order_by("-pk").annotate(what=Value(kind, CharField())).values_list("what", "pk")[:MOST]
        for kind, rows in kinds.items()
    ]
    found: QuerySet[Any, Any] = queries[0].union(*queries[1:], all=True)
    return found


@compiled
def _categories() -> QuerySet[Category]:
    return Category.objects.all()


@compiled
def _estates(*, company: int) -> QuerySet[Estate]:
    return Estate.objects.filter(company=company).order_by("id")
