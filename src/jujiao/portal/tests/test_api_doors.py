"""Who calls which operation of the API: every operation, tried by every role, by strangers and without a token."""

from collections import defaultdict
from enum import Enum
from typing import Any, get_args

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import HttpRequest
from django.test import Client
from django.utils.module_loading import import_string
from ninja import Router
from pydantic import BaseModel, WithJsonSchema

from jujiao.company.accounts.operations import issue_token
from jujiao.kernel.pages.caching import NOBODY_KEEPS_IT
from jujiao.kernel.record.access import Role
from jujiao.portal.api import OFFERED, api, check_ids
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.every_operation import OPERATIONS, PATHS, ROW, ask
from jujiao.testing.every_url import PEOPLE
from jujiao.testing.proofs import merged, proofs

pytestmark = pytest.mark.django_db

TABLE = merged("api_doors")
STRANGERS = ("neighbour", "guard", "clerk_elsewhere", "outsider")


def case_for(operation: str, cast: Cast) -> Any:
    """The row on which the table says who may call the operation; none where it is about none."""
    case = proofs()[OPERATIONS[operation].app].case
    return case(cast) if case else None


def call(operation: str, member: Member | None, cast: Cast, case: Any) -> Any:
    """Calls as `member`, and takes back whatever that did."""
    with transaction.atomic():
        response = send(operation, member, cast, case)
        transaction.set_rollback(True)
    return response


def send(operation: str, member: Member | None, cast: Cast, case: Any) -> Any:
    headers = {}
    if member is not None:
        headers["Authorization"] = f"Bearer {issue_token(user=member.user, label='test', actor=member.viewer, now=NOW)}"
    return ask(Client(), operation, cast, case, headers)


OPEN = [name for name, who in TABLE.items() if who == "anyone"]


def test_what_is_open_asks_for_no_token(cast: Cast) -> None:
    assert {name: call(name, None, cast, None).status_code for name in OPEN} == {
        "account_ask_for_code": 200,
        "account_sign_in": 422,
    }


@pytest.mark.parametrize("operation", [name for name in PATHS if name not in OPEN])
def test_each_role_calls_what_the_table_says_and_nobody_without_a_token(operation: str, cast: Cast) -> None:
    case = case_for(operation, cast)
    assert call(operation, None, cast, case).status_code == 401
    for role in Role:
        response = call(operation, getattr(cast, PEOPLE[role]), cast, case)
        # A step may not fit the row's state (422); it is theirs all the same.
        expected = {200, 201, 204, 422} if role in TABLE[operation] else {403, 404}
        assert response.status_code in expected, f"{role}: {response.content!r}"
        assert response["Cache-Control"] == NOBODY_KEEPS_IT, role


@pytest.mark.parametrize("operation", [name for name in PATHS if ROW.search(PATHS[name][1])])
def test_a_stranger_never_learns_that_it_exists(operation: str, cast: Cast) -> None:
    case = case_for(operation, cast)
    for stranger in STRANGERS:
        assert call(operation, getattr(cast, stranger), cast, case).status_code == 404, stranger


def an_operation(*names: str) -> Router:
    """A router whose one address answers to GET and POST by these ids."""
    router = Router()

    def tea(request: HttpRequest) -> None:
        """Nothing."""

    for name, method in zip(names, (router.get, router.post), strict=False):
        method("/tea", operation_id=name)(tea)
    return router


def test_two_operations_cannot_have_one_id() -> None:
    check_ids("tea", an_operation("tea_accept", "tea_refuse"))
    for wrong in ("accept", "complaint_accept", "teapot"):
        with pytest.raises(ImproperlyConfigured, match="must begin with tea_"):
            check_ids("tea", an_operation(wrong))
    with pytest.raises(ImproperlyConfigured, match="stand once"):
        check_ids("tea", an_operation("tea_accept", "tea_accept"))


def test_a_wrong_token_is_no_token(cast: Cast) -> None:
    response = Client().get("/api/v1/complaints", headers={"Authorization": "Bearer wrong"})
    assert response.status_code == 401


def test_the_description_is_open(cast: Cast) -> None:
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response.json()["info"]["title"] == "Jujiao"


def kinds_in(said: Any, seen: set[type]) -> set[type]:
    """The schemas and enumerations of ours that a kind is made of."""
    if isinstance(said, type) and said not in seen and issubclass(said, (BaseModel, Enum)):
        seen.add(said)
        for field in getattr(said, "model_fields", {}).values():
            # What says itself how it is described is named nowhere.
            if not any(isinstance(each, WithJsonSchema) for each in field.metadata):
                kinds_in(field.annotation, seen)
    parts = () if isinstance(said, type) else get_args(said)
    for part in parts if not any(isinstance(each, WithJsonSchema) for each in parts) else ():
        kinds_in(part, seen)
    return seen


def test_each_name_in_the_description_is_of_one_kind() -> None:
    """Of two the later would describe what both chapters take and answer."""
    seen: set[type] = set()
    for offered in OFFERED.values():
        for view in import_string(offered.router).path_operations.values():
            for operation in view.operations:
                for kind in [*operation.models, *operation.response_models.values()]:
                    kinds_in(kind, seen)
    named: dict[str, set[type]] = defaultdict(set)
    described = api.get_openapi_schema()["components"]["schemas"]
    for kind in seen:
        if kind.__name__ in described:
            named[kind.__name__].add(kind)
    assert {name: kinds for name, kinds in named.items() if len(kinds) > 1} == {}
    assert len(named) > 50
