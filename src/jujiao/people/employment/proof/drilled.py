"""What the drills ask of files and papers."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.urls import reverse

from jujiao.company.staff.models import Bar, Contract, Credential, Employee, Employment, PersonalFile
from jujiao.company.staff.operations import NewPost, hire
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.people.employment.proof.rows import a_credential
from jujiao.testing.drilled import Acting, Drilled, Once

KEEPERS = ("hr", "manager", "hr", "manager")
DAY = timedelta(days=1)
numbers = count(1)


def once(acting: Acting) -> Iterator[Once]:
    """Each change of a file, by four who keep it: one is taken, the others look again."""
    make = _Maker(acting)
    day = (acting.now.date() - DAY).isoformat()
    yield from (
        _once("keep", make.file, "employee_id", lambda row: {"current_address": f"云栖路 {row.pk} 号"}),
        _once("change_form", make.spell, "spell_id", lambda _row: {"form": "part_time"}),
        _once(
            "change_contract", make.contract, "contract_id", lambda row: {"kind": "task", "starts_on": row.starts_on}
        ),
        _once("verify", make.credential, "credential_id", lambda _row: {"seen": "on"}),
        _once(
            "revoke", make.credential, "credential_id",
            lambda _row: {"revoked_as": "void", "revoked_on": day, "reason": "登记有误"},
        ),
        _once("strike_bar", make.bar, "bar_id", lambda _row: {"reason": "同名同姓"}),
    )  # fmt: skip


def _once(verb: str, row: Callable[[], Any], key: str, fields: Callable[[Any], dict[str, Any]]) -> Once:
    return Once(
        subject="personal_file",
        verb=verb,
        row=row,
        path=lambda one: reverse(f"employment:{verb}", kwargs={key: one.pk}),
        fields=fields,
        who=KEEPERS,
    )


class _Maker:
    """Makes an employee of the estate's customer service for each row."""

    def __init__(self, acting: Acting) -> None:
        self.acting = acting

    def employee(self) -> Employee:
        estate, first = self.acting.estate, self.acting.now.date() - 30 * DAY
        department = estate.departments.get(kind="customer_service")
        post = NewPost(Role.CLERK, "前台客服", first, estate, department)
        return hire(
            company=estate.company, number=f"F{next(numbers)}", name="姚远", joined_on=first, posts=[post],
            actor=SYSTEM, now=self.acting.now,
        )  # fmt: skip

    def file(self) -> PersonalFile:
        employee = self.employee()
        return PersonalFile.objects.create(employee=employee, company=employee.company)

    def spell(self) -> Employment:
        return Employment.objects.get(employee=self.employee())

    def contract(self) -> Contract:
        spell = self.spell()
        return Contract.objects.create(employment=spell, kind="open", starts_on=spell.starts_on)

    def credential(self) -> Credential:
        return a_credential(self.employee())

    def bar(self) -> Bar:
        return Bar.objects.create(
            employee=self.employee(), kind="revoked", since=date(2024, 1, 1), recorded_at=self.acting.now
        )


DRILLED = Drilled(once=once)
