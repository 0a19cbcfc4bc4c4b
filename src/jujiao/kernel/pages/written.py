"""What people wrote, as a page shows it: marked as theirs, in the language that it is in."""

import re
from typing import Any

from django.utils.html import conditional_escape, format_html, linebreaks
from django.utils.safestring import SafeString

HAN = re.compile(r"[\u3400-\u9fff]")
"""Chinese characters, by which the language of a text is told."""


def data(value: Any) -> SafeString:
    """`{{ department.name|data }}`: a name or number that people gave. It is no word of the page: whatever the page's
    language is, it is neither translated nor read out in it."""
    text = str(value)
    return SafeString(f'<bdi translate="no"{_language_of(text)}>{conditional_escape(text)}</bdi>')


def said(text: str) -> SafeString:
    """`{{ entry.text|said }}`: what somebody wrote, in paragraphs, marked with the language that it is in."""
    paragraphs = SafeString(linebreaks(text, autoescape=True))
    return format_html('<div class="j-prose"{}>{}</div>', _language_of(text) or SafeString(' lang=""'), paragraphs)


def _language_of(text: str) -> SafeString:
    return SafeString(' lang="zh"' if HAN.search(text) else "")
