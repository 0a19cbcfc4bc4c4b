"""A roster as a workbook: the grid, and every duty in a line of its own."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.kernel.machine.spreadsheets import write
from jujiao.kernel.machine.spreadsheets.writing import Column
from jujiao.kernel.pages.words import weekday_words
from jujiao.people.rosters.grid import Cell, Grid


def workbook(grid: Grid, footer: str) -> bytes:
    """Two sheets: people by days, and the list of duties."""
    return write(
        [
            (_("Roster"), _columns(grid), [*_rows(grid), *_missing(grid)]),
            (_("Duties"), _columns_of_list(), list(_lines(grid))),
        ],
        footer=footer,
    )


def _columns(grid: Grid) -> list[Column]:
    days = [Column(weekday_words(day), 9) for day in grid.days]
    headings = (_("Hours"), _("Nights"), _("Overtime")) if grid.inside else ()
    sums = [Column(heading, 8) for heading in headings]
    return [Column(_("Person on duty"), 12), *days, *sums]


def _rows(grid: Grid) -> Iterator[Sequence[Any]]:
    for row in grid.rows:
        sums = (row.hours, row.nights, row.overtime) if grid.inside else ()
        yield [row.employee.name, *(_said(cell) for cell in row.cells), *sums]


def _said(cell: Cell) -> str:
    away = [_("on leave")] if cell.leave else []
    return " / ".join([*away, *(mark.kind.name if mark.kind else mark.short for mark in cell.marks)])


def _missing(grid: Grid) -> Iterator[Sequence[Any]]:
    if grid.inside:
        said = [" / ".join(f"{gap.shift_kind.name} −{gap.count}" for gap in foot.missing) for foot in grid.foot]
        yield [_("Not covered"), *said]


def _columns_of_list() -> list[Column]:
    headings = (_("Person on duty"), _("Day"), _("Post to be covered"), _("From"), _("Until"), _("Remark"))
    return [Column(heading, width) for heading, width in zip(headings, (12, 12, 16, 16, 16, 40), strict=True)]


def _lines(grid: Grid) -> Iterator[Sequence[Any]]:
    for row in grid.rows:
        for cell in row.cells:
            for mark in cell.marks:
                times = [f"{timezone.localtime(at):%Y-%m-%d %H:%M}" for at in (mark.duty.starts_at, mark.duty.ends_at)]
                amiss = [*([_("on leave: to be filled")] if mark.gap else []), *mark.amiss]
                yield [row.employee.name, cell.day, mark.duty.duty_post.name, *times, " ".join(amiss)]
