"""Which part of a chapter was forgotten: what an app's own files do is held against what its `CHAPTER` declares."""

import ast
import sys
from collections.abc import Collection, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db.models import CharField, Model
from django.urls import URLPattern
from django.utils.functional import Promise as Lazy
from pghistory.core import event_models

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Person
from jujiao.kernel.pages import column_words
from jujiao.kernel.record import subjects
from jujiao.kernel.record.chapters import Chapter, chapters
from jujiao.kernel.record.subjects import MeasurementKind
from jujiao.rules.measuring import Measure
from jujiao.rules.promising import Kind

NO_OWNERS_DATA = {
    "staff": "employees are no owners",
    "duty": "who grants leave are employees",
    "rosters": "who makes and searches for rosters are employees",
    "rulebook": "who reads and publishes a version are employees",
    "calendar": "who publishes a year are employees",
}
"""Chapters whose rows point to people without being an owner's data, and why."""
ROOT = {"jujiao.portal.urls", "jujiao.portal.api_urls", "jujiao.portal.parts_urls"}
FOR_ALL = {"company", "estate", "user"}
"""Topics that are the same for all chapters."""


type Recorded = Mapping[type[Model], Collection[str]]
"""Models whose every change the database records, with the columns that it records."""


def recorded_models(label: str) -> Recorded:
    """Those of an app."""
    pictures: list[Any] = event_models()
    return {
        picture.pgh_tracked_model: {field.name for field in picture._meta.concrete_fields}
        for picture in pictures
        if picture.pgh_tracked_model._meta.app_label == label
    }


def models_of(label: str) -> list[type[Model]]:
    return list(apps.get_app_config(label).get_models())


def gaps(chapter: Chapter, package: str, models: Collection[type[Model]], recorded: Recorded) -> set[str]:
    """The fields of the chapter in which something is missing that the files and models of its package ask for, and
    "promises" or "measurements" where a kind of either is not declared with its subject."""
    folder = Path(import_module(package).__path__[0])
    said = list(_said(folder))
    missing = {
        "subjects": {name for what, name in said if what == "subject"} - {kind.key for kind in subjects.declared()},
        "promises": {kind.key for kind in _rules(package, Kind)} - {kind.key for kind in subjects.promise_kinds()},
        "measurements": {one.key for one in _rules(package, Measure)}
        - {one.key for one in subjects.measurement_kinds()},
        "notices": {name for what, name in said if what == "notice"} - set(chapter.notices),
        "topics": {name for what, name in said if what == "topic"} - FOR_ALL - _heard(chapter),
        "addresses": _urls(folder, package) - set(chapter.addresses.values()),
        "places": _pages(folder, package) if not chapter.places else set(),
        "finders": {kind.key for kind in chapter.subjects if kind.promises} if not chapter.finders else set(),
        "help": {kind.key for kind in chapter.subjects if kind.promises} if chapter.help is None else set(),
        "api": _there(folder, "api") if chapter.api is None else set(),
        "in_hand": {name for what, name in said if what == "in hand"} if not chapter.in_hand else set(),
        "founding": _there(folder, "founding") if chapter.founding is None else set(),
        "demonstration": _there(folder, "demo") if chapter.demonstration is None else set(),
        "personal_data": _about_people(chapter, models) if chapter.personal_data is None else set(),
        "tables": {model.__name__ for model in recorded if model._meta.model_name not in chapter.tables},
        "columns": {
            name for model in recorded for name in _nameless(model, recorded[model]) if name not in chapter.columns
        },
        "verbs": {name for what, name in said if what == "verb"} - _spoken(chapter),
        "names_of_owners": {name for model in recorded for name in _names(model)} - chapter.names_of_owners,
    }
    return {part for part, names in missing.items() if names}


def _said(folder: Path) -> Iterator[tuple[str, str]]:
    """The kinds of subjects and notices, the topics and the verbs that the package's own code names."""
    for path in sorted(folder.rglob("*.py")):
        if not {"tests", "proof", "migrations"} & set(path.relative_to(folder).parts):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                yield from _named(node)


