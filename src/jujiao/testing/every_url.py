"""Every address of the product, as the resolver knows them, and who may enter by the committed table."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from jujiao.kernel.access import STAFF, Role

TABLE = Path(__file__).with_name("doors.toml")
GROUPS: dict[str, frozenset[Role] | None] = {"anyone": None, "signed-in": frozenset(Role), "staff": STAFF}
PEOPLE = {
    Role.OWNER: "resident",
    Role.CLERK: "clerk",
    Role.MEMBER: "engineer",
    Role.HEAD: "head_of_engineering",
    Role.ADMINISTRATION: "hr",
    Role.MANAGER: "manager",
    Role.COMPANY: "director",
    Role.AUDITOR: "auditor",
    Role.SYSADMIN: "sysadmin",
}
"""Who of the cast has each role, and no other."""


@dataclass(frozen=True)
class Address:
    """A named pattern with its view."""

    name: str
    view: Callable[..., Any]
    takes: frozenset[str]


def addresses() -> Iterator[Address]:
    """All of the pages; an unnamed one bears its pattern in brackets. The API has its own doors: api_doors.toml."""
    yield from (address for address in _walk(get_resolver(), "") if not address.name.startswith("api:"))


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            name = f"{prefix}{pattern.name or f'[{pattern.pattern}]'}"
            yield Address(name, pattern.callback, frozenset(pattern.pattern.converters))
        else:
            yield from _walk(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


def committed() -> dict[str, frozenset[Role] | None]:
    """Who may enter each address: roles, or None for anyone."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return {name: GROUPS[who] if isinstance(who, str) else frozenset(map(Role, who)) for name, who in table.items()}
