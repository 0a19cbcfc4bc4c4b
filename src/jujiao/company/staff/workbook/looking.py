"""A list that was sent, and how its columns are matched: as its sender told, as the company did before, as guessed."""

from collections.abc import Sequence
from dataclasses import dataclass

from jujiao.company.staff.models import ColumnMatching, WorkbookImport
from jujiao.company.staff.workbook.matching import Matching, Remembered, all_certain, digests, guesses
from jujiao.kernel.machine.spreadsheets import Sheet, read


@dataclass(frozen=True)
class Look:
    """The sheets and how each is read. Where that is not `certain`, the sender has to match the columns first."""

    sheets: Sequence[Sheet]
    matchings: Sequence[Matching]
    certain: bool
    as_before: bool = False


def look(upload: WorkbookImport) -> Look:
    """What the sender would have to look at."""
    sheets = read(bytes(upload.content))
    if upload.matching is not None:
        return Look(sheets, [Matching(**plain) for plain in upload.matching], certain=True)
    kept = ColumnMatching.objects.filter(company=upload.estate.company_id, digest__in=digests(sheets))
    remembered = {each.digest: _remembered(each) for each in kept}
    found = guesses(sheets, remembered)
    as_before = any(guess.as_before for guess in found)
    return Look(sheets, [guess.matching for guess in found], all_certain(found), as_before)


def _remembered(kept: ColumnMatching) -> Remembered:
    return Remembered(kept.form, kept.fields, kept.given, kept.adds_rooms, kept.continues_rooms)
