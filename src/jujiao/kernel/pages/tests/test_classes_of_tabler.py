"""Of Tabler's stylesheet only the classes in tabler.txt are sent: each that is written anywhere must stand there."""

import re
from pathlib import Path

from jujiao.kernel.machine.paths import HOME, PACKAGE, ROOT
from launcher.assets import CLASS_NAMES, FILES, STYLESHEET
from launcher.trimming import classes

NAME = re.compile(r"-?[A-Za-z_][\w-]*")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`")
TAG = re.compile(r"\{[%{].*?[%}]\}")
ATTRIBUTE = re.compile(r'class="((?:[^"{]|\{[%{].*?[%}]\})*)"')


def test_the_list_names_what_pages_use_and_nothing_else() -> None:
    listed = CLASS_NAMES.read_text(encoding="utf-8").split()
    used = written() & whole()
    assert sorted(used - set(listed)) == [], f"add them to {CLASS_NAMES.relative_to(ROOT)}"
    assert sorted(set(listed) - used) == [], "no page uses them any more"
    assert listed == sorted(listed)


def test_what_is_sent_has_these_classes_and_is_a_fraction_of_it() -> None:
    sent = (HOME / "assets" / "vendor" / STYLESHEET).read_text(encoding="utf-8")
    listed = set(CLASS_NAMES.read_text(encoding="utf-8").split())
    assert listed <= classes(sent)
    assert len(sent) < 60_000
    ours = "".join(path.read_text(encoding="utf-8") for path in sources("css"))
    given = set(re.findall(r"(--tblr-[\w-]+):", sent + ours))
    assert set(re.findall(r"var\((--tblr-[\w-]+)", ours)) <= given


def whole() -> frozenset[str]:
    return classes((ROOT / "node_modules" / FILES[STYLESHEET]).read_text(encoding="utf-8"))


def written() -> set[str]:
    """The names in class attributes of templates, and in quotes on the lines of scripts and Python that say "class"."""
    found: set[str] = set()
    for path in [*sources("html"), *sources("js"), *sources("py")]:
        text = path.read_text(encoding="utf-8")
        values = ATTRIBUTE.findall(text)
        if path.suffix != ".html":
            plain = [line for line in text.splitlines() if "class" in line.lower() and "class=" not in line]
            values += [quoted for line in plain for quoted in QUOTED.findall(line)]
        found.update(name for value in values for name in NAME.findall(TAG.sub(" ", value)))
    return found


def sources(ending: str) -> list[Path]:
    return [path for path in sorted(PACKAGE.rglob(f"*.{ending}")) if not {"tests", "testing"} & {*path.parts}]
