"""Chinese is complete: every marked sentence has its translation, none is guessed, and no blank is lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.apps import apps

from jujiao.kernel.machine.paths import PACKAGE, ROOT
from jujiao.portal.tests.words import in_python, in_template, marked

type Sentence = tuple[str | None, str]

BLANK = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")
WORDS = Path("locale", "zh_Hans", "LC_MESSAGES", "django.po")
HOMES = [PACKAGE / "rules", *(Path(app.path) for app in apps.get_app_configs() if app.name.startswith("jujiao."))]
"""What has a catalogue of its own: every app, and the rules."""


def home_of(path: Path) -> Path:
    """Whose a source is; what belongs to no app says what all share, in the kernel's words."""
    return max(
        (home for home in HOMES if home in path.parents), key=lambda one: len(one.parts), default=PACKAGE / "kernel"
    )


def sentences(catalogue: Path) -> Iterator[tuple[Sentence, str]]:
    with catalogue.open("rb") as file:
        read = read_po(file, locale="zh_Hans_CN")
    assert not [message.id for message in read if message.fuzzy and message.id], "no guesses"
    for message in read:
        if message.id:
            # One sentence serves both numbers in Chinese; only the English plural names the number.
            key = message.id if isinstance(message.id, str) else message.id[0]
            said = message.string or ""
            yield (message.context, key), said if isinstance(said, str) else said[0]


@pytest.fixture(scope="module")
def catalogues() -> dict[Path, dict[Sentence, str]]:
    """What each of them says; every catalogue is somebody's."""
    found = {home: dict(sentences(home / WORDS)) for home in HOMES if (home / WORDS).exists()}
    assert {home / WORDS for home in found} == set(PACKAGE.rglob("*.po"))
    return found


@pytest.fixture(scope="module")
def chinese(catalogues: dict[Path, dict[Sentence, str]]) -> dict[Sentence, str]:
    return {key: said for catalogue in catalogues.values() for key, said in catalogue.items()}


def test_no_sentence_is_left_untranslated(chinese: dict[Sentence, str]) -> None:
    missing = {
        f"{text}: write it into {(home_of(path) / WORDS).relative_to(ROOT)}"
        for context, text, path in marked()
        if not chinese.get((context, text))
    }
    assert sorted(missing) == []


def test_a_sentence_stands_once(catalogues: dict[Path, dict[Sentence, str]]) -> None:
    """Else the order of the apps would say which of two translations is shown."""
    every = [key for catalogue in catalogues.values() for key in catalogue]
    assert sorted(str(key) for key in set(every) if every.count(key) > 1) == []


def test_what_an_app_says_stands_with_those_who_say_it(catalogues: dict[Path, dict[Sentence, str]]) -> None:
    """In the kernel stands also what several apps of one floor say."""
    users: dict[Sentence, set[Path]] = {}
    for context, text, path in marked():
        users.setdefault((context, text), set()).add(home_of(path))
    astray = {
        f"{text}: {(home / WORDS).relative_to(ROOT)}"
        for home, catalogue in catalogues.items()
        if home.name != "kernel"
        for context, text in catalogue
        if home not in users.get((context, text), {home})
    }
    assert sorted(astray) == []


def test_no_translation_loses_a_blank(chinese: dict[Sentence, str]) -> None:
    def blanks(text: str) -> set[str]:
        return {one or other for one, other in BLANK.findall(text)}

    wrong = [text for (_context, text), said in chinese.items() if not blanks(said) - {"n", "count"} <= blanks(text)]
    assert wrong == []


def test_the_finder_finds() -> None:
    """A finder that sees nothing would find nothing missing."""
    assert list(in_python('_("One"); pgettext("month", "May"); ngettext("%(n)s day", "%(n)s days", 2)')) == [
        (None, "One"),
        ("month", "May"),
        (None, "%(n)s day"),
    ]
    template = "{% translate 'Two' %}{% blocktranslate %}Three {{ name }}{% endblocktranslate %}"
    assert list(in_template(template)) == [(None, "Two"), (None, "Three %(name)s")]
    assert len({text for _context, text, _path in marked()}) > 500
