"""The documents say what is so: each file they name is there and holds the name beside it."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from jujiao.kernel.machine.paths import PACKAGE, ROOT
from jujiao.kernel.record.chapters import Chapter

FLOW = (ROOT / "docs" / "how-a-complaint-flows.md").read_text(encoding="utf-8")
ADDING = (ROOT / "docs" / "how-to-add-a-chapter.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([\w/]+\.py)`((?:\s+(?:and\s+)?`\w+`)+)", FLOW + ADDING)


def test_the_flow_names_files() -> None:
    assert len(NAMED) >= 20


@pytest.mark.parametrize(("file", "names"), NAMED)
def test_the_flow_is_as_it_says(file: str, names: str) -> None:
    source = (PACKAGE / file).read_text(encoding="utf-8")
    for name in re.findall(r"`(\w+)`", names):
        assert re.search(rf"^\s*(def|class|async def) {name}\b", source, re.MULTILINE), f"{file} has no {name}"


def test_the_page_for_new_chapters_names_every_field_and_only_these() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", ADDING, re.MULTILINE)
    assert rows == [field.name for field in fields(Chapter)]


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:testing|portal|kernel|demo)/[\w/.]+)`", ADDING))))
def test_the_page_for_new_chapters_names_files_that_are_there(path: str) -> None:
    assert (PACKAGE / path).exists()


@pytest.mark.parametrize(
    "document", [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("README*.md"))], ids=lambda path: path.name
)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target
