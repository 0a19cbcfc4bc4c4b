"""`./jujiao due KIND WHEN`: when a promise would be due, and why, day by day."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from jujiao.company.calendar.explain import as_json, sentence, summary
from jujiao.company.rulebook.asking import Answer, ask, read_when
from jujiao.company.rulebook.words import figure_words, label_words
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record.subjects import promise_kinds


class Command(BaseCommand):
    """Answers by the figures and the calendar in force; a question that makes no sense ends with code 2."""

    help = "When a promise would be due that starts at a given time, and why, day by day."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", metavar="KIND", help=", ".join(kind.key for kind in promise_kinds()))
        parser.add_argument("when", metavar="WHEN", nargs="+", help="2026-02-13, 2026-02-13 10:00, or ISO with offset")
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument("--estate", metavar="CODE", default="", help="use the figures of this estate")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        try:
            answer = ask(options["kind"], read_when(" ".join(options["when"])), options["estate"])
        except UnableTo as refused:
            self.stderr.write(str(refused))
            raise SystemExit(2) from refused
        if options["json"]:
            self.stdout.write(json.dumps(_for_programs(answer), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_for_people(answer)))


def _for_programs(answer: Answer) -> dict[str, Any]:
    return {
        "kind": answer.kind,
        "clause": answer.clause,
        "estate": answer.estate or None,
        "rulebook_version": answer.version,
        "figure": {
            "key": answer.figure.key,
            "value": str(answer.figure.value.normalize()),
            "unit": answer.figure.unit.value,
        },
        "started_at": answer.started_at.isoformat(),
        "due_at": answer.due.due_at.isoformat(),
        "provisional": answer.due.provisional,
        "days": as_json(answer.due),
    }


def _for_people(answer: Answer) -> list[str]:
    version = _("rulebook version %(number)s") % {"number": answer.version} if answer.version else _("shipped figures")
    lines = [
        _("%(label)s: %(value)s (clause %(clause)s, %(version)s)")
        % {
            "label": label_words(answer.figure),
            "value": figure_words(answer.figure),
            "clause": answer.clause,
            "version": version,
        },
        _("Starts %(at)s.") % {"at": moment_words(answer.started_at)},
        *(f"  {sentence(day)}" for day in answer.due.days),
        summary(answer.due),
    ]
    if answer.due.provisional:
        lines.append(_("Provisional: the working days of that year are not published yet."))
    return lines
