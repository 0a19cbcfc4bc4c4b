"""Edits are made on what is there: the one place where a form's version is compared with the row's."""

from typing import Any

from jujiao.kernel.errors import Stale


def check(*, given: int | None, current: int, sentence: Any) -> None:
    """Refuses with Stale what was decided on another version than the row is at; None means that none was looked at.

    The row is held by the caller, so that nobody changes it between this and the edit."""
    if given is not None and given != current:
        raise Stale(sentence, given=given, current=current)
