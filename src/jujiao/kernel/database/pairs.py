"""Words of one or two characters: most Chinese ones have two, and an index of trigrams knows only longer ones.

`character_pairs` (a function in the database) makes of texts the set of all pairs of characters that stand side by
side, in capitals and usual width; of a character before a blank or at the end, that character alone. A GIN index over
it serves them:

    GinIndex(Pairs("number", "text"), name="…")
    rows.filter(holds(Pairs("number", "text"), "漏水"))

In a compiled query, where the word is given later, it is `pairs__fit=` what `as_asked` makes of it.
"""

import unicodedata

from django.contrib.postgres.search import SearchVectorField
from django.db.models import BooleanField, Func, Value

from jujiao.kernel.database.compiled import WithSlot

LONGEST = 2


class Pairs(Func):
    """The pairs of characters of some columns."""

    function = "character_pairs"
    output_field = SearchVectorField()


class Holds(Func):
    """Whether pairs fit what is asked for."""

    template = "(%(expressions)s::tsquery)"
    arg_joiner = " @@ "
    output_field = BooleanField()


def holds(pairs: Pairs, word: str) -> Holds:
    """The rows whose texts hold a word of one or two characters, whatever their case and width."""
    return Holds(pairs, Value(as_asked(word)))


def as_asked(word: str) -> str:
    """What pairs are asked for a word of one or two characters; ValueError for one that is longer, of which they know
    nothing. One character is looked for as the beginning of pairs."""
    folded = "".join(map(_capital, unicodedata.normalize("NFKC", word)))
    if not 0 < len(folded) <= LONGEST:
        raise ValueError("a word of one or two characters is asked for")
    quoted = folded.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'{':*' if len(folded) == 1 else ''}"


@SearchVectorField.register_lookup
class Fit(WithSlot):
    """`pairs__fit=as_asked(word)`: the same as `holds`, for a word that is given later."""

    lookup_name = "fit"
    template = "{} @@ {}::tsquery"


def _capital(letter: str) -> str:
    """As PostgreSQL has it: one letter for one, so that ß stays."""
    return capital if len(capital := letter.upper()) == 1 else letter
