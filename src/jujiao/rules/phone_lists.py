"""1.3.1: several numbers as people write them into one cell, with a word for each: 13811119994/13911119995(妻)."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jujiao.rules.phones import NoNumber, normal

LONGEST_WORD = 20
MOST = 10
"""Numbers of one person: whoever has more has a list of their own."""

_BETWEEN = re.compile(r"[、;；,，\n\r|]+|\s+(?:和|及|或|or|and)\s+|(?<=\d)(?:和|及|或)(?=[\d+])")
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]*[^\W\d_][^()（）\[\]【】]*)[)）\]】]")
_DIALS = re.compile(r"(?:转|轉|分机号?|内线|extension|ext\.?|x|#)\s*:?\s*\d{1,6}", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_][^\d+()（）:：]*")
_LABELS = {"电话", "手机", "手机号", "手机号码", "联系电话", "联系方式", "号码", "tel", "phone", "mobile", "t", "m"}
_NOTHING = {"", "-", "--", "/", "—", "无", "没有", "暂无", "空", "none", "n/a"}
_FIRST = {"本人", "自己", "业主", "户主", "self", "own"}


@dataclass(frozen=True)
class Number:
    """A number in its normal form, and the word that stands with it: whose it is, or where it rings."""

    number: str
    word: str = ""


def listed(text: str) -> tuple[Number, ...]:
    """The numbers that a cell holds, each once, the person's own first; () where it says that there is none.

    NoNumber, with the part that is none, where any part of it cannot be read."""
    if text.strip().casefold() in _NOTHING:
        return ()
    found: dict[str, Number] = {}
    for part in _BETWEEN.split(text):
        for number in _numbers(part.strip()):
            if number.number not in found or number.word:
                found[number.number] = number
    numbers = sorted(found.values(), key=_rank)
    if not numbers or len(numbers) > MOST:
        raise NoNumber(text)
    return tuple(numbers)


def joined(cells: Iterable[str]) -> str:
    """The cells of several columns as one that `listed` reads, without those that say that there is none."""
    return "；".join(cell for cell in cells if cell.strip().casefold() not in _NOTHING)


def written(numbers: Sequence[Number]) -> str:
    """Numbers as `listed` reads them again."""
    return "；".join(f"{one.number}({one.word})" if one.word else one.number for one in numbers)


def clean_word(word: str) -> str:
    """The word for a number in one line, without what would end it in a list."""
    plain = unicodedata.normalize("NFKC", word)
    return " ".join(re.sub(r"[()\[\]、;,|\d+:]", " ", plain).split())[:LONGEST_WORD].strip()


def _rank(number: Number) -> int:
    """A person's own number goes before one with no word, and this before those of others."""
    return 0 if number.word.casefold() in _FIRST else 1 if not number.word else 2


def _numbers(part: str) -> list[Number]:
    if not part:
        return []
    try:
        return [Number(normal(part))]
    except NoNumber:
        rest, word = _without_word(part)
    if word:
        one = _as_one(rest)
        if one is not None:
            return [Number(one, "" if word.casefold() in _LABELS else word)]
    return [number for piece in _pieces(part) for number in piece]


def _without_word(part: str) -> tuple[str, str]:
    """The part without the word that stands in brackets, before or behind the number, and this word."""
    if found := _BRACKETS.search(part):
        return f"{part[: found.start()]} {part[found.end() :]}".strip(), clean_word(found[1])
    dials = _DIALS.search(part, 1)
    before = part[: dials.start()] if dials else part
    if (found := _LETTERS.search(before)) and _says_whose(found[0]):
        return f"{part[: found.start()]} {part[found.end() :]}".strip(" :："), clean_word(found[0])
    if dials and (found := _LETTERS.search(part, dials.end())) and _says_whose(found[0]):
        return part[: found.start()].strip(), clean_word(found[0])
    return part, ""


def _says_whose(word: str) -> bool:
    """Whether it is a word; one letter of ours behind a number is a slip of the hand."""
    return len(word.strip()) > 1 or not word.isascii()


def _as_one(text: str) -> str | None:
    try:
        return normal(text)
    except NoNumber:
        return None


def _pieces(part: str) -> list[list[Number]]:
    """Several numbers with nothing but slashes or blanks between them, in as few pieces as are numbers each."""
    tokens = [token for token in re.split(r"(?<=[^/\s])\s*[/／\s]\s*(?=[^/\s])", part) if token]
    best: list[list[list[Number]] | None] = [[]] + [None] * len(tokens)
    for end in range(1, len(tokens) + 1):
        for start in range(end):
            before = best[start]
            whole = start == 0 and end == len(tokens)
            if before is None or whole:
                continue
            piece = _one_piece(" ".join(tokens[start:end]))
            if piece and (best[end] is None or len(before) + 1 < len(best[end] or [])):
                best[end] = [*before, piece]
    found = best[len(tokens)]
    if found is None:
        raise NoNumber(part)
    return found


def _one_piece(text: str) -> list[Number]:
    rest, word = _without_word(text)
    one = _as_one(text) or _as_one(rest)
    word = "" if one is not None and _as_one(text) == one else word
    return [Number(one, "" if word.casefold() in _LABELS else word)] if one else []
