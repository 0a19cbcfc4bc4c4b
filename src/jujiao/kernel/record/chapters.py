"""What an app brings to the product, declared in one place: its `chapter.py` holds one `CHAPTER`.

Whatever gathers things of all apps (the navigation, the addresses, the API, the audit …) asks `chapters()`; nothing
there names one of them."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.functional import Promise as Lazy
from django.utils.module_loading import module_has_submodule

from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.declared import (
    Api,
    Attended,
    CaseForm,
    ComingAndGoing,
    Commitment,
    Correspondence,
    Figure,
    Finder,
    Founded,
    InHand,
    Origin,
    Panel,
    Place,
    Slot,
    Topic,
)
from jujiao.kernel.record.helping import Help
from jujiao.kernel.record.notice_kinds import NoticeKind
from jujiao.kernel.record.subjects import SubjectKind


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
    help: Help | None = None
    """What it says to those who begin, by role."""
    topics: tuple[Topic, ...] = ()
    """The news that rings on open pages, or has parts of them ask anew."""
    slots: tuple[Slot, ...] = ()
    """What it shows in the frame of every page of staff while something goes on."""
    notices: Mapping[str, NoticeKind] = field(default_factory=dict)
    """The kinds of notices that it tells: what they say, and with which others they are switched."""
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
    coming_and_going: ComingAndGoing | None = None
    """What follows in the same transaction when somebody comes on duty or goes."""
    origins: tuple[Origin, ...] = ()
    """What it writes down of which other chapters make cases."""
    case_forms: tuple[CaseForm, ...] = ()
    """The forms by which it makes cases of what other chapters wrote down."""
    listens: Callable[[threading.Event], object] | None = None
    """What it has going on beside the worker's loop, in a thread of its own, until the event is set."""
    correspondence: Correspondence | None = None
    """What becomes of what people write by ways that are no pages of ours; one chapter answers it."""
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
    yield from (("topic", slot.topic) for slot in chapter.slots)
    yield from (("first page of", role) for role in chapter.starts)
    yield from (("subject in hand", each.subject) for each in chapter.in_hand)
    yield from (("place", f"{place.menu.value} {place.rank}") for place in chapter.places)
    yield from (("key", place.key) for place in chapter.places if place.key)
    yield from (("origin", origin.key) for origin in chapter.origins)
    yield from (("rank of a form", str(form.rank)) for form in chapter.case_forms)
    yield from (("finder", finder.key) for finder in chapter.finders)
    yield from (("rank of a finder", str(finder.rank)) for finder in chapter.finders)
    if chapter.api is not None:
        yield "prefix of the API", chapter.api.prefix
    if chapter.correspondence is not None:
        yield "part of a chapter", "correspondence"


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


def noted_as(verb: str) -> str | Lazy:
    """What whichever chapter notes it calls a step, on whosever timeline; the verb itself where none does."""
    return next((words for one in chapters() if (words := one.verbs.get(verb))), verb)


def found(founded: Founded) -> None:
    """Has every chapter bring what a company needs on its first day, the lowest floor first."""
    for chapter in reversed(chapters()):
        if chapter.founding is not None:
            chapter.founding(founded)


def came(attended: Attended) -> None:
    """Has every chapter follow a sign-on, the lowest floor first."""
    for each in _following():
        each.came(attended)


def went(attended: Attended) -> None:
    """Has every chapter follow a sign-off, the lowest floor first."""
    for each in _following():
        each.went(attended)


def called_off(duty_ids: Sequence[int], now: datetime) -> None:
    """Has every chapter know that nobody is expected for those duties any more, the lowest floor first."""
    for each in _following():
        each.called_off(duty_ids, now)


def replanned(duty_ids: Sequence[int], now: datetime) -> None:
    """Has every chapter know that those duties were planned or taken back, the lowest floor first."""
    for each in _following():
        each.replanned(duty_ids, now)


def correspondence() -> Correspondence | None:
    """What becomes of what people write to the company; None where no chapter answers it."""
    return next((each.correspondence for each in chapters() if each.correspondence is not None), None)


def _following() -> list[ComingAndGoing]:
    return [each.coming_and_going for each in reversed(chapters()) if each.coming_and_going is not None]


def origin_of(text: str) -> tuple[Origin, int] | None:
    """What a text names ("visit-12"): the kind of origin that a chapter declares, and which one; None for anything
    else."""
    key, _dash, number = text.partition("-")
    origin = next((each for one in chapters() for each in one.origins if each.key == key), None)
    known = number.isascii() and number.isdecimal() and len(number) < 19
    return (origin, int(number)) if origin is not None and known else None
