"""What tea needs on a company's first day."""

from jujiao.kernel.record.declared import Founded

BOILED: list[Founded] = []


def found(founded: Founded) -> None:
    """Boils the water."""
    BOILED.append(founded)
