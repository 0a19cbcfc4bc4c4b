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


def shared_tables() -> set[str]:
    """Words that the shared floors have for tables of their own, such as an employment: whoever says them alone means
    the table. A chapter may be called as the table that it is about."""
    models = [model for model in apps.get_models() if not model.__module__.startswith(ABOVE)]
    return {re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower() for model in models}


def named(text: str) -> list[str]:
    """Each place that names a chapter as code does: in quotes, before a colon or dot, in a path or behind a module. A
    word that is a shared table's too names one only as the first part of a page's or a kind's key, or in a path."""
    either = "|".join(sorted(names() - shared_tables()))
    both = "|".join(sorted(names() & shared_tables()))
    every = "|".join(sorted(names()))
    return re.findall(
        rf"""["'/.](?:{either})(?:_\w+)?["'/:.]|["'](?:{both})[:.]|/(?:{both})/"""
        rf"""|jujiao\.service|jujiao\.people|{{% url ["'](?:{every})""",
        text,
    )


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
        'reverse("employment:file")',
        'kind == "credential.soon"',
        "{% url 'employment:file' 1 %}",
        "/employment/people/1/",
        "from jujiao.people.employment import operations",
    ],
)
def test_a_name_is_found(text: str) -> None:
    """The control: each way in which a chapter could be named."""
    assert named(text)


def test_words_for_people_are_no_names() -> None:
    assert named("Your complaints from before stay here. Register a complaint.") == []


def test_a_table_of_the_shared_floors_is_no_chapter() -> None:
    assert named('select_related("employment"), contract.employment.employee, name="credential_held"') == []