def _named(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Assign) and [getattr(one, "id", "") for one in node.targets] == ["SUBJECT"]:
        yield from (("subject", text) for text in _text(node.value))
    if not isinstance(node, ast.Call):
        return
    called = getattr(node.func, "attr", getattr(node.func, "id", ""))
    given = {keyword.arg: keyword.value for keyword in node.keywords}
    if "subject_kind" in given:
        yield from (("subject", text) for text in _text(given["subject_kind"]))
    if called == "pass_to" and "employee_id" in given:
        yield "in hand", called
    if called in {"note", "record"}:
        yield from (("verb", text) for text in _text(node.args[1] if node.args[1:] else given.get("verb", node)))
    if called == "Telling" and "kind" in given:
        yield from (("notice", text) for text in _text(given["kind"]))
    if called == "changed" or "topics" in given:
        yield from (("topic", text) for text in _topics(given.get("topics", node)))


def _topics(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.JoinedStr) and isinstance(one.values[0], ast.Constant):
            yield str(one.values[0].value).rstrip(":")


def _heard(chapter: Chapter) -> set[str]:
    return {topic.name for topic in chapter.topics} | {slot.topic for slot in chapter.slots}


def _spoken(chapter: Chapter) -> set[str]:
    """The verbs that have words: the chapter's, those of its steps' buttons, those that all share, and those of other
    chapters, on whose subjects it may note."""
    others = {verb for one in chapters() if one.key != chapter.key for verb in one.verbs}
    steps = {verb for kind in chapter.subjects for verb, step in kind.steps.items() if getattr(step, "label", "")}
    return {*chapter.verbs, *steps, *others, *column_words.VERBS}


def _rules[K: (Kind, Measure)](package: str, sort: type[K]) -> Iterator[K]:
    """The kinds of promises, or of measurements, that modules of the package bring along, about a subject that is
    declared."""
    known = {kind.key for kind in subjects.declared()}
    for name, module in [*sys.modules.items()]:
        if f"{name}.".startswith(f"{package}."):
            for value in vars(module).values():
                held = value.values() if isinstance(value, (dict, MappingProxyType)) else [value]
                yield from (each for each in held if isinstance(each, sort) and each.subject in known)


def _key(kind: MeasurementKind) -> str:
    return kind.key


def _text(value: ast.AST) -> list[str]:
    return [value.value] if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value else []


def _there(folder: Path, name: str) -> set[str]:
    """Whether the package has a module of that name; in the portal it is the one that asks all chapters."""
    found = (folder / name / "__init__.py").exists() or (folder / f"{name}.py").exists()
    return {name} if found and folder.name != "portal" else set()


def _urls(folder: Path, package: str) -> set[str]:
    """The package's addresses, but for the root and what it includes of its own."""
    return {f"{package}.{path.stem}" for path in folder.glob("*urls*.py")} - ROOT


def _pages(folder: Path, package: str) -> set[str]:
    """The pages that a menu could lead to: those whose address takes nothing."""
    urlpatterns = [each for module in _urls(folder, package) for each in import_module(module).urlpatterns]
    pages = [each for each in urlpatterns if isinstance(each, URLPattern)]
    return {str(page.pattern) for page in pages if not page.pattern.converters}


def _about_people(chapter: Chapter, models: Collection[type[Model]]) -> set[str]:
    fields = [field for model in models for field in model._meta.concrete_fields if field.is_relation]
    pointed = {field.name for field in fields if field.related_model in {User, Person}}
    return set() if chapter.key in NO_OWNERS_DATA else pointed


def _nameless(model: type[Model], columns: Collection[str]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        named = isinstance(field.verbose_name, Lazy) or field.name in column_words.COLUMNS
        if field.name in columns and not named and not field.primary_key:
            yield field.name


def _names(model: type[Model]) -> Iterator[str]:
    """The columns that look like the name of an owner: of a person, or beside one."""
    fields = model._meta.concrete_fields
    if model in {User, Person} or any(field.is_relation and field.related_model is Person for field in fields):
        for field in fields:
            if isinstance(field, CharField) and (field.name in {"name", "pinyin"} or field.name.endswith("_name")):
                yield f"{model._meta.model_name}.{field.name}"
