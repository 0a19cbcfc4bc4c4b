"""What the demonstration tells of tea."""

from typing import Any


def tell(_scene: Any) -> str:
    """Nobody drinks any."""
    return "0 cups"
