"""How two versions of the rulebook differ, figure by figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from jujiao.company.rulebook.models import Parameter, RulebookVersion
from jujiao.company.rulebook.queries import figure_of
from jujiao.rules.figure import Figure

type Place = tuple[str, int | None]


@dataclass(frozen=True)
class Difference:
    """One figure that two versions set differently, for every estate or for one; None where a version has none."""

    key: str
    estate: str
    figure: Figure
    before: Parameter | None
    after: Parameter | None


def differences(before: RulebookVersion | None, after: RulebookVersion) -> Sequence[Difference]:
    """What `after` changes against `before`: values, overrides, and figures switched on or off, in their order."""
    old = _by_place(before) if before else {}
    new = _by_place(after)
    changed = [place for place in {**new, **old} if _said(old.get(place)) != _said(new.get(place))]
    return [_difference(_holds(old, place), _holds(new, place), new.get(place) or old[place]) for place in changed]


def _by_place(version: RulebookVersion) -> dict[Place, Parameter]:
    rows = version.parameters.select_related("estate").order_by(
        "clause", "key", F("estate__code").asc(nulls_first=True)
    )
    return {(row.key, row.estate_id): row for row in rows}


def _holds(rows: dict[Place, Parameter], place: Place) -> Parameter | None:
    """What holds at a place: its own figure, else the company's."""
    return rows.get(place) or rows.get((place[0], None))


def _said(row: Parameter | None) -> tuple[object, ...] | None:
    """What a row says. Where it comes from is no difference: the figure is the same."""
    return None if row is None else (row.value, row.enabled)


def _difference(before: Parameter | None, after: Parameter | None, row: Parameter) -> Difference:
    return Difference(row.key, row.estate.name if row.estate else "", figure_of(row), before, after)
