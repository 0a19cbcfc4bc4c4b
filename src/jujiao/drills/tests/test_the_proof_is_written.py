"""What docs/proof.md says can be run: its commands are the product's, and each drill stands there with its control."""

import re
import shlex

import pytest
from django.core.management import load_command_class

from jujiao.drills.management.commands.drill import DRILLS
from jujiao.kernel.machine.paths import ROOT

WRITTEN = (ROOT / "docs" / "proof.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^\./jujiao ((?:drill|bench) .+)$", WRITTEN, re.MULTILINE)


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_is_understood(line: str) -> None:
    name, *words = shlex.split(line)
    parser = load_command_class("jujiao.drills", name).create_parser("jujiao", name)
    assert parser.parse_args(words)


@pytest.mark.parametrize("drill", DRILLS)
def test_a_drill_is_told_with_its_control(drill: str) -> None:
    run = [line for line in COMMANDS if line.split()[:2] == ["drill", drill]]
    assert {"--control" in line for line in run} == {True, False}
    assert re.search(rf"^> drill {drill}: .*: held$", WRITTEN, re.MULTILINE)
    assert re.search(
        rf"^> drill {drill} \(control\): .*: not held, as it must be without its guard$", WRITTEN, re.MULTILINE
    )
