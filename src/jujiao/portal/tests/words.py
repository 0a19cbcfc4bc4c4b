"""Every sentence that the sources mark for translation, found without any tool outside Python."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

from jujiao.kernel.machine.paths import PACKAGE

CALLS = {"_": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0, "ngettext": 0, "ngettext_lazy": 0}
CALLS_WITH_CONTEXT = {"pgettext": 1, "pgettext_lazy": 1, "npgettext": 1}
TEXT = r"u?(?:'((?:\\.|[^'\\])*)'|\"((?:\\.|[^\"\\])*)\")"
PLAIN = re.compile(rf"\bn?gettext\({TEXT}|(?<!\w)_\({TEXT}")
WITH_CONTEXT = re.compile(rf"\bn?pgettext\({TEXT}, {TEXT}")


def marked() -> Iterator[tuple[str | None, str, Path]]:
    """(context, sentence, file) for each mark in the product's Python and templates."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" not in path.parts and "migrations" not in path.parts:
            yield from ((context, text, path) for context, text in in_python(path.read_text(encoding="utf-8")))
    for path in sorted(PACKAGE.rglob("*.html")):
        yield from ((context, text, path) for context, text in in_template(path.read_text(encoding="utf-8")))


def in_python(source: str) -> Iterator[tuple[str | None, str]]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        texts = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        if name in CALLS and texts and isinstance(texts[0], str):
            yield None, texts[0]
        elif name in CALLS_WITH_CONTEXT and len(texts) > 1:
            yield str(texts[0]), str(texts[1])


def in_template(source: str) -> Iterator[tuple[str | None, str]]:
    pseudo = templatize(source)
    for found in PLAIN.finditer(pseudo):
        yield None, unescaped(found)[0]
    for found in WITH_CONTEXT.finditer(pseudo):
        context, text = unescaped(found)
        yield context, text


def unescaped(found: re.Match[str]) -> list[str]:
    return [re.sub(r"\\(.)", r"\1", text) for text in found.groups() if text is not None]
