"""3.2.1: which rooms are meant by what somebody types of a place, while they type it and once they have done."""

from dataclasses import dataclass

from jujiao.rules.places import Mark, Part

LONGEST, MOST = 60, 8
"""Characters and marks of what may be a place."""


def may_be_place(marks: list[Mark]) -> bool:
    """Whether marks are worth looking for among rooms: not too many, and a number or a kind of place among them."""
    short = 0 < len(marks) <= MOST and all(len(mark.text) <= LONGEST for mark in marks)
    return short and any(mark.ends or mark.text.isdecimal() for mark in marks)


@dataclass(frozen=True)
class Start:
    """Regular expressions for rooms that marks mean or may go on to mean, over their `key` and, where a part is left
    out, over their `code`, which tells where a part ends; "" where there is nothing to look for."""

    key: str = ""
    code: str = ""


def place_start(marks: list[Mark]) -> Start:
    """The last mark may be unfinished, the unit may be left out, and without words for it any part may come first."""
    keys = [mark.key for mark in marks]
    building, unit = _after(marks, Part.BUILDING), _after(marks, Part.UNIT)
    if not (building or unit):
        return _start_unsaid(marks)
    if building == len(keys):
        return Start(code=f"^{_of_code(marks)}-")
    head = f"{'^' if building else '(^|-)'}{'-'.join(keys[: max(building, unit)])}-"
    if unit == len(keys):
        return Start(head)
    rest = marks[max(building, unit) :]
    key = head + "-".join([*(mark.key for mark in rest[:-1]), _open(rest[-1])])
    return Start(key, "" if unit else _left_out(marks[:building], rest))


def _start_unsaid(marks: list[Mark]) -> Start:
    last = marks[-1]
    if len(marks) == 1:
        return Start(f"(^|-){_open(last)}" if last.is_word else f"-{_final(last)}")
    keys = [mark.key for mark in marks[:-1]]
    whole = f"^{'-'.join([*keys, _open(last)])}|-{'-'.join([*keys, _final(last)])}"
    return Start(whole, "|".join(_left_out(marks[:place], marks[place:]) for place in range(1, len(marks))))


def place_without_unit(marks: list[Mark]) -> str | None:
    """A regular expression for the codes of rooms that the marks name without their unit, as "3栋1204" and "3-1204";
    None where the marks say a unit, or nothing but a building."""
    building = _after(marks, Part.BUILDING)
    if not building and len(marks) == 2 and not any(mark.is_word or mark.ends is Part.UNIT for mark in marks):
        building = 1
    if not 0 < building < len(marks) or _after(marks, Part.UNIT):
        return None
    return f"^{_of_code(marks[:building])}-[^-]+-{_of_code(marks[building:])}$"


def _of_code(marks: list[Mark]) -> str:
    """One part of a code, in which numbers stand as they were written."""
    part = ""
    for before, mark in zip([None, *marks], marks, strict=False):
        same = before is not None and not (mark.is_word or before.is_word)
        apart = same and before is not None and before.text.isdecimal() == mark.text.isdecimal()
        part += ("[.]" if apart else "") + (f"0*{mark.key}" if mark.text.isdecimal() else mark.key)
    return part


def _left_out(building: list[Mark], number: list[Mark]) -> str:
    more = "" if _complete(number[-1]) else "[^-]*"
    return f"^{_of_code(building)}-[^-]+-{_of_code(number)}{more}[A-Z]*$"


def _after(marks: list[Mark], part: Part) -> int:
    """How many marks stand before and at the end of that part; 0 where it is not said."""
    return max((place for place, mark in enumerate(marks, start=1) if mark.ends is part), default=0)


def _complete(mark: Mark) -> bool:
    """Whether nothing of the mark can be missing: a number is said to be over, or begins with 0 and is no beginning."""
    return mark.ends is not None or mark.text != mark.key


def _open(mark: Mark) -> str:
    """The last mark, as a part that may go on and be followed by others."""
    return f"{mark.key}(-|$)" if _complete(mark) else mark.key


def _final(mark: Mark) -> str:
    """The last mark, as the end of a number, which letters may follow."""
    return f"{mark.key}{'' if _complete(mark) else '[^-]*'}(-[A-Z]+)?$"
