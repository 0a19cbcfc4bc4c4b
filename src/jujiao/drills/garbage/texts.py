"""Texts that no database keeps, in every text that the API takes: each must be refused, and by its name."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from jujiao.portal.api import api
from jujiao.testing.every_operation import ROW, fields_of

type Call = Callable[[str, str, bytes], tuple[int, Any]]
"""Sends method, path and JSON, and gives the status and what the answer says."""

UNSTORABLE = ("a\x00b", "\x00", "\ud800", "x\udfffy", "\udc00\ud800")


def texts() -> Iterator[tuple[str, str]]:
    """The path of each operation and the name of each free text in its body, by the API's own description."""
    described: dict[str, Any] = api.get_openapi_schema()
    for path, methods in described["paths"].items():
        for method in methods:
            for field, kind in fields_of(described, path, method).items():
                if any(map(_free, [kind, *kind.get("anyOf", ())])):
                    yield path, field


def filters() -> Iterator[tuple[str, str]]:
    """The path of each list, and the name of each free text that it may be asked by."""
    described: dict[str, Any] = api.get_openapi_schema()
    for path, methods in described["paths"].items():
        for parameter in methods.get("get", {}).get("parameters", ()):
            if parameter["in"] == "query" and _free(parameter["schema"]):
                yield path, parameter["name"]


def _free(kind: dict[str, Any]) -> bool:
    return kind.get("type") == "string" and not {"enum", "format", "const"} & set(kind)


def at_texts(rows: Mapping[str, Any], call: Call) -> Iterator[tuple[int, str]]:
    """Each text in each place, about rows by their name in addresses: after each request 1, or 0 and what was wrong
    with the answer."""
    for path, field in texts():
        for text in UNSTORABLE:
            yield 1, ""
            # JSON may name by \u what cannot be written.
            body = json.dumps({field: text}).encode()
            yield from _judged(call("POST", ROW.sub(lambda name: str(rows[name[0][1:-1]].pk), path), body), field, text)
    for path, name in filters():
        yield 1, ""
        yield from _judged(call("GET", f"{path}?{name}=a%00b", b""), name, "a\x00b")


def _judged(answer: tuple[int, Any], field: str, text: str) -> Iterator[tuple[int, str]]:
    """What else may be missing in the body is named as well; here this field has to be."""
    status, told = answer
    named = told.get("detail") if isinstance(told, dict) else None
    if status != 422 or not isinstance(named, list) or not any(each["loc"][-1] == field for each in named):
        yield 0, f"{field!r} with {text!a} is not refused: {status} {str(told)[:200]}"
