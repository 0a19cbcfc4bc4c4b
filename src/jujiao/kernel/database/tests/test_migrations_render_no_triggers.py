"""Operations of triggers leave rendered models alone, and the state that is kept knows them all the same."""

from typing import Any

import pytest
from django.apps import apps
from django.db.migrations.state import ProjectState
from pgtrigger import compiler
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from jujiao.kernel.database.rendering import triggers_unrendered

STAMP = compiler.Trigger(
    name="stamp", sql=compiler.UpsertTriggerSql(func="", hash="", operation="", pgid="stamp", table="", when="")
)


@pytest.fixture
def state() -> ProjectState:
    found = ProjectState.from_apps(apps)
    assert found.apps
    return found


def triggers(state: ProjectState) -> list[Any]:
    return [each.name for each in state.models["duty", "duty"].options.get("triggers", [])]


def test_a_trigger_comes_and_goes_without_rendering(state: ProjectState) -> None:
    rendered, before = state.apps.get_model("duty", "duty"), triggers(state)
    with triggers_unrendered():
        AddTrigger("duty", STAMP).state_forwards("duty", state)
        assert triggers(state) == [*before, "stamp"]
        RemoveTrigger("duty", "stamp").state_forwards("duty", state)
    assert triggers(state) == before
    assert state.apps.get_model("duty", "duty") is rendered


def test_outside_it_is_rendered(state: ProjectState) -> None:
    rendered = state.apps.get_model("duty", "duty")
    AddTrigger("duty", STAMP).state_forwards("duty", state)
    assert state.apps.get_model("duty", "duty") is not rendered
