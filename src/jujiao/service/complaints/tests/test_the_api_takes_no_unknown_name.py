"""A name that the API does not know is refused: what it stands for would be lost in silence."""

from typing import Any

import pytest
from django.test import Client

from jujiao.company.accounts.operations import issue_token
from jujiao.kernel.models import TimelineEntry
from jujiao.service.complaints.tests.scene import Scene
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.every_operation import BODIES, PATHS, ask

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
