"""Papers that the tests of this app hand in."""

from datetime import date, datetime

from jujiao.company.staff.models import Credential, CredentialKind, Employee, PersonalFile, Post, PostFamily
from jujiao.company.staff.operations import PostFacts, create_post
from jujiao.testing.cast import NOW, OPENED, Cast


def guards_post(cast: Cast, now: datetime = NOW) -> Post:
    """The company's post of a guard."""
    facts = PostFacts("ZX-01", "秩序维护员", PostFamily.SECURITY, is_guard=True)
    return create_post(company=cast.company, facts=facts, actor=cast.hr.viewer, now=now)


def holds(
    employee: Employee, kind: CredentialKind = CredentialKind.GUARD, *, since: date = OPENED, until: date | None = None
) -> Credential:
    """A verified paper."""
    return Credential.objects.create(
        employee=employee, kind=kind, number="浙保 1", starts_on=since, ends_on=until, recorded_at=NOW, verified_at=NOW
    )


def born(employee: Employee, day: date = date(1990, 5, 1)) -> None:
    PersonalFile.objects.update_or_create(
        employee=employee, defaults={"company": employee.company, "born_on": day, "sex": "male"}
    )
