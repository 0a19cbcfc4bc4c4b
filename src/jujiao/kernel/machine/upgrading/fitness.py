"""What a database is, told from the names of the migrations that it has seen. A name is (app, migration)."""

from collections.abc import Collection
from collections.abc import Set as AbstractSet
from typing import Final

type Name = tuple[str, str]

SHOWN: Final = 6
OURS: Final = "kernel"
"""The app whose first migration is the first of all: a database without it is not this product's."""


def objection(*, has_tables: bool, seen: AbstractSet[Name], known: AbstractSet[Name]) -> str:
    """Why this code must not touch the database, with what to do; empty where it fits, also where it is new or where a
    first start was broken off. `known` are the migrations that this code brings or replaces."""
    if not seen:
        return NOT_OURS.format("it holds tables, and no list of migrations") if has_tables else ""
    strange = seen - known
    if not strange:
        return ""
    if not any(app == OURS for app, _name in seen):
        return NOT_OURS.format(f"it has seen the migrations of {_words({app for app, _name in strange})}")
    lacking = {name for name in known - seen if name[0] in {app for app, _name in strange}}
    if lacking:
        return OTHER_LINE.format(_names(strange), _names(lacking))
    return LATER.format(_names(strange))


NOT_OURS: Final = (
    "This database belongs to another program: {}. Nothing was changed. "
    "Name an empty database, or one of Jujiao's, in DATABASE_URL."
)
LATER: Final = (
    "This database was made by a later version of Jujiao: it has seen migrations that this version does not know "
    "({}). Nothing was changed. Start that version, or restore a backup from before the upgrade."
)
OTHER_LINE: Final = (
    "This database was made by another version of Jujiao, from which no way leads to this one: it has seen migrations "
    "that this version does not know ({}), and not those that stand in their place ({}). Nothing was changed. Start "
    "the version that made it, or begin with an empty database."
)


def _names(names: Collection[Name]) -> str:
    return _words({f"{app}.{name}" for app, name in names})


def _words(words: Collection[str]) -> str:
    first = sorted(words)[:SHOWN]
    more = len(words) - len(first)
    return ", ".join(first) + (f" and {more} more" if more else "")
