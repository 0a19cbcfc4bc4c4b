"""Every app declares what it brings in one place, once."""

import sys
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured

from jujiao.kernel.record import chapters, subjects
from jujiao.kernel.record.access import Role
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Finder, Menu, Place, Topic
from jujiao.kernel.record.notice_kinds import WORK, NoticeKind

NEW: dict[str, Any] = {"menu": Menu.ACTION, "rank": 1, "page": "tea:cups"}
SAID: dict[str, Any] = {"words": "Tea", "icon": "clock", "door": (), "find": lambda *_asked: ()}


def test_every_app_that_shows_something_has_a_chapter() -> None:
    assert {chapter.key for chapter in chapters.chapters()} == {
        config.label
        for config in apps.get_app_configs()
        if config.name.startswith("jujiao.") and config.label not in {"kernel", "cases", "drills"}
    }


def test_a_second_registration_is_refused() -> None:
    known = chapters.chapters()
    with pytest.raises(ValueError, match="the chapter complaints is declared already"):
        chapters.register(Chapter(key="complaints"))
    for declared, taken in (
        ({"notices": {"complaint.arrived": NoticeKind("Tea", WORK)}}, r"notice complaint\.arrived"),
        ({"topics": (Topic(name="desk", heard_by=Role.CLERK, ring="Tea"),)}, "topic desk"),
        ({"starts": {Role.OWNER: "tea:cups"}}, "first page of owner"),
        ({"places": (Place(menu=Menu.STAFF, rank=100, page="tea:cups", label="Tea", icon="x"),)}, "place staff 100"),
        ({"places": (Place(**NEW, label="Tea", icon="x", key="n"),)}, "key n"),
        ({"finders": (Finder(key="clauses", rank=1, **SAID),)}, "finder clauses"),
        ({"finders": (Finder(key="tea", rank=800, **SAID),)}, "rank of a finder 800"),
        ({"api": Api(router="tea", prefix="complaint", about="Tea.")}, "prefix of the API complaint"),
    ):
        with pytest.raises(ValueError, match=f"the {taken} is declared already"):
            chapters.register(replace(Chapter(key="tea"), **declared))
    with pytest.raises(ValueError, match="the subject kind complaint is declared already"):
        chapters.register(Chapter(key="tea", subjects=(subjects.of("complaint"),)))
    assert chapters.chapters() == known


@pytest.mark.parametrize("declared", [None, "tea", Chapter(key="coffee")])
def test_a_chapter_is_what_it_says(declared: object, monkeypatch: pytest.MonkeyPatch) -> None:
    package, chapter = ModuleType("tea"), ModuleType("tea.chapter")
    package.__file__ = package.__path__ = []  # type: ignore[assignment]
    chapter.CHAPTER = declared  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tea", package)
    monkeypatch.setitem(sys.modules, "tea.chapter", chapter)
    config = type("TeaConfig", (AppConfig,), {"path": "/", "label": "tea"})("tea", package)
    monkeypatch.setattr(apps, "get_app_configs", lambda: [config])
    monkeypatch.setattr(chapters, "module_has_submodule", lambda *_given: True)
    with pytest.raises(ImproperlyConfigured, match="needs a CHAPTER with the key 'tea'"):
        chapters.load()
