from datetime import datetime
from typing import Any

import pytest

from jujiao.company.staff.models import Employee
from jujiao.company.staff.operations import NewPost, UnableToHire, hire
from jujiao.company.staff.tests.sending import check, problems, workbook
from jujiao.kernel.record.access import Role
from jujiao.testing.cast import Cast


def test_a_staff_number_without_its_zeros_is_the_same_person_or_a_question(cast: Cast, now: datetime) -> None:
    def row(number: Any, name: str, where: str = "工程部") -> tuple[Any, ...]:
        return (number, name, "", "", "本小区", where, "水电工", "部门员工", "2025-01-02", "", "2026-03-01", "")

    engineer = cast.engineer.employee
    assert engineer.number == "0003"
    content = workbook(
        employees=[row(3, engineer.name, "保洁部"), row("7001", "姚远"), row("０７００１", "姚远", "保洁部")]
    )
    checked = check(cast, now, content)
    assert checked.outcome.problems == []
    assert dict(checked.outcome.counts) == {"employees.changed": 1, "employees.new": 2}
    advice = "Write it with its zeros and the name on record, or choose a number that differs in more than zeros."
    assert problems(cast, now, employees=[row(3, "姚远"), row("0090", "姚近"), row(90, "姚远")]) == [
        (2, "Staff number", f"Is 3 the staff number 0003 of {engineer.name}? {advice}"),
        (4, "Staff number", f"Is 90 the staff number 0090 of 姚近? {advice}"),
    ]
    post = NewPost(Role.MEMBER, "水电工", now.date(), cast.estate, cast.engineering)
    with pytest.raises(UnableToHire, match="differs by zeros alone"):
        hire(
            company=cast.company,
            number="3",
            name="姚远",
            joined_on=now.date(),
            posts=[post],
            actor=cast.hr.viewer,
            now=now,
        )
    assert not Employee.objects.filter(number="3").exists()
