"""Catalogues are compiled where they are newer than what was compiled of them, without any tool of the system."""

import gettext
import os
from pathlib import Path

from jujiao.kernel.machine.running.prepare import compile_translations

COMPILED = "locale/zh_Hans/LC_MESSAGES/django.mo"
CATALOGUE = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nLanguage: zh_Hans\\nPlural-Forms: nplurals=1; plural=0;\\n"

msgid "Complaint"
msgstr "投诉"

#, fuzzy
msgid "Desk"
msgstr "不确定"

msgid "%(n)s day"
msgid_plural "%(n)s days"
msgstr[0] "%(n)s 天"
"""


def test_it_can_be_read_back(tmp_path: Path) -> None:
    write(tmp_path, CATALOGUE)
    compile_translations(tmp_path)
    catalogue = read_back(tmp_path)
    assert catalogue.gettext("Complaint") == "投诉"
    assert catalogue.gettext("Desk") == "Desk", "what nobody has confirmed is not shown"
    assert catalogue.ngettext("%(n)s day", "%(n)s days", 3) == "%(n)s 天"


def test_only_what_is_newer_is_compiled(tmp_path: Path) -> None:
    source = write(tmp_path, CATALOGUE)
    compiled = tmp_path / COMPILED
    compiled.parent.mkdir(parents=True)
    compiled.write_bytes(b"kept")
    os.utime(source, (1_000, 1_000))
    compile_translations(tmp_path)
    assert compiled.read_bytes() == b"kept"
    os.utime(compiled, (999, 999))
    compile_translations(tmp_path)
    assert compiled.read_bytes() != b"kept"


def test_all_apps_share_one(tmp_path: Path) -> None:
    write(tmp_path, CATALOGUE)
    write(tmp_path, CATALOGUE.replace("Complaint", "Repair").replace("投诉", "报修"), app="other")
    compile_translations(tmp_path)
    catalogue = read_back(tmp_path)
    assert (catalogue.gettext("Complaint"), catalogue.gettext("Repair")) == ("投诉", "报修")


def read_back(package: Path) -> gettext.GNUTranslations:
    with (package / COMPILED).open("rb") as file:
        return gettext.GNUTranslations(file)


def write(package: Path, text: str, app: str = "app") -> Path:
    """A catalogue where an app keeps its own."""
    source = package / "an" / app / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(text, encoding="utf-8")
    return source
