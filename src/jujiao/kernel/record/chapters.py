"""What an app brings to the product, declared in one place: its `chapter.py` holds one `CHAPTER`.

Whatever gathers things of all apps (the navigation, the addresses, the API, the audit …) asks `chapters()`; nothing
there names one of them."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise as Lazy
from django.utils.module_loading import module_has_submodule

from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.subjects import SubjectKind


class Menu(Enum):
    """Where the product shows its places."""

    STAFF = "staff"
    HOME = "home"  # the tabs of owners and residents, also of staff who live here, on the pages of their home
    PERSON = "person"  # behind one's own name
    ACTION = "action"  # what staff begin from anywhere; what has a key stands in the top bar


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page that a menu leads to; whoever may not open it is not shown it. The places of all chapters stand in the
    order of `rank`: hundreds are for chapters, what lies between is a chapter's own order. `key`: pressed anywhere but
    in a field it leads there, for actions alone."""

    menu: Menu
    rank: int
    page: str
    label: str | Lazy
    icon: str
    key: str = ""


@dataclass(frozen=True)
class Hit:
    """One thing that was found: what it is called, what tells it from others, and its page."""

    label: str
    detail: str
    url: str


type Find = Callable[[Viewer, str, datetime, int], Iterable[Hit]]
"""Who asks, the text that they typed, now, and how many at most."""


@dataclass(frozen=True, kw_only=True)
class Finder:
    """One kind of things that the search in the top bar finds; kinds stand in the order of `rank`.

    `find` is asked only for those of `door`, finds by the rule of the kind's own list, and gives only what the asker
    may open, the best first. `named` where labels are what people gave, and no words of the page."""

    key: str
    rank: int
    words: str | Lazy
    icon: str
    door: tuple[Role, ...]
    find: Find
    named: bool = True


@dataclass(frozen=True, kw_only=True)
class Topic:
    """News that rings: "desk" is the topic "desk:3" for each estate where the hearer holds the role. `ring` is what
    their pages say then."""

    name: str
    heard_by: Role
    ring: str | Lazy


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What a chapter shows on the page of something that a lower floor keeps: the name of a page of its own, which
    takes the id and answers with a part of a page. Whoever may not open it is not shown it."""

    of: str
    """The kind of subject on whose page it stands."""
    page: str


@dataclass(frozen=True, kw_only=True)
class Api:
    """What a chapter offers to other systems: the import path of its router, the prefix of its operations' ids, which
    no other chapter has, and what it is about."""

    router: str
    prefix: str
    about: str


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """Figures of the rulebook that concern owners (服务承诺), by their keys; groups stand in the order of `rank`.

    A published limit is a term of the contract (民法典 938): each is the figure of a kind of promise that the chapter
    keeps, so that owners are told nothing that nobody measures."""

    rank: int
    title: str | Lazy
    icon: str
    figures: tuple[str, ...]


class Held(NamedTuple):
    """One subject that an employee has in hand: its id and number, and when the first of what is promised about it
    falls due, None where nothing is."""

    employee_id: int
    subject_id: int
    number: str
    due_at: datetime | None


class HandsBack(Protocol):
    """Takes all that an employee has in hand out of their hands, to whoever answers for it, and tells those; what is
    promised runs on as promised. Done again, it finds nothing. It begins its own transactions, and is never called
    while the employee's row is held: a step that names a handler holds its subject first (deadlock)."""

    def __call__(self, *, employee_id: int, now: datetime) -> None: ...


