"""服务承诺: the limits that owners are promised, as the version in force has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.queries import figures
from jujiao.company.rulebook.words import figure_words, label_words, source_words
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.chapters import chapters
from jujiao.kernel.record.declared import Commitment


@cache
def commitments() -> list[Commitment]:
    """The figures that concern owners, of all chapters, in the order in which they matter to them."""
    found = [one for chapter in chapters() for one in chapter.commitments]
    return sorted(found, key=lambda one: one.rank)


@dataclass(frozen=True)
class Limit:
    """One promise to owners in words."""

    label: str
    value: str
    clause: str
    source: str


@dataclass(frozen=True)
class Group:
    """Promises that belong together."""

    title: str
    icon: str
    limits: Sequence[Limit]


def promised(version_id: int, estate_id: int | None) -> list[Group]:
    """The limits of a published version at an estate."""
    known = figures(version_id, estate_id)
    return [
        Group(
            str(one.title),
            one.icon,
            [
                Limit(label_words(figure), figure_words(figure), figure.clause, source_words(figure))
                for figure in (known[key] for key in one.figures if key in known)
            ],
        )
        for one in commitments()
    ]


def promised_to(viewer: Viewer, version: RulebookVersion) -> list[tuple[str, list[Group]]]:
    """The limits where the viewer's rooms or posts are; estates with the same limits stand together, by their names."""
    estates = version.company.estates.order_by("code")
    ids = viewer.estate_ids(*Role)
    found: list[tuple[str, list[Group]]] = []
    for estate in estates if ids is None else estates.filter(pk__in=ids):
        groups = promised(version.pk, estate.pk)
        place = next((i for i, (_names, known) in enumerate(found) if known == groups), None)
        if place is None:
            found.append((estate.name, groups))
        else:
            found[place] = (f"{found[place][0]} · {estate.name}", groups)
    return found or [("", promised(version.pk, None))]
