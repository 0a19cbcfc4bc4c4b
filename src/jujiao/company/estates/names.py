"""Names: Chinese ones in Latin letters, to sort by and to find somebody by what one hears; numbered ones in order."""

import re

from pypinyin import lazy_pinyin

LONGEST = 200


def pinyin_of(name: str) -> str:
    """The name's syllables, then its initials: "林晓梅" gives "lin xiao mei lxm". Other letters stay, in lower case."""
    syllables = [part.strip().lower() for part in lazy_pinyin(name) if part.strip()]
    initials = "".join(part[0] for part in syllables)
    return f"{' '.join(syllables)} {initials}"[:LONGEST]


def pinyin_pattern(typed: str) -> str:
    """A regular expression that finds a `pinyin_of` by its beginning, its syllables run together, or its initials."""
    letters = [letter for letter in typed.lower() if letter.isascii() and letter.isalpha()]
    return r"(^|\s)" + r"\s?".join(letters)


def natural(name: str) -> list[str | int]:
    """A key by which "2栋" comes before "10栋": numbers count as numbers, whatever stands around them."""
    parts = re.split(r"(\d+)", name)
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]
