"""What all chapters share names none of them: not by import, nor by the key of a page, a subject or a kind."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from jujiao.kernel.machine.paths import PACKAGE
from jujiao.kernel.record.chapters import chapters

SHARED = ("kernel", "company", "notices", "promises", "cases", "demo", "portal")
ABOVE = ("jujiao.service.", "jujiao.people.")
SUFFIXES = {".py", ".html", ".js", ".css", ".toml"}


def names() -> set[str]:
    """What the chapters above the shared floors are called, and their subjects."""
    above = [one for one in chapters() if apps.get_app_config(one.key).name.startswith(ABOVE)]
    return {one.key for one in above} | {kind.key for one in above for kind in one.subjects}


def named(text: str) -> list[str]:
    """Each place that names a chapter as code does: in quotes, before a colon or dot, in a path or behind a module."""
    either = "|".join(sorted(names()))
    return re.findall(rf"""["'/.](?:{either})(?:_\w+)?["'/:.]|jujiao\.service|{{% url ["'](?:{either})""", text)


def shared_files() -> Iterator[Path]:
    for folder in SHARED:
        for path in sorted((PACKAGE / folder).rglob("*")):
            if path.suffix in SUFFIXES and not {"tests", "migrations"} & set(path.parts):
                yield path


def test_nothing_that_all_share_names_a_chapter() -> None:
    files = list(shared_files())
    assert len(files) > 300
    found = {str(path.relative_to(PACKAGE)): hits for path in files if (hits := named(path.read_text("utf-8")))}
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "from jujiao.service.complaints import operations",
        'reverse("complaints:case")',
        '"complaint.dispatch"',
        '{% url "complaints_owner:case" 1 %}',
        'subject_kind == "complaint"',
        "/complaints/",
    ],
)
def test_a_name_is_found(text: str) -> None:
    """The control: each way in which a chapter could be named."""
    assert named(text)


def test_words_for_people_are_no_names() -> None:
    assert named("Your complaints from before stay here. Register a complaint.") == []
