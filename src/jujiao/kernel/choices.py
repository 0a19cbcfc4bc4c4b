"""Choices that carry value, colour and label together, so that no template decides how a badge looks."""

from typing import Final, Self

from django.db.models import TextChoices

COLOURS: Final = frozenset(
    {"secondary", "dark", "azure", "blue", "indigo", "purple", "teal", "green", "yellow", "orange", "red"}
)


class ColouredChoices(TextChoices):
    """Text choices declared as `NAME = "value", "colour", _("Label")`; the colours are those of the badge part."""

    colour: str

    def __new__(cls, value: str, colour: str = "secondary") -> Self:
        if colour not in COLOURS:
            raise ValueError(f"{colour} is no colour of a badge: choose one of {', '.join(sorted(COLOURS))}.")
        member = str.__new__(cls, value)
        member._value_ = value
        member.colour = colour
        return member
