"""What the drills ask of an app: rows, doors that take files, exports, and how its cases come in and grow."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from jujiao.company.estates.models import Estate
from jujiao.kernel.record.access import Viewer
from jujiao.testing.cast import Cast


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A door that takes files: its address, who of the cast sends them where and in which field, and what else the form
    holds at the n-th time. `seldom` where reading one takes a process of its own."""

    address: str
    by: str
    url: str
    field: str
    form: Callable[[int], Mapping[str, Any]] = lambda _number: {}
    seldom: bool = False


@dataclass(frozen=True)
class KeptFile:
    """A file that was kept of what was sent, what it is, and where it is served: to whom, and whether they must be
    shown it."""

    name: str
    media_type: str
    served: Iterable[tuple[str, str, bool]]


@dataclass(frozen=True, kw_only=True)
class Export:
    """A file that people take along: who takes it, by which method and where. `table`: it is opened as one."""

    name: str
    by: str
    url: str
    method: str = "GET"
    table: bool = True


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """How cases come in from other systems: where they are posted, the body for a text that tells one from all others
    (by the stage's facts), and the statement that gives text and number of those that are there.

    `late` is what the body says besides where the moment of arrival lies before that of the server's clock."""

    path: str
    body: Callable[[Mapping[str, Any], str], dict[str, Any]]
    there: str
    late: Callable[[datetime], dict[str, Any]]


class Acting(Protocol):
    """Where the race takes place: the estate of the cast, the moment, and who acts there."""

    now: datetime
    estate: Estate

    def viewer(self, name: str) -> Viewer: ...


@dataclass(frozen=True, kw_only=True)
class Once:
    """A step on a kind of `subject` that can be taken once: four people ask for it at the same moment, one is taken.

    `row` makes one more row on which it is possible; `path` is where the step is posted, `fields` what is sent, and
    `who` of the cast may take it."""

    subject: str
    verb: str
    row: Callable[[], Any]
    path: Callable[[Any], str]
    fields: Callable[[Any], dict[str, Any]]
    who: Sequence[str]
    api: bool = False


def _nothing(*_given: Any) -> Iterator[Any]:
    return iter(())


@dataclass(frozen=True, kw_only=True)
class Drilled:
    """All of it; what an app does not have is left out."""

    row: Callable[[Cast], Any] | None = None
    """One more row, in the middle of its life, of the kind that its operations of the API name."""
    uploads: Callable[[Cast], Iterable[Upload]] = _nothing
    """Its doors that take files."""
    kept: Callable[[], Iterable[KeptFile]] = _nothing
    """The files that it keeps of them."""
    plant: Callable[[Cast, Sequence[str]], object] = _nothing
    """Writes each text wherever people may write, for a look at what becomes of it in exports."""
    exports: Callable[[Cast, str], Iterable[Export]] = _nothing
    """What people take along of it; the text is the reason that they give."""
    attach: Callable[[Viewer, datetime, int], bool] | None = None
    """Adds the n-th file to its newest row, as the viewer; False where there is none."""
    once: Callable[[Acting], Iterable[Once]] = _nothing
    """Its steps that can be taken once."""
    arrival: Arrival | None = None
    """How its cases come in."""
