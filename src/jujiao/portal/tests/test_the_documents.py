"""The documents say what is so: each file they name is there and holds the name beside it."""

import re
from pathlib import Path

import pytest

from jujiao.kernel.home import PACKAGE, ROOT

FLOW = (ROOT / "docs" / "how-a-complaint-flows.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`([\w/]+\.py)`((?:\s+(?:and\s+)?`\w+`)+)", FLOW)


def test_the_flow_names_files() -> None:
    assert len(NAMED) >= 20


@pytest.mark.parametrize(("file", "names"), NAMED)
def test_the_flow_is_as_it_says(file: str, names: str) -> None:
    source = (PACKAGE / file).read_text(encoding="utf-8")
    for name in re.findall(r"`(\w+)`", names):
        assert re.search(rf"^\s*(def|class|async def) {name}\b", source, re.MULTILINE), f"{file} has no {name}"


@pytest.mark.parametrize(
    "document", [*sorted((ROOT / "docs").rglob("*.md")), *sorted(ROOT.glob("README*.md"))], ids=lambda path: path.name
)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", document.read_text(encoding="utf-8")):
        assert (document.parent / target).exists(), target
