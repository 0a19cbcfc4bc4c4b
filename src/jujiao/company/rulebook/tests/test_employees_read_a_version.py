"""Rules bind once they are made known: who has read a version, and who has not."""

from datetime import datetime, timedelta

import pytest

from jujiao.company.rulebook import operations
from jujiao.company.rulebook.models import Acknowledgement
from jujiao.company.rulebook.readers import has_read, readers
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record import timeline
from jujiao.testing.cast import Cast


def test_reading_is_noted_once(cast: Cast, now: datetime) -> None:
    first = operations.acknowledge(version=cast.version, actor=cast.clerk.viewer, now=now)
    later = operations.acknowledge(version=cast.version, actor=cast.clerk.viewer, now=now + timedelta(days=1))
    assert (later.pk, later.read_at) == (first.pk, now)
    assert timeline.entries_of(operations.SUBJECT, cast.version.pk).filter(verb="acknowledge").count() == 1
    assert has_read(cast.version.pk, cast.clerk.user.pk)
    assert not has_read(cast.version.pk, cast.clerk2.user.pk)


def test_who_has_not_read_it_stands_first(cast: Cast, now: datetime) -> None:
    operations.acknowledge(version=cast.version, actor=cast.clerk.viewer, now=now)
    found = readers(cast.version, now.date())
    employees = [member for name, member in cast.staff.items() if name != "outsider"]
    assert (found.read, found.total) == (1, len(employees))
    assert found.people[-1] == ("王芳", "0001", now)
    assert all(read_at is None for _name, _number, read_at in found.people[:-1])


def test_who_has_left_need_not_read(cast: Cast, now: datetime) -> None:
    employee = cast.engineer.employee
    employee.left_on = now.date() - timedelta(days=1)
    employee.save()
    names = [name for name, _number, _read_at in readers(cast.version, now.date()).people]
    assert employee.name not in names


def test_a_draft_cannot_be_acknowledged(cast: Cast, now: datetime) -> None:
    draft = operations.draft_version(company=cast.company, note="", actor=cast.hr.viewer, now=now)
    with pytest.raises(operations.UnableToAcknowledge):
        operations.acknowledge(version=draft, actor=cast.clerk.viewer, now=now)
    assert not Acknowledgement.objects.filter(rulebook_version=draft).exists()


@pytest.mark.parametrize("who", ["outsider", "resident"])
def test_strangers_and_owners_do_not_acknowledge(cast: Cast, now: datetime, who: str) -> None:
    with pytest.raises(NotAllowed):
        operations.acknowledge(version=cast.version, actor=getattr(cast, who).viewer, now=now)
    assert not Acknowledgement.objects.exists()
