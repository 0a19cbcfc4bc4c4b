"""Chinese is complete: every marked sentence has its translation, none is guessed, and no blank is lost."""

import re

import pytest
from babel.messages.pofile import read_po

from jujiao.kernel.home import PACKAGE
from jujiao.portal.tests.words import in_python, in_template, marked

CATALOGUE = PACKAGE / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
BLANK = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


@pytest.fixture(scope="module")
def chinese() -> dict[tuple[str | None, str], str]:
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file, locale="zh_Hans_CN")
    assert not [message.id for message in catalogue if message.fuzzy and message.id], "no guesses"
    texts = {}
    for message in catalogue:
        if message.id:
            # One sentence serves both numbers in Chinese; only the English plural names the number.
            key = message.id if isinstance(message.id, str) else message.id[0]
            said = message.string or ""
            texts[message.context, key] = said if isinstance(said, str) else said[0]
    return texts


def test_no_sentence_is_left_untranslated(chinese: dict[tuple[str | None, str], str]) -> None:
    missing = sorted({text for context, text, _path in marked() if not chinese.get((context, text))})
    assert missing == []


def test_no_translation_loses_a_blank(chinese: dict[tuple[str | None, str], str]) -> None:
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
