"""When a message that was not taken is tried again by the same way, and when the next way takes its place.

What is owed to an owner (3.2.2) does not wait on a way that fails: within a minute the next one has it."""

from datetime import timedelta
from typing import Final

HURRIED: Final = (timedelta(seconds=20),)
"""Between the tries of what must reach its reader: twice by one way, then the next."""
PATIENT: Final = (*(timedelta(seconds=4**n) for n in range(1, 5)), timedelta(minutes=17))
"""Between the tries of all else, for which no other way stands ready."""


def next_try(failed: int, *, again: bool, hurried: bool, rest: timedelta = timedelta()) -> timedelta | None:
    """How long after the last of so many failed tries the same way is tried again; None where it is not. `again`:
    whether the way may take it later, and not before a `rest`; `hurried`: whether another way, or a call, takes its
    place, which does not wait for a longer one."""
    waits = HURRIED if hurried else PATIENT
    if not again or failed > len(waits) or (hurried and rest > waits[failed - 1]):
        return None
    return max(waits[failed - 1], rest)
