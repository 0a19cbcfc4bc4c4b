"""What is asked about a signed-in person together with their account, in the first statement of every request."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from jujiao.company.accounts.models import User
from jujiao.kernel.database.compiled import Asked
from jujiao.kernel.database.together import together

type Ask = Callable[[str, Any, datetime], Asked[Any]]
"""Asks about the user whose field of that name, or whose related row's, has that value, as of a moment."""

ASKED_WITH: list[Ask] = []
"""The floors above, which know what somebody is there, add theirs as they start; the answers stand on the user in this
order."""


def asked_with(by: str, value: Any, now: datetime) -> list[Asked[Any]]:
    """What is asked about the user, in that order."""
    return [ask(by, value, now) for ask in ASKED_WITH]


def with_answers[Row](asked: Asked[Row], by: str, value: Any, now: datetime) -> tuple[list[Row], list[Any]]:
    """The rows by which somebody is known, and the answers about the user."""
    found, *answers = together(asked, *asked_with(by, value, now))
    return found, answers


def answered(user: User, answers: list[Any]) -> User:
    """The user with the answers, for whoever asks who they are."""
    user.asked_with = answers
    return user
