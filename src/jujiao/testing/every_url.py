"""Every address of the product, as the resolver knows them, and who may enter by the tables beside the apps."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter

from jujiao.kernel.record.access import STAFF, Role
from jujiao.kernel.record.chapters import chapters
from jujiao.testing.cast import Member
from jujiao.testing.proofs import merged

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
NO_ROWS = {"year"}
"""Numbers in addresses that are no ids."""


@dataclass(frozen=True)
class Address:
    """A named pattern with its view, and the label of the app that declares it."""

    app: str
    name: str
    view: Callable[..., Any]
    takes: frozenset[str]
    rows: frozenset[str]
    """Those of them that name a row."""

    def lets_in(self, member: Member | None) -> bool:
        """Whether its door does; whom it refuses meets the same 404 whatever row the address names, as `test_doors.py`
        tries for every role."""
        door = self.view.door  # type: ignore[attr-defined]
        return door is None or (member is not None and member.viewer.has(*door))


def addresses() -> Iterator[Address]:
    """All of the pages; an unnamed one bears its pattern in brackets. The API has its own doors: api_doors.toml."""
    apps = {module: chapter.key for chapter in chapters() for module in chapter.addresses.values()}
    included: Any
    for included in get_resolver().url_patterns:
        app = apps.get(included.urlconf_module.__name__, "portal")
        yield from (each for each in _walk([included], "", app) if not each.name.startswith("api:"))


def _walk(patterns: list[Any], prefix: str, app: str) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            name = f"{prefix}{pattern.name or f'[{pattern.pattern}]'}"
            takes = pattern.pattern.converters
            rows = {each for each, kind in takes.items() if isinstance(kind, IntConverter)} - NO_ROWS
            yield Address(app, name, pattern.callback, frozenset(takes), frozenset(rows))
        else:
            below = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _walk(pattern.url_patterns, below, app)


def committed() -> dict[str, frozenset[Role] | None]:
    """Who may enter each address by the tables beside the apps: roles, or None for anyone."""
    return {
        name: GROUPS[who] if isinstance(who, str) else frozenset(map(Role, who))
        for name, who in merged("doors").items()
    }
