"""Edits are made on what is there (optimistic locking): the one place where a form's version is compared with the
row's, and the one answer to a form that is stale."""

from typing import Any

from django.forms import Form

from jujiao.kernel.errors import Stale


def check(*, given: int | None, current: int, sentence: Any) -> None:
    """Refuses with Stale what was decided on another version than the row is at; None means that none was looked at.

    The row is held by the caller, so that nobody changes it between this and the edit."""
    if given is not None and given != current:
        raise Stale(sentence, given=given, current=current)


def look_again(form: Form, stale: Stale) -> None:
    """Makes of a stale form an answer to the row as it is now, what was typed in it kept: sending it again is then a
    decision, once the person has been shown what the other one did."""
    typed: Any = form.data
    form.data = typed = typed.copy()
    typed["version"] = str(stale.details["current"])
