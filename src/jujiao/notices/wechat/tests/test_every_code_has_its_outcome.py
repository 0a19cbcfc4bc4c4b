"""Twenty return codes in three states of an account: what happened, by the whole chain, as docs/what-wechat-answers.md
has it. `JUJIAO_WRITE_DOCS=1` writes the page anew."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from django.db import transaction
from django.utils import translation

from jujiao.kernel.machine.paths import PACKAGE
from jujiao.kernel.machine.wechat.codes import OUTCOMES
from jujiao.notices.models import CLOSED, Attempt, Notice
from jujiao.notices.operations import outcomes
from jujiao.notices.wechat.models import Consent, Follower, Right, WayOut
from jujiao.notices.wechat.tests.sending_stage import PATHS, Stage, may_send
from jujiao.notices.wechat.words import HEARS, THEN
from jujiao.rules.wechat import EVERYTHING, NO_RIGHT, WINDOW_ONLY, Rights, Way
from jujiao.testing.cast import NOW

PAGE: Final = PACKAGE.parents[1] / "docs" / "what-wechat-answers.md"
STATES: Final[dict[str, Rights]] = {
    "All three rights": EVERYTHING,
    "Window only": WINDOW_ONLY,
    "No right": NO_RIGHT,
}
WITHIN: Final = (
    "-1", "40001", "40003", "40014", "40164", "42001", "43004", "43019", "45002", "45009", "45011", "45015", "45047",
    "48001", "48002",
)  # fmt: skip
BEYOND: Final = ("40036", "40037", "41030", "43101", "47003")
"""Codes of templates: they come where the window is over."""
NAMES: Final = {"": "text message", CLOSED: "nothing open", **{way.value: way.value for way in WayOut}}


def happened(stage: Stage, code: str, rights: Rights) -> tuple[str, str, bool]:
    """What became of one answer to which the platform said `code`: its tries, what the house learned, and whether the
    owner was told. All of it is taken back."""
    with taken_back():
        may_send(stage.account, rights)
        stage.writes()
        way = Way.TEMPLATE if code in BEYOND else Way.WINDOW
        if way is Way.TEMPLATE:
            stage.later(hours=49)
        stage.platform.ready[PATHS[way]] = [int(code)] * 9
        before = stage.moment.now
        notice = stage.answer()
        if notice.accepted_at is not None:
            assert (notice.accepted_at - before).total_seconds() < 60
        return tries(notice), learned(stage), notice.accepted_at is not None


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tries(notice: Notice) -> str:
    rows = Attempt.objects.filter(delivery__notice=notice).order_by("started_at", "delivery_id", "n")
    said = [
        f"{NAMES[each.way]} {each.code}" if each.state == "failed" and each.way not in ("", CLOSED) else NAMES[each.way]
        for each in rows
    ]
    return ", then ".join(said)


def learned(stage: Stage) -> str:
    follower = Follower.objects.get(pk=stage.follower.pk)
    found = {
        "follows no more": not follower.follows,
        "refuses": follower.refuses,
        "window shut": follower.shut_at is not None,
        "template declined": Consent.objects.filter(declined=True).exists(),
        "right lost": Right.objects.filter(lost_at__isnull=False).exists(),
        "way rests": Right.objects.filter(rests_until__isnull=False).exists(),
        "administration told": Notice.objects.filter(kind="official_account.refused").exists(),
    }
    return ", ".join(name for name, holds in found.items() if holds) or "nothing"


def reset(stage: Stage) -> None:
    """The platform forgets what happened, and it is the morning of every test again."""
    stage.moment.now = NOW
    stage.platform.ready.clear()
    stage.platform.followers.clear()
    stage.platform.tokens.known.clear()
    stage.platform.tokens.forced.clear()


def all_of_it(stage: Stage, codes: Iterable[str] = (*WITHIN, *BEYOND)) -> tuple[list[str], list[bool]]:
    lines, told = [], []
    for code in codes:
        cells, kept = [], ""
        for rights in STATES.values():
            reset(stage)
            tried, known, reached = happened(stage, code, rights)
            cells.append(tried)
            told.append(reached)
            kept = kept or known
        lines.append(f"| {code} | {' | '.join(cells)} | {kept} |")
    return lines, told


def codes() -> list[str]:
    return [
        f"| {code} | {outcome.sentence} | {HEARS[outcome.hears]} | {THEN[outcome.then]} |"
        for code, outcome in sorted(OUTCOMES.items(), key=lambda one: int(one[0]))
    ]


def page(lines: list[str]) -> str:
    states = " | ".join(STATES)
    return "\n".join(
        [
            "# What WeChat answers, and what happens then",
            "",
            "This page is written by `notices/wechat/tests/test_every_code_has_its_outcome.py`, which fails where it",
            "is not what happens.",
            "",
            "An answer goes within the window after the owner's message, beyond it as a template message, then as a",
            "subscription notice, as far as the account has the right to each. What none of these takes goes on by",
            "text message, and where there is no number it becomes a call for the desk. Whatever fails, all of this",
            "takes less than a minute, and the promise ends with the first way that takes it.",
            "",
            "## Every code",
            "",
            "| code | what it means | who hears of it | what comes next |",
            "|---|---|---|---|",
            *codes(),
            "",
            "A code that is not here is kept beside the message as it came, administration hears of it, and the next",
            "way has it.",
            "",
            "## Twenty codes in three states of the account",
            "",
            "An answer that must reach the owner, who follows, wrote, and has a number. The platform gives the code as",
            "often as it is asked by the way that comes first: the window, or the template where the code is one of",
            "templates and the window is over. The last column is what the house has learned with all three rights.",
            "",
            f"| code | {states} | learned |",
            "|---|---|---|---|---|",
            *lines,
            "",
        ]
    )


@pytest.fixture
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.mark.usefixtures("english")
def test_the_page_says_what_happens(stage: Stage) -> None:
    lines, told = all_of_it(stage)
    assert len(lines) == 20
    assert all(told)
    written = page(lines)
    if os.environ.get("JUJIAO_WRITE_DOCS") == "1":
        PAGE.write_text(written, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written


@pytest.mark.parametrize(("off", "expected"), [("_go_past", [False, False, True]), ("go_on", [True, False, False])])
def test_without_what_comes_next_the_owner_is_not_told(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, off: str, expected: list[bool]
) -> None:
    """The control, by state of the account: each of the two fall-backs, within WeChat and out of it, is needed."""
    monkeypatch.setattr(outcomes, off, lambda *_given, **_facts: None)
    _lines, told = all_of_it(stage, ["45047"])
    assert told == expected


def test_every_code_on_the_page_is_known() -> None:
    found = re.findall(r"^\| (-?\d+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(found) == set(OUTCOMES)
