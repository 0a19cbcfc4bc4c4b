from datetime import datetime

from jujiao.company.calendar.models import Day
from jujiao.company.estates.models import Residency, Room
from jujiao.company.rulebook.models import Parameter
from jujiao.company.staff.asking import viewer_of
from jujiao.company.staff.models import Employee
from jujiao.kernel.record.access import Role
from jujiao.rules.figures import SHIPPED
from jujiao.testing.cast import Cast


def test_people_and_places_are_in_the_database(cast: Cast) -> None:
    assert Room.objects.get(code="1-1-101", estate=cast.estate) == cast.room
    assert Room.objects.filter(estate=cast.estate).count() == len(cast.rooms) == 16
    assert Employee.objects.count() == len(cast.staff) == 15
    assert Residency.objects.filter(household=cast.household).count() == 2
    assert Parameter.objects.filter(rulebook_version=cast.version).count() == len(SHIPPED)
    assert Day.objects.filter(working=True, date__year=2026).count() == 248


def test_each_test_has_a_cast_of_its_own(cast: Cast) -> None:
    cast.clerk.user.name = cast.room.code = "changed"
    cast.clerk.user.save(update_fields=["name"])
    cast.room.save(update_fields=["code"])


def test_what_another_test_changed_is_as_before(cast: Cast) -> None:
    assert cast.clerk.user.name == "王芳"
    assert Room.objects.get(id=cast.room.id).code == cast.room.code == "1-1-101"


def test_everybody_is_who_the_staff_floor_says(cast: Cast, now: datetime) -> None:
    for member in (*cast.staff.values(), *cast.residents.values()):
        assert viewer_of(member.user, now) == member.viewer
    assert cast.manager.viewer.has(Role.MANAGER, estate_id=cast.estate.id)
    assert not cast.manager.viewer.has(Role.MANAGER, estate_id=cast.second_estate.id)
    assert cast.resident.viewer.room_ids == {cast.room.id}
    assert cast.former.viewer.roles == {Role.OWNER}
    assert not cast.former.viewer.room_ids
    assert cast.outsider.viewer.company_id == cast.other_company.id != cast.hr.viewer.company_id
