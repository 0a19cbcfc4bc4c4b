"""What rows speak of: a timeline entry, a promise, a notice each name their subject by its kind and its id.

Every kind is declared once, by the app whose rows it names; one that nobody declared is refused when it is written."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Model
from django.utils.functional import Promise as Lazy

from jujiao.kernel.record.access import Viewer
from jujiao.rules.measuring import Measure
from jujiao.rules.promising import Kind, UnknownKind


class Subject(NamedTuple):
    """One thing that rows speak of."""

    kind: str
    id: int


def _nobody(_viewer: Viewer, _subject_ids: Collection[int]) -> dict[int, str]:
    return {}


@dataclass(frozen=True, kw_only=True)
class PromiseKind:
    """A kind of promise as people meet it: the rule behind it, its words and colour, and the step that keeps it, by the
    name of the page's form, "" where it is taken outside of the product, and in words."""

    rule: Kind
    label: str | Lazy
    colour: str
    step: str
    step_label: str | Lazy

    @property
    def key(self) -> str:
        return self.rule.key


@dataclass(frozen=True, kw_only=True)
class MeasurementKind:
    """A kind of measurement as people meet it: the rule behind it, and its words."""

    rule: Measure
    label: str | Lazy

    @property
    def key(self) -> str:
        return self.rule.key


class NextStep(NamedTuple):
    """What somebody may do next about a subject: the name of the page's form with the words of its button, or, with no
    form, the reason why nothing is theirs to do now. `call` is the address of the dialog that asks why and shows the
    number of whoever waits, "" where there is none that the viewer may see."""

    step: str
    words: str | Lazy
    call: str = ""


class Told(NamedTuple):
    """A message that reached whom it was for: the `promises` that it settles, by their ids; the key of the channel that
    took it, and when that was; `actor` is who spoke with them, or the system."""

    promises: Sequence[int]
    channel: str
    at: datetime
    actor: Viewer


def _as_promised(_viewer: Viewer, promises: Sequence[Any]) -> dict[int, NextStep]:
    """Whoever owes a promise may always take the step that keeps it."""
    kinds = {promise.pk: promise_kind(promise.kind) for promise in promises}
    return {pk: NextStep(kind.step, kind.step_label) for pk, kind in kinds.items()}


@dataclass(frozen=True, kw_only=True)
class SubjectKind:
    """A kind of subject (事项). `label` is what people call the kind, `called` what they call one row of `model`.

    `id_column` is the column that a subject's id stands in, `estate_column` the one with its estate's, "" where it is
    at none or at several, `number` the one that people know it by. `kept_from` are the look-ups from a row to the
    employees who must not know of it, see `kernel.record.knowing`.

    `measurements` are the kinds that are measured about it, known only when they are over.

    What only promises ask for: `promises` are the kinds that are promised about it; `url` leads to a subject's page,
    `owners_url` to that of the owner whose it is;
    `headlines` gives, by id, what the subjects are about in a few words, for those that the viewer may see; `in_short`
    says the same in fewer, kind and place alone, nothing that anybody wrote, to whoever may read them in any part of
    the product: for notices, which others may see over one's shoulder;
    `due_moved` is called, inside the transaction, after a provisional date was counted anew, and returns the columns
    that it set, for the timeline; `hold` locks a subject until the transaction ends: whoever changes promises beside a
    step takes it first, as every step does, so that there is no deadlock.
    `told` is called, with the subject held, when a message about it that had to reach somebody and settles something
    was accepted by a way, or somebody was called: it ends what that settles. `hears_all`: it is called for every
    message about it that had to reach somebody. `unreached` is called when all ways of such a message have
    failed, at an instant: it tells whoever has the subject in hand.
    `next_steps` gives, by the ids of some promises about such subjects, what the viewer may do next; `steps` are those
    that can be taken on it, by their verbs (`jujiao.cases.steps.Steps`): each of them is raced.

    `shows` tells whether a viewer may read an entry (by its id) of the timeline of a subject (by its own), and so what
    was sent along with it: nobody may, where it is left out."""

    key: str
    label: str | Lazy
    model: type[Model]
    id_column: str = "pk"
    estate_column: str = ""
    number: str = ""
    called: Callable[[Any], str] = str
    kept_from: tuple[str, ...] = ()
    url: Callable[[int], str] = lambda _subject_id: ""
    owners_url: Callable[[int], str] = lambda _subject_id: ""
    promises: tuple[PromiseKind, ...] = ()
    measurements: tuple[MeasurementKind, ...] = ()
    headlines: Callable[[Viewer, Collection[int]], dict[int, str]] = _nobody
    in_short: Callable[[Viewer, Collection[int]], dict[int, str]] = _nobody
    due_moved: Callable[[int], dict[str, Any]] = lambda _subject_id: {}
    hold: Callable[[int], object] = lambda _subject_id: None
    shows: Callable[[Viewer, int, int], bool] = lambda _viewer, _subject_id, _entry_id: False
    told: Callable[[int, Told], None] = lambda _subject_id, _told: None
    hears_all: bool = False
    unreached: Callable[[int, datetime], None] = lambda _subject_id, _at: None
    steps: Mapping[str, Any] = field(default_factory=dict)
    next_steps: Callable[[Viewer, Sequence[Any]], Mapping[int, NextStep]] = _as_promised


