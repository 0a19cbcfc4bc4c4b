"""The launcher is run by whatever python3 there is: its files must stay readable to Python 3.8."""

import ast
from pathlib import Path

import pytest

from jujiao.kernel.machine.paths import PACKAGE, ROOT

SHARED = [
    PACKAGE / "__init__.py",
    PACKAGE / "kernel" / "__init__.py",
    *(PACKAGE / "kernel" / "machine" / f"{name}.py" for name in ("__init__", "paths", "progress", "stopping")),
]
FILES = [*sorted((ROOT / "launcher").glob("*.py")), *SHARED]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_its_grammar_is_old_enough(path: Path) -> None:
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 8))
