"""A name that the API does not know is refused: what it stands for would be lost in silence."""

from typing import Any

import pytest
from django.test import Client

from jujiao.company.accounts.operations import issue_token
from jujiao.kernel.models import TimelineEntry
from jujiao.portal.api import api
from jujiao.service.complaints.tests.scene import Scene
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.every_operation import BODIES, CALLS, OPERATIONS, PATHS, ask, fields_of
from jujiao.testing.proofs import proofs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("operation", [name for name in PATHS if PATHS[name][0] == "post"])
def test_the_api_takes_no_name_that_it_does_not_know(cast: Cast, operation: str, monkeypatch: Any) -> None:
    case = Scene(cast).case("accepted")
    secret = issue_token(user=cast.manager.user, label="测试", actor=cast.manager.viewer, now=NOW)
    headers = {"Authorization": f"Bearer {secret}"}
    before = TimelineEntry.objects.count()
    monkeypatch.setitem(BODIES, operation, {**BODIES[operation], "chanel": "phone"})
    answer = ask(Client(), operation, cast, case, headers)
    assert (answer.status_code, answer.json()["detail"][0]["loc"][-1]) == (422, "chanel")
    assert TimelineEntry.objects.count() == before


@pytest.mark.parametrize("operation", [*PATHS])
def test_nor_a_parameter_in_the_address(cast: Cast, operation: str, monkeypatch: Any) -> None:
    case = Scene(cast).case("accepted")
    secret = issue_token(user=cast.manager.user, label="测试", actor=cast.manager.viewer, now=NOW)
    method, path = PATHS[operation]
    monkeypatch.setitem(PATHS, operation, (method, f"{path}?verison=3"))
    before = TimelineEntry.objects.count()
    answer = ask(Client(), operation, cast, case, {"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 422, answer.content
    assert "verison" in str(answer.json()["detail"])
    assert TimelineEntry.objects.count() == before


def steps_by_version() -> list[str]:
    """The operations that are asked for after a look at the row."""
    return [
        name for name in PATHS if PATHS[name][0] == "post" and CALLS[name].seen and "complaint_id" in PATHS[name][1]
    ]


@pytest.mark.parametrize("operation", steps_by_version())
@pytest.mark.parametrize("given", [True, "1", 1.0, None, [1]])
def test_a_version_is_a_whole_number_and_nothing_like_it(
    cast: Cast, operation: str, given: Any, monkeypatch: Any
) -> None:
    case = Scene(cast).case("registered")
    secret = issue_token(user=cast.manager.user, label="测试", actor=cast.manager.viewer, now=NOW)
    before = TimelineEntry.objects.count()
    monkeypatch.setitem(BODIES, operation, {**BODIES[operation], "version": given})
    answer = ask(Client(), operation, cast, case, {"Authorization": f"Bearer {secret}"})
    assert (answer.status_code, [each["loc"][-1] for each in answer.json()["detail"]]) == (422, ["version"])
    assert TimelineEntry.objects.count() == before


@pytest.mark.parametrize("operation", steps_by_version())
@pytest.mark.parametrize("empty", [True, False])
def test_a_version_that_is_missing_is_asked_for_by_its_name(cast: Cast, operation: str, empty: bool) -> None:
    case = Scene(cast).case("registered")
    secret = issue_token(user=cast.manager.user, label="测试", actor=cast.manager.viewer, now=NOW)
    path = PATHS[operation][1].replace("{complaint_id}", str(case.pk))
    body = {} if empty else {**CALLS[operation].named(cast, case), **BODIES[operation]}
    headers = {"Authorization": f"Bearer {secret}"}
    answer = Client().post(path, body, content_type="application/json", headers=headers)
    assert answer.status_code == 422
    assert ["version", "missing"] in [[each["loc"][-1], each["type"]] for each in answer.json()["detail"]]


def whole_and_yes_no() -> list[tuple[str, str, Any]]:
    """Every field of every body that is a whole number, or true or false, with something that is neither."""
    schema = api.get_openapi_schema()
    found = []
    for name, (method, path, _app) in OPERATIONS.items():
        for field, facts in fields_of(schema, path, method).items():
            kinds = {each.get("type") for each in [facts, *facts.get("anyOf", [])]}
            if kinds & {"integer", "boolean"}:
                found.append((name, field, "1" if "integer" in kinds else 1))
    return found


@pytest.mark.parametrize(("operation", "field", "given"), whole_and_yes_no())
def test_no_number_is_taken_for_another_kind(
    cast: Cast, operation: str, field: str, given: Any, monkeypatch: Any
) -> None:
    case = proofs()[OPERATIONS[operation].app].case
    row = case(cast) if case else None
    secret = issue_token(user=cast.manager.user, label="测试", actor=cast.manager.viewer, now=NOW)
    monkeypatch.setitem(BODIES, operation, {**BODIES[operation], field: given})
    answer = ask(Client(), operation, cast, row, {"Authorization": f"Bearer {secret}"})
    assert answer.status_code == 422
    assert field in [each["loc"][-1] for each in answer.json()["detail"]]
