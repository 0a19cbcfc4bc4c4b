"""Migrations without rendering models anew for what no model shows.

After each operation Django renders its model again, with all that relate to it: nine tenths of the time that an empty
database takes. Triggers are in a migration as the SQL that makes them, and nothing asks a rendered model for them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from unittest.mock import patch

from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

OF_TRIGGERS: Final = (AddTrigger, RemoveTrigger)


@contextmanager
def triggers_unrendered() -> Iterator[None]:
    """Inside, an operation of triggers changes the state that is kept, and leaves the rendered models as they are."""
    added, removed = (patch.object(each, "state_forwards", _unrendered(each.state_forwards)) for each in OF_TRIGGERS)
    with added, removed:
        yield


def _unrendered(forwards: Callable[..., None]) -> Callable[..., None]:
    def state_forwards(operation: Any, app_label: str, state: ProjectState) -> None:
        rendered = state.__dict__.pop(
            "apps", None
        )  # a cached property: as long as it is not there, nothing is rendered
        forwards(operation, app_label, state)
        if rendered is not None:
            state.__dict__["apps"] = rendered

    return state_forwards
