"""The one rule of search for places and people, at the desk, in lists and by the API: rooms by whatever a place is
called, people by their names or how these sound. Numbers of phones are searched by accounts.number_search."""

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from jujiao.company.estates.models import Estate, Room
from jujiao.company.estates.names import pinyin_pattern
from jujiao.rules.phones import seen
from jujiao.rules.place_search import may_be_place, place_start
from jujiao.rules.places import Mark, place_key, read

FEWEST = 2
"""Letters by which a name is searched: one stands in half of all."""


@dataclass(frozen=True)
class Meant:
    """Rooms that a text may mean: their query, and the query of those whose number is not unfinished. `said` where the
    text says a place, and is no word alone that some place may be called."""

    rooms: Q
    exact: Q
    said: bool = True


def folded(text: str) -> str:
    """What was typed with single blanks and its full-width letters and digits as usual ones."""
    return " ".join(unicodedata.normalize("NFKC", seen(text.replace("\0", ""))).split())


def place_meant(text: str, estates: Callable[[], Iterable[Estate]]) -> Meant | None:
    """The rooms that a text means or goes on to mean; None where it can mean none.

    `estates` are asked for where the text may begin with the name of one, as a room is printed with it."""
    marks = read(text)
    if not may_be_place(marks):
        # A word alone is looked for in what rooms are called: 东区, 商铺.
        word = place_key(text)
        alone = len(marks) == 1 and marks[0].is_word and len(word) >= FEWEST
        return Meant(Q(key__contains=word), Q(pk__in=[]), said=False) if alone else None
    meant = _meant(marks)
    if marks[0].is_word and len(marks) > 1:
        plain = folded(text)
        for estate in estates():
            rest = read(plain.removeprefix(folded(estate.name))) if plain.startswith(folded(estate.name)) else []
            if may_be_place(rest):
                inside = _meant(rest)
                here = Q(estate=estate.pk)
                meant = Meant(meant.rooms | here & inside.rooms, meant.exact | here & inside.exact)
    return meant


def words_of(text: str, estates: QuerySet[Estate]) -> list[str]:
    """What is searched for one by one: the words, or the whole text where rooms are called so, as 1栋 1单元 101."""
    words = text.split()
    if len(words) > 1 and (meant := place_meant(text, estates.all)):
        return [text] if Room.objects.filter(meant.rooms, estate__in=estates.order_by()).exists() else words
    return words


def name_meant(text: str, *, name: str = "name", pinyin: str = "pinyin") -> Q | None:
    """People whose name holds the text, or sounds as it is spelt; None where it holds no letter."""
    if not any(letter.isalpha() for letter in text):
        return None
    held = Q(**{f"{name}__icontains" if text.isascii() else f"{name}__contains": text})
    return held | Q(**{f"{pinyin}__regex": pinyin_pattern(text)}) if text.isascii() else held


def _meant(marks: list[Mark]) -> Meant:
    start = place_start(marks)
    found = Q(key__regex=start.key) if start.key else Q()
    found = found | Q(code__regex=start.code) if start.code else found
    return Meant(found, Q(key__endswith=f"-{marks[-1].key}"))
