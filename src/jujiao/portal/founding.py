"""The first day of a company: what must be there before anybody can sign in."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.accounts.operations import password_link
from jujiao.company.estates.models import Company, Estate
from jujiao.company.staff.operations import NewPost, hire
from jujiao.company.staff.queries import today
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import SYSTEM, Role
from jujiao.kernel.record.chapters import found
from jujiao.kernel.record.declared import Founded
from jujiao.kernel.record.timeline import note


class UnableToFound(UnableTo):
    """A company or an estate of this name or code is there already."""


@transaction.atomic
def found_company(*, company: str, estate: str, code: str, username: str, name: str, now: datetime) -> str:
    """Makes a company with one estate, what every chapter brings to it, and a system administrator.

    Returns the path of the page on which the administrator chooses a password. Raises UnableToFound."""
    if Company.objects.filter(name=company).exists() or Estate.objects.filter(code=code.upper()).exists():
        raise UnableToFound(_("This company or this estate's code is there already."))
    founded = Company.objects.create(name=company)
    place = Estate.objects.create(company=founded, name=estate, code=code.upper())
    found(Founded(company_id=founded.pk, estate_id=place.pk, now=now, in_force_from=now))
    post = NewPost(role=Role.SYSADMIN, title=str(Role.SYSADMIN.label), starts_on=today(now))
    administrator = hire(
        company=founded,
        number="0001",
        name=name,
        username=username,
        joined_on=today(now),
        posts=[post],
        actor=SYSTEM,
        now=now,
    )
    note(founded, "found", SYSTEM, now, estate_id=place.pk, company=company, estate=estate)
    return password_link(user=administrator.user, actor=SYSTEM, now=now)
