"""Departments of an estate."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate
from jujiao.company.estates.permissions import permit
from jujiao.company.staff.directory import EDIT_STAFF
from jujiao.company.staff.models import Department, DepartmentKind
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note
from jujiao.rules.texts import says_anything

LONGEST = 60


class UnableToAddDepartment(UnableTo):
    """The name is empty, too long, or taken."""


@transaction.atomic
def add_department(*, estate: Estate, name: str, kind: DepartmentKind, actor: Viewer, now: datetime) -> Department:
    """A new department (部门) of an estate, still without people."""
    permit(actor, estate, *EDIT_STAFF)
    Estate.objects.select_for_update().get(pk=estate.pk)
    name = " ".join(name.split())
    if not says_anything(name) or not name.isprintable() or len(name) > LONGEST:
        raise UnableToAddDepartment(_("Write a name of up to %(count)s characters.") % {"count": LONGEST})
    try:
        with transaction.atomic():
            department = Department.objects.create(estate=estate, name=name, kind=kind)
    except IntegrityError as error:
        raise UnableToAddDepartment(_("There is “%(name)s” already.") % {"name": name}) from error
    note(estate, "add_department", actor, now, department=department.pk, name=name)
    return department
