"""Values that stand in the statement itself instead of among its parameters.

An index over a part of a table serves a statement only where the part is named in it: a prepared one is planned without
its parameters."""

import re

from django.db.models import CharField, Func


def literal(word: str) -> Func:
    """A word of the code, never of a request; ValueError for anything but small letters and `_`::

    rows.filter(state=literal("running"))
    """
    if not re.fullmatch("[a-z_]*", word):
        raise ValueError(f"{word!r} is no word that may stand in a statement")
    return Func(template=f"'{word}'", output_field=CharField())
