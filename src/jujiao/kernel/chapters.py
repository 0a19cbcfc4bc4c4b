"""What an app brings to the product, declared in one place: its `chapter.py` holds one `CHAPTER`.

Whatever gathers things of all apps (the navigation, the addresses, the API, the audit …) asks `chapters()`; nothing
there names one of them."""

from dataclasses import dataclass
from importlib import import_module

from django.apps import AppConfig, apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import module_has_submodule

from jujiao.kernel import subjects
from jujiao.kernel.subjects import SubjectKind


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """One app of the product. `key` is the label of the app.

    `subjects` are the kinds of things that its rows speak of, with what is promised about them."""

    key: str
    subjects: tuple[SubjectKind, ...] = ()


_chapters: dict[str, Chapter] = {}


def register(chapter: Chapter) -> None:
    """Adds a chapter with its subjects; ValueError where its key, or a key of a subject, is taken."""
    if chapter.key in _chapters:
        raise ValueError(f"the chapter {chapter.key} is declared already")
    subjects.declare(*chapter.subjects)
    _chapters[chapter.key] = chapter


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
