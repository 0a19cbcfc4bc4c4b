"""`./jujiao calendar`: the years that wait to be published, and publishing one."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jujiao.company.calendar import queries
from jujiao.company.calendar.models import CalendarYear, YearState
from jujiao.company.calendar.operations import publish_year
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import SYSTEM


class Command(BaseCommand):
    help = "Shows the drafts of the working-day calendar with what they would change, or publishes the draft of a year."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--publish", type=int, metavar="YEAR", help="put the draft of this year in force")

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["publish"] is None:
            self._show()
        else:
            self._publish(options["publish"])

    def _show(self) -> None:
        drafts = CalendarYear.objects.filter(state=YearState.DRAFT).order_by("year")
        for draft in drafts:
            self.stdout.write(f"{draft.year}, edition {draft.edition}: {draft.source}")
            for change in queries.changes_of(draft):
                works = bool(change.after and change.after.works)
                self.stdout.write(f"  {change.date}  {'working day' if works else 'day off'}")
        if not drafts:
            self.stdout.write("No draft waits. Load a year under calendar → load.")

    def _publish(self, year: int) -> None:
        draft = queries.draft_of(year)
        if draft is None:
            raise CommandError(f"There is no draft of {year}. Load it under calendar → load.")
        try:
            publish_year(edition=draft, version=draft.version, actor=SYSTEM, now=clock.now())
        except UnableTo as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The working days of {year} are in force.")
