"""The figures of a version as people read them: by chapter and clause, with what single estates set for themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F

from jujiao.company.rulebook.comparison import Difference
from jujiao.company.rulebook.models import FigureKind, Parameter, RulebookVersion
from jujiao.company.rulebook.queries import figure_of
from jujiao.company.rulebook.words import (
    clause_words,
    figure_words,
    heading_words,
    label_words,
    source_words,
    value_words,
)
from jujiao.kernel.record.subjects import promise_kinds
from jujiao.rules.catalogue import CLAUSES, HEADINGS, Clause
from jujiao.rules.figure import Unit


@dataclass(frozen=True)
class Override:
    """What one estate sets for itself."""

    estate_id: int
    estate: str
    value: str

    @property
    def query(self) -> str:
        """What the address of the figure's dialog takes to mean this estate."""
        return f"?estate={self.estate_id}"


@dataclass(frozen=True)
class Row:
    """One figure in words; `enabled` is False for a preset that is off."""

    key: str
    clause: str
    label: str
    value: str
    kind: FigureKind
    source: str
    enabled: bool
    overrides: Sequence[Override]


@dataclass(frozen=True)
class Chapter:
    """A section of the regulation with the figures that serve its clauses."""

    number: str
    name: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Article:
    """A clause as its page and the list of clauses show it."""

    number: str
    heading: str
    says: str
    complete: bool
    rows: Sequence[Row]
    promises: Sequence[str]


@dataclass(frozen=True)
class Change:
    """One difference between two versions in words, "" where a version has no such figure."""

    label: str
    clause: str
    estate: str
    before: str
    after: str


def rows_of(version: RulebookVersion | None) -> list[Row]:
    """Every figure of a version, presets that are off included; one query."""
    if version is None:
        return []
    rows = version.parameters.select_related("estate").order_by("clause", "id", F("estate__code").asc(nulls_first=True))
    own: dict[str, list[Override]] = {}
    common = []
    for row in rows:
        if row.estate is None:
            common.append(row)
        else:
            override = Override(row.estate.pk, row.estate.name, figure_words(figure_of(row)))
            own.setdefault(row.key, []).append(override)
    return [_row(row, own.get(row.key, ())) for row in common]


def chapters(rows: Iterable[Row]) -> list[Chapter]:
    """The rows under the sections of the regulation; sections without figures are left out."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.clause.rpartition(".")[0], []).append(row)
    return [Chapter(head.number, heading_words(head), found[head.number]) for head in HEADINGS if head.number in found]


def article(clause: Clause, rows: Iterable[Row]) -> Article:
    """A clause with its figures and the kinds of promises that it gives rise to."""
    heading, says = clause_words(clause)
    promises = [kind.rule for kind in promise_kinds() if kind.rule.clause == clause.number]
    own = [row for row in rows if row.clause == clause.number]
    labels = {row.key: row.label for row in own}
    kinds = [labels[rule.figure] for rule in promises if rule.figure in labels]
    return Article(clause.number, heading, says, clause.complete, own, kinds)


def articles(rows: Sequence[Row]) -> list[tuple[str, str, list[Article]]]:
    """All clauses under their sections: number and name of the section, and its clauses."""
    found = [article(clause, rows) for clause in CLAUSES]
    sections = []
    for head in HEADINGS:
        own = [each for each in found if each.number.rpartition(".")[0] == head.number]
        if own:
            sections.append((head.number, heading_words(head), own))
    return sections


def changes_in_words(differences: Iterable[Difference]) -> list[Change]:
    """Differences as a table reads them."""
    return [
        Change(label_words(each.figure), each.figure.clause, each.estate, _said(each.before), _said(each.after))
        for each in differences
    ]


def _said(row: Parameter | None) -> str:
    return value_words(row.value, Unit(row.unit)) if row and row.enabled else ""


def _row(row: Parameter, overrides: Sequence[Override]) -> Row:
    figure = figure_of(row)
    return Row(
        row.key,
        row.clause,
        label_words(figure),
        figure_words(figure),
        FigureKind(row.kind),
        source_words(figure),
        row.enabled,
        overrides,
    )
