"""Every operation of the API, as its own description names them, and how each is asked for."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.test import Client

from jujiao.portal.api import api
from jujiao.testing.cast import Cast
from jujiao.testing.proofs import Call, merged


class Operation(NamedTuple):
    """How one operation is asked for, and the label of the app that offers it."""

    method: str
    path: str
    app: str


def described(schema: Mapping[str, Any]) -> dict[str, Operation]:
    """Each operation of a description of the API, by its id."""
    return {
        operation["operationId"]: Operation(method, path, operation["tags"][0])
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    }


def fields_of(schema: Mapping[str, Any], path: str, method: str) -> dict[str, Any]:
    """What the JSON that an operation takes may say, by name; nothing where it takes none."""
    content = schema["paths"][path][method].get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return {}
    named = content["application/json"]["schema"]
    reference = named["$ref"] if "$ref" in named else named["allOf"][0]["$ref"]
    fields: dict[str, Any] = schema["components"]["schemas"][reference.rpartition("/")[2]].get("properties", {})
    return fields


OPERATIONS = described(api.get_openapi_schema())
PATHS = {name: (operation.method, operation.path) for name, operation in OPERATIONS.items()}
"""The method and the path of each operation, by its id."""
CALLS: dict[str, Call] = merged("calls")
BODIES: dict[str, dict[str, Any]] = {name: {**call.body} for name, call in CALLS.items()}
ROW = re.compile(r"{\w+}")


def ask(client: Client, operation: str, cast: Cast, row: Any, headers: dict[str, str]) -> Any:
    """The answer to a call of the operation on a row, with a body that it takes."""
    method, path = PATHS[operation]
    url = path if row is None else ROW.sub(str(row.pk), path)
    if method == "get":
        return client.get(url, headers=headers)
    call = CALLS[operation]
    seen = {"version": row.version} if call.seen else {}
    body = {**seen, **call.named(cast, row), **BODIES[operation]}
    return client.post(url, body, content_type="application/json", headers=headers)
