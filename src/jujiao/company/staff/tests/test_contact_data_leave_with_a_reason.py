from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Household, Person, Relation, Residency, Room
from jujiao.company.staff.models import ExportState, WorkbookExport
from jujiao.company.staff.operations import UnableToExport, approve_export, ask_for_export, refuse_export, take_export
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.machine.spreadsheets import read
from jujiao.kernel.record.timeline import entries_of
from jujiao.testing.cast import OPENED, Cast


def _crowd(cast: Cast, count: int) -> None:
    """So many more people with phones in the estate."""
    units = [cast.rooms["2-2-202"].unit] * count
    rooms = Room.objects.bulk_create(
        Room(estate=cast.estate, unit=unit, number=f"9{n:04}", code=f"2-2-9{n:04}") for n, unit in enumerate(units)
    )
    people = Person.objects.bulk_create(
        Person(company=cast.company, name=f"住户{n}", phone=f"1370000{n:04}") for n in range(count)
    )
    homes = Household.objects.bulk_create(Household(room=room, moved_in=OPENED) for room in rooms)
    Residency.objects.bulk_create(
        Residency(household=home, person=person, relation=Relation.OWNER, moved_in=OPENED)
        for home, person in zip(homes, people, strict=True)
    )


def _ask(
    cast: Cast, now: datetime, by: str = "hr", reason: str = "消防演习通知", contacts: bool = True
) -> WorkbookExport:
    return ask_for_export(estate=cast.estate, contacts=contacts, reason=reason, actor=getattr(cast, by).viewer, now=now)


def test_few_numbers_leave_for_a_reason_with_a_mark(cast: Cast, now: datetime) -> None:
    request = _ask(cast, now)
    assert (request.state, request.rows) == (ExportState.APPROVED, 19)
    sheets = {sheet.name: sheet for sheet in read(take_export(request=request, actor=cast.hr.viewer, now=now))}
    assert list(sheets) == ["Rooms", "Residents", "Employees", "Front desk data", "Notes"]
    assert sheets["Residents"].rows[1][1][:3] == ["1-1-101", "林晓梅", "13800000101"]
    notes = [cells[0] for _row, cells in sheets["Notes"].rows]
    assert notes[1:3] == ["云栖花园, exported by 许丽 on 2026-03-11 10:00", "Reason: 消防演习通知"]
    entries = entries_of("estate", cast.estate.id).order_by("seq")
    assert [(entry.verb, entry.text) for entry in entries] == [("ask_for_export", "消防演习通知"), ("take_export", "")]
    with pytest.raises(UnableToExport, match="downloaded already"):
        take_export(request=request, actor=cast.hr.viewer, now=now)


def test_no_reason_no_numbers(cast: Cast, now: datetime) -> None:
    with pytest.raises(UnableToExport, match="what the phone numbers are needed for"):
        _ask(cast, now, reason=" ")
    with pytest.raises(IntegrityError):
        WorkbookExport.objects.create(
            estate=cast.estate, contacts=True, rows=1, state="approved", asked_by=cast.hr.user, asked_at=now
        )


def test_without_numbers_no_reason_is_asked(cast: Cast, now: datetime) -> None:
    _crowd(cast, 2100)
    request = _ask(cast, now, reason="", contacts=False)
    content = take_export(request=request, actor=cast.hr.viewer, now=now)
    sheets = {sheet.name: sheet for sheet in read(content)}
    assert sheets["Residents"].rows[0][1] == ["Room", "Name", "Relation", "Moved in", "Moved out"]
    assert len(sheets["Residents"].rows) == 1 + 6 + 2100
    assert not any("13800000101" in cells for _row, cells in sheets["Residents"].rows)


def test_above_two_hundred_rows_a_second_person_decides(cast: Cast, now: datetime) -> None:
    _crowd(cast, 182)
    request = _ask(cast, now)
    assert (request.state, request.rows) == (ExportState.WAITING, 201)
    with pytest.raises(UnableToExport, match="not ready"):
        take_export(request=request, actor=cast.hr.viewer, now=now)
    for by in ("hr", "clerk", "sysadmin", "outsider"):
        with pytest.raises(NotAllowed):
            approve_export(request=request, actor=getattr(cast, by).viewer, now=now)
    approve_export(request=request, actor=cast.manager.viewer, now=now + timedelta(hours=1))
    with pytest.raises(NotAllowed, match="whoever asked"):
        take_export(request=request, actor=cast.manager.viewer, now=now)
    assert take_export(request=request, actor=cast.hr.viewer, now=now + timedelta(hours=25))
    row = WorkbookExport.objects.get(id=request.id)
    assert (row.state, row.decided_by) == (ExportState.TAKEN, User.objects.get(id=cast.manager.user.id))


def test_exactly_two_hundred_rows_need_none(cast: Cast, now: datetime) -> None:
    _crowd(cast, 181)
    assert _ask(cast, now).state == ExportState.APPROVED


def test_what_is_refused_stays_refused(cast: Cast, now: datetime) -> None:
    _crowd(cast, 182)
    request = _ask(cast, now)
    refuse_export(request=request, actor=cast.manager.viewer, now=now)
    with pytest.raises(UnableToExport, match="decided already"):
        approve_export(request=request, actor=cast.manager.viewer, now=now)
    with pytest.raises(UnableToExport, match="not ready"):
        take_export(request=request, actor=cast.hr.viewer, now=now)


def test_the_database_wants_a_second_person_too(cast: Cast, now: datetime) -> None:
    with pytest.raises(IntegrityError):
        WorkbookExport.objects.create(
            estate=cast.estate,
            contacts=False,
            rows=0,
            state="approved",
            asked_by=cast.hr.user,
            asked_at=now,
            decided_by=cast.hr.user,
        )


def test_an_approval_is_good_for_a_day_and_its_rows(cast: Cast, now: datetime) -> None:
    late = _ask(cast, now)
    with pytest.raises(UnableToExport, match="ready for a day"):
        take_export(request=late, actor=cast.hr.viewer, now=now + timedelta(hours=25))
    grown = _ask(cast, now)
    _crowd(cast, 182)
    with pytest.raises(UnableToExport, match="more rows now"):
        take_export(request=grown, actor=cast.hr.viewer, now=now)


def test_above_two_thousand_rows_nothing_leaves(cast: Cast, now: datetime) -> None:
    _crowd(cast, 1982)
    with pytest.raises(UnableToExport, match="2,001 rows"):
        _ask(cast, now)
    assert not WorkbookExport.objects.exists()


@pytest.mark.parametrize("by", ["resident", "clerk", "head_of_service", "auditor", "outsider", "clerk_elsewhere"])
def test_others_export_nothing(cast: Cast, now: datetime, by: str) -> None:
    for contacts in (True, False):
        with pytest.raises(NotAllowed):
            _ask(cast, now, by, contacts=contacts)
