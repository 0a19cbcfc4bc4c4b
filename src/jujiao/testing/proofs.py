"""What proves an app stands beside it, in its folder `proof/`: tables written by a second hand, and one `PROOF` with
the rows that the tests and drills of all apps ask for. Both are found by walking the installed apps."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

from jujiao.kernel.machine.paths import ROOT
from jujiao.testing.cast import Cast, Member
from jujiao.testing.drilled import Arrival, Drilled

if TYPE_CHECKING:
    from jujiao.testing.canaries import Canary


@dataclass(frozen=True)
class Scene:
    """The cast, and the one of them who opens the address."""

    cast: Cast
    member: Member


type Sample = dict[str, Any] | Callable[[Scene], dict[str, Any]]
type Table = Mapping[str, Any]


@dataclass(frozen=True)
class List:
    """A list page: who of the cast reads it, and how it gets one more row. What stands in its address is a sample."""

    reader: str
    add: Callable[[Cast], object]


@dataclass(frozen=True, kw_only=True)
class Call:
    """What an operation of the API is sent: a body that it takes, what of it depends on the cast and the row, and
    whether it is asked for after a look at the row, so that the row's version goes along. `reveals`: its answer is a
    whole phone number."""

    body: Mapping[str, Any] = field(default_factory=dict)
    named: Callable[[Cast, Any], dict[str, Any]] = lambda _cast, _row: {}
    seen: bool = True
    reveals: bool = False


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What stands in one app's `proof/`; what its pages and operations do not ask for is left out."""

    doors: Table = field(default_factory=dict)
    """`doors.toml`: who may enter each of its addresses."""
    api_doors: Table = field(default_factory=dict)
    """`api_doors.toml`: who may call each of its operations."""
    query_counts: Table = field(default_factory=dict)
    """`query_counts.toml`: how many queries each of its lists asks."""
    changes: Table = field(default_factory=dict)
    """`changes.toml`: what a POST to its addresses does to rows that others may change meanwhile."""
    samples: Mapping[str, Sample] = field(default_factory=dict)
    """What stands in its addresses that name a row: something that the person may open, where their role lets them."""
    own: frozenset[str] = frozenset()
    """Addresses whose sample is the person's own, or nobody's: somebody from elsewhere has one as well."""
    signed: frozenset[str] = frozenset()
    """Addresses to which programs alone come, that sign what they send: whoever signs nothing is refused."""
    lists: Mapping[str, List] = field(default_factory=dict)
    """Its list pages."""
    canaries: Callable[[Cast], "Iterable[Canary]"] = lambda _cast: ()
    """Plants marked rows, for every row that its addresses name and every subject that it declares."""
    calls: Mapping[str, Call] = field(default_factory=dict)
    """What its operations that change something are sent."""
    drilled: Drilled = field(default_factory=Drilled)
    """What the drills ask of it."""
    case: Callable[[Cast], Any] | None = None
    """The row on which `api_doors.toml` says who may do what; owned by the resident, no business of strangers."""


TABLES = ("doors", "api_doors", "query_counts", "changes")


def proofs() -> dict[str, Proof]:
    """By its label, what proves each app of ours."""
    return {config.label: _beside(config) for config in apps.get_app_configs() if config.name.startswith("jujiao.")}


def merged(part: str) -> dict[str, Any]:
    """One part of all proofs together; ValueError where two apps have a line for the same name."""
    whole: dict[str, Any] = {}
    for label, proof in proofs().items():
        for name, line in getattr(proof, part).items():
            if name in whole:
                raise ValueError(f"{name} stands in {where(label, part)} and in another app's")
            whole[name] = line
    return whole


def arrivals() -> list[Arrival]:
    """How cases of any kind come in from other systems."""
    return [proof.drilled.arrival for proof in proofs().values() if proof.drilled.arrival]


def where(label: str, part: str) -> str:
    """The file in which that part of an app's proof is written."""
    name = f"{part}.toml" if part in TABLES else "__init__.py"
    return str((_folder(apps.get_app_config(label)) / name).relative_to(ROOT))


def _folder(config: AppConfig) -> Path:
    return Path(config.path) / "proof"


@cache
def _beside(config: AppConfig) -> Proof:
    proof = Proof()
    if config.module is not None and module_has_submodule(config.module, "proof"):
        proof = import_module(f"{config.name}.proof").PROOF
    read: dict[str, Any] = {
        name: tomllib.loads(path.read_text("utf-8")) for name in TABLES if (path := _path(config, name)).exists()
    }
    return replace(proof, **read)


def _path(config: AppConfig, table: str) -> Path:
    return _folder(config) / f"{table}.toml"
