"""How a figure that comes with the product is written down: see `rules.figures`."""

from decimal import Decimal

from jujiao.rules.figure import Figure, Kind, Unit

OURS = ("公司做法", "our practice")
PERSONAL_DATA = ("公司做法，依据个人信息保护法", "our practice, after the law on personal data")


def figure(
    clause: str,
    key: str,
    value: str,
    unit: Unit,
    label: tuple[str, str],
    *,
    source: tuple[str, str] | None = None,
    kind: Kind = Kind.HOUSE,
) -> Figure:
    """A figure is the house's unless said; without a source it is the clause itself, or our practice."""
    if source is None:
        source = (f"规章 {clause}", f"regulation {clause}") if kind is Kind.REGULATION else OURS
    return Figure(key, Decimal(value), unit, kind, clause, *label, *source)
