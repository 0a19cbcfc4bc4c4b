"""服务承诺: the limits that owners are promised, as the version in force has them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.rulebook.queries import figures
from jujiao.company.rulebook.words import figure_words, label_words, source_words
from jujiao.kernel.access import Role, Viewer

GROUPS = (
    (
        _("When you complain"),
        "messages",
        (
            "complaint.dispatch",
            "complaint.first_reply",
            "complaint.resolve",
            "complaint.progress",
            "complaint.follow_up",
        ),
    ),
    (
        _("When you call or write"),
        "phone-call",
        ("desk.hours", "call.rings", "message.by_day", "message.by_night"),
    ),
    (_("When something is to be repaired"), "tool", ("repair.emergency", "repair.ordinary")),
    (_("Every day"), "shield-check", ("patrol.rounds", "cleaning.roads_and_stairs", "cleaning.waste")),
)
"""The figures that concern owners, in the order in which they matter to them."""


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
            str(title),
            icon,
            [
                Limit(label_words(figure), figure_words(figure), figure.clause, source_words(figure))
                for figure in (known[key] for key in keys if key in known)
            ],
        )
        for title, icon, keys in GROUPS
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
