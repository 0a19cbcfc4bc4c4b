"""What an operation says when it cannot be done; every text is fit for the person who asked."""

from typing import Any, Final

from django.db import InterfaceError, OperationalError

AWAY: Final = (OperationalError, InterfaceError)
"""What Django says when the database is away."""


class UnableTo(Exception):
    """An operation was refused and changed nothing. `str()` is a sentence for the user, in their language."""

    status = 422

    def __init__(self, sentence: Any, **details: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.details = details

    def __str__(self) -> str:
        return str(self.sentence)


class NotAllowed(UnableTo):
    """The person may see the thing, but this step is not theirs to take."""

    status = 403


class Stale(UnableTo):
    """Somebody else changed the row since the form was opened: `given` and `current` are row versions."""

    status = 409

    def __init__(self, sentence: Any, *, given: int, current: int) -> None:
        super().__init__(sentence, given=given, current=current)