class UnknownKindError(LookupError):
    """A row was to speak of a kind of subject that no app has declared."""


_kinds: dict[str, SubjectKind] = {}
_promises: dict[str, PromiseKind] = {}
_measurements: dict[str, MeasurementKind] = {}


def declare(*kinds: SubjectKind) -> None:
    """Adds kinds of subjects with what is promised and measured about them; ValueError for a key that is taken or that
    names another subject."""
    for kind in kinds:
        if kind.key in _kinds:
            raise ValueError(f"the subject kind {kind.key} is declared already")
        for promise in kind.promises:
            if promise.key in _promises or promise.rule.subject != kind.key:
                raise ValueError(f"the kind of promise {promise.key} is declared already, or is not about {kind.key}")
        for measured in kind.measurements:
            if measured.key in _measurements or measured.rule.subject != kind.key:
                raise ValueError(f"the kind of measurement {measured.key} is declared already, or not about {kind.key}")
        _kinds[kind.key] = kind
        _promises.update({promise.key: promise for promise in kind.promises})
        _measurements.update({measured.key: measured for measured in kind.measurements})


def of(key: str) -> SubjectKind:
    """The kind of that key; UnknownKindError where no app has declared it."""
    try:
        return _kinds[key]
    except KeyError:
        raise UnknownKindError(f"no app has declared the subject kind {key!r}") from None


def of_row(row: Model) -> SubjectKind:
    """The kind whose rows are like this one; UnknownKindError where no app has declared one, or several."""
    kinds = [kind for kind in _kinds.values() if kind.model is row._meta.model]
    if len(kinds) != 1:
        raise UnknownKindError(f"{len(kinds)} subject kinds are declared for {row._meta.label}")
    return kinds[0]


def declared() -> Iterator[SubjectKind]:
    """Every kind, in the order in which they were declared."""
    yield from _kinds.values()


def promise_kind(key: str) -> PromiseKind:
    """The kind of promise of that key; UnknownKind where no app has declared it."""
    try:
        return _promises[key]
    except KeyError:
        raise UnknownKind(key, _promises) from None


def promise_kinds() -> Iterator[PromiseKind]:
    """Every kind of promise, in the order in which they were declared."""
    yield from _promises.values()


def measurement_kind(key: str, *, about: str = "") -> MeasurementKind:
    """The kind of measurement of that key; UnknownKindError where no app has declared it, or not about that kind of
    subject."""
    found = _measurements.get(key)
    if found is None or about not in ("", found.rule.subject):
        raise UnknownKindError(f"no app has declared the kind of measurement {key!r} about {about or 'anything'}")
    return found


def measurement_kinds() -> Iterator[MeasurementKind]:
    """Every kind of measurement, in the order in which they were declared."""
    yield from _measurements.values()


def promise_called(text: str) -> PromiseKind:
    """The kind of promise that somebody means: its key, or the part behind the subject where only one kind has it."""
    meant = [kind for kind in _promises.values() if text in (kind.key, kind.key.partition(".")[2])]
    if len(meant) != 1:
        raise UnknownKind(text, _promises)
    return meant[0]