@dataclass(frozen=True, kw_only=True)
class InHand:
    """What employees have in hand (在办) of one kind of subject, so that nothing leaves the company with them: `of`
    gives it, the most urgent first, for employees by their ids."""

    subject: str
    of: Callable[[Collection[int]], Sequence[Held]]
    hand_back: HandsBack


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number at a glance, with the cases behind it at `url`. `before` is what it was a week earlier, None where that
    cannot be said; `good_up`: whether more is better, None where it is neither. `needs`: it asks for something to be
    done today."""

    label: str | Lazy
    value: int | None
    url: str
    unit: str = ""
    note: str | Lazy = ""
    before: int | None = None
    good_up: bool | None = None
    needs: bool = False

    @property
    def trend(self) -> str:
        """ "up", "down", "same", or "" where there is nothing to compare."""
        if self.value is None or self.before is None:
            return ""
        return "same" if self.value == self.before else "up" if self.value > self.before else "down"

    @property
    def better(self) -> bool | None:
        """Whether that is good news; None where it is no news."""
        if self.trend in ("", "same") or self.good_up is None:
            return None
        return (self.trend == "up") == self.good_up


@dataclass(frozen=True, kw_only=True)
class Founded:
    """A company on its first day, with its first estate; the rulebook is in force from then on."""

    company_id: int
    estate_id: int
    now: datetime
    in_force_from: datetime


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One app of the product; what it does not bring is left out."""

    key: str
    """The label of the app."""
    subjects: tuple[SubjectKind, ...] = ()
    """The kinds of things that its rows speak of, with what is promised about them."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """The import paths of its pages' addresses, by what they begin with."""
    api: Api | None = None
    """What it offers to other systems."""
    places: tuple[Place, ...] = ()
    """Its places in the menus."""
    panels: tuple[Panel, ...] = ()
    """What it shows on the pages of rooms, people and whatever else lower floors keep."""
    finders: tuple[Finder, ...] = ()
    """What of it is found from anywhere."""
    starts: Mapping[Role, str] = field(default_factory=dict)
    """The pages on which those begin who have no other work, by their role."""
    topics: tuple[Topic, ...] = ()
    """The news that rings on open pages."""
    notices: Mapping[str, str] = field(default_factory=dict)
    """The sentences of the notices that it tells, by kind, with blanks for their params."""
    tables: Mapping[str, str | Lazy] = field(default_factory=dict)
    """What the audit calls its recorded tables, by the model's name."""
    columns: Mapping[str, str | Lazy] = field(default_factory=dict)
    """What the audit calls their columns, but for those that have a label of their own."""
    verbs: Mapping[str, str | Lazy] = field(default_factory=dict)
    """What the audit calls the steps that it notes on timelines, but for those that have a button of their own."""
    names_of_owners: frozenset[str] = frozenset()
    """The columns, as "person.name", that hold the name of an owner or resident: the audit masks them."""
    commitments: tuple[Commitment, ...] = ()
    """What it promises to owners by figures of the rulebook."""
    figures: Callable[[Viewer, datetime], Sequence[Figure]] | None = None
    """What those who answer for an estate or the company see of it at a glance, on their first page."""
    personal_data: Callable[[Viewer], dict[str, Any]] | None = None
    """All that it keeps about an owner or resident and that is theirs to see, by name, for them to take along."""
    in_hand: tuple[InHand, ...] = ()
    """What employees have in hand of its subjects, and how it goes back when they leave."""
    founding: Callable[[Founded], object] | None = None
    """What must be there on the first day of a company; lower floors come first."""
    demonstration: Callable[[Any], str] | None = None
    """Plans what the demonstration tells of it (`jujiao.demo.scene.Scene`), and says in a few words how much."""


NOTHING = Chapter(key="")
"""What an app brings that has no chapter."""
_chapters: dict[str, Chapter] = {}


def register(chapter: Chapter) -> None:
    """Adds a chapter with its subjects; ValueError where its key, or that of anything it brings, is taken."""
    taken = {name for one in _chapters.values() for name in _names(one)}
    for what, key in _names(chapter):
        if (what, key) in taken:
            raise ValueError(f"the {what} {key} is declared already")
    subjects.declare(*chapter.subjects)
    _chapters[chapter.key] = chapter


def _names(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """What only one chapter may have; subjects see to theirs themselves."""
    yield "chapter", chapter.key
    yield from (("notice", kind) for kind in chapter.notices)
    yield from (("topic", topic.name) for topic in chapter.topics)
    yield from (("first page of", role) for role in chapter.starts)
    yield from (("subject in hand", each.subject) for each in chapter.in_hand)
    yield from (("place", f"{place.menu.value} {place.rank}") for place in chapter.places)
    yield from (("key", place.key) for place in chapter.places if place.key)
    yield from (("finder", finder.key) for finder in chapter.finders)
    yield from (("rank of a finder", str(finder.rank)) for finder in chapter.finders)
    if chapter.api is not None:
        yield "prefix of the API", chapter.api.prefix


def load() -> None:
    """Registers the chapter of every installed app that has one, in the order of the apps: the highest floor first."""
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "chapter"):
            register(_chapter_of(config))


def _chapter_of(config: AppConfig) -> Chapter:
    chapter = getattr(import_module(f"{config.name}.chapter"), "CHAPTER", None)
    if not isinstance(chapter, Chapter) or chapter.key != config.label:
        raise ImproperlyConfigured(f"{config.name}.chapter needs a CHAPTER with the key {config.label!r}")
    return chapter


def chapters() -> tuple[Chapter, ...]:
    """Every chapter, the highest floor first."""
    return tuple(_chapters.values())


def chapter_of(label: str) -> Chapter:
    """The chapter of the app with that label; an empty one where it has none."""
    return _chapters.get(label, NOTHING)


def found(founded: Founded) -> None:
    """Has every chapter bring what a company needs on its first day, the lowest floor first."""
    for chapter in reversed(chapters()):
        if chapter.founding is not None:
            chapter.founding(founded)
