"""Marked files: of the second estate, and of the other company."""

from collections.abc import Iterator
from datetime import date

from jujiao.company.staff.models import Bar, Contract, Department, Employee, Employment, PersonalFile
from jujiao.company.staff.operations import NewPost, hire
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.people.employment.proof.rows import a_credential
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, OPENED, Cast

SECOND, OTHER = "canary-employment-second", "canary-employment-other"


def plant(cast: Cast) -> Iterator[Canary]:
    """Only administration keeps the files of the second estate; of the other company nobody here reads any."""
    second = Department.objects.create(estate=cast.second_estate, name="绿化部", kind="cleaning")
    yield _canary(second, "E9001", SECOND, ("hr",), readers=("hr", "director", "auditor", "sysadmin"))
    other = Department.objects.create(estate=cast.other_estate, name="绿化部", kind="cleaning")
    yield _canary(other, "E9002", OTHER, (), readers=())


def _canary(
    department: Department, number: str, mark: str, keepers: tuple[str, ...], *, readers: tuple[str, ...]
) -> Canary:
    """The mark stands in the addresses and in what issued the paper; `readers` also read timelines."""
    post = NewPost(Role.MEMBER, "绿化工", OPENED, department.estate, department)
    employee: Employee = hire(
        company=department.estate.company, number=number, name="林园", joined_on=OPENED, posts=[post], actor=SYSTEM,
        now=NOW,
    )  # fmt: skip
    PersonalFile.objects.create(employee=employee, company=employee.company, current_address=mark)
    credential = a_credential(employee, issuer=mark)
    spell = Employment.objects.get(employee=employee)
    post_id = employee.assignments.get().pk
    return Canary(
        mark=mark,
        kept_from=everybody_but(*readers),
        at={
            "employee_id": employee.pk,
            "credential_id": credential.pk,
            "spell_id": spell.pk,
            "contract_id": Contract.objects.create(employment=spell, kind="open", starts_on=OPENED).pk,
            "bar_id": Bar.objects.create(
                employee=employee, kind="confined", since=date(2024, 1, 1), recorded_at=NOW
            ).pk,
            "post_id": post_id,
        },
        subjects=(entered("credential", credential.pk, mark), entered("posting", post_id, mark)),
        read=(keepers[0], "employment:file") if keepers else None,
    )
