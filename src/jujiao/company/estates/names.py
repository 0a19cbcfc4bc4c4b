"""Names: Chinese ones in Latin letters, to sort by and to find somebody by what one hears; numbered ones in order."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

from pypinyin import Style, lazy_pinyin, pinyin

from jujiao.company.estates.surnames import COMPOUND, SINGLE
from jujiao.rules.numerals import numbered

LONGEST = 600
MOST = 24
"""Readings that are kept of one name: two characters with several each are common, three are not."""
ROUNDED = ("u", "yu")
"""How the letters of 吕 and 女 are typed: lv, lu and, as in passports, lyu."""


@lru_cache(maxsize=500)
def initials_of(words: str) -> str:
    """The first letters of words as they are typed to choose one: "sl" of 渗漏, "cg" of "Common ground"."""
    spoken = re.split(r"[^\w]+", words)
    return "".join(_likeliest(each) for each in spoken if each).lower()


def _likeliest(word: str) -> str:
    return word[0] if word.isascii() else pinyin_of(word).split(",")[0].split()[-1]


def pinyin_of(name: str) -> str:
    """Every reading of a name, the likeliest first, by which names are sorted: its syllables, then its initials.

    "曾乐" gives "zeng le zl,zeng yue zy,ceng le cl,…". Other letters stay, in lower case."""
    kept: list[str] = []
    length = 0
    for syllables in islice(product(*_readings(name.strip())), MOST):
        spelt = f"{' '.join(syllables)} {''.join(each[0] for each in syllables)}"
        if length + len(spelt) + 1 > LONGEST:
            break
        kept.append(spelt)
        length += len(spelt) + 1
    return ",".join(kept)


def pinyin_pattern(typed: str) -> str:
    """A regular expression that finds a `pinyin_of` by its beginning, its syllables run together, or its initials."""
    letters = [letter for letter in typed.lower() if letter.isascii() and letter.isalpha()]
    return r"(^|[\s,])" + r"\s?".join(letters)


def natural(name: str) -> list[str | int]:
    """A key by which "2栋" comes before "10栋" and "十一栋": numbers count as numbers, whatever stands around them."""
    parts = re.split(r"(\d+)", numbered(name))
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]


def _readings(name: str) -> Iterator[tuple[str, ...]]:
    """For each syllable how it may be read, the likeliest first."""
    family = name[:2] if name[:2] in COMPOUND else name[:1] if name[:1] in SINGLE else ""
    said = (COMPOUND.get(family) or SINGLE.get(family, "")).split()
    likely = [*said, *(part for part in lazy_pinyin(name[len(family) :]) if part.strip())]
    every = [part for part in pinyin(name, style=Style.NORMAL, heteronym=True) if part[0].strip()]
    if len(every) != len(likely):
        every = [[] for _each in likely]
    for first, others in zip(likely, every, strict=True):
        yield tuple(dict.fromkeys(spelt for sound in (first, *others) for spelt in _spelt(sound.strip().lower())))


def _spelt(sound: str) -> Iterator[str]:
    yield sound
    if sound[:2] in ("lv", "nv"):
        yield from (f"{sound[0]}{u}{sound[2:]}" for u in ROUNDED)
