"""What the search in the top bar finds of the regulation: clauses by number and by what they say in either language."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jujiao.company.rulebook.words import clause_words
from jujiao.kernel.record.access import STAFF, Role, Viewer
from jujiao.kernel.record.declared import Finder, Hit
from jujiao.rules.catalogue import CLAUSES, Clause


def find_clauses(_viewer: Viewer, text: str, _now: datetime, most: int) -> Iterator[Hit]:
    """Those whose number begins so; else those that hold every word, the heading's own first."""
    words = text.casefold().split()
    numbered = [clause for clause in CLAUSES if f"{clause.number}.".startswith(f"{text.rstrip('.')}.")]
    saying = [clause for clause in CLAUSES if all(word in _said(clause) for word in words)]
    saying.sort(key=lambda clause: not all(word in _headed(clause) for word in words))
    for clause in (numbered or saying)[:most]:
        heading, says = clause_words(clause)
        yield Hit(f"{clause.number} {heading}", says, reverse("rulebook:clause", args=[clause.number]))


def _headed(clause: Clause) -> str:
    return f"{clause.heading_zh}\n{clause.heading_en}".casefold()


def _said(clause: Clause) -> str:
    figures = [f"{figure.label_zh}\n{figure.label_en}" for figure in clause.figures]
    return "\n".join([_headed(clause), clause.says_zh, clause.says_en, *figures]).casefold()


FINDERS = (
    Finder(
        key="clauses",
        rank=800,
        words=_("Clauses"),
        icon="book",
        door=tuple(role for role in Role if role in STAFF),
        find=find_clauses,
        named=False,
    ),
)
