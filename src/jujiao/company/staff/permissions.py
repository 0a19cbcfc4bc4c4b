"""Who may give which post, and who may change whose data: nobody reaches above themselves, nor at themselves."""

from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate
from jujiao.company.staff.directory import files_of
from jujiao.company.staff.models import Assignment, Employee
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.record.access import SYSTEM, Role, Viewer, may

ABOVE = {
    Role.SYSADMIN: (Role.SYSADMIN,),
    Role.COMPANY: (Role.SYSADMIN,),
    Role.AUDITOR: (Role.ADMINISTRATION, Role.SYSADMIN),
    Role.ADMINISTRATION: (Role.ADMINISTRATION, Role.SYSADMIN),
    Role.MANAGER: (Role.ADMINISTRATION, Role.SYSADMIN),
}
"""Whose business a post of this role is; every other role is the estate manager's too."""

BELOW = (Role.ADMINISTRATION, Role.MANAGER, Role.SYSADMIN)


def may_assign(actor: Viewer, company_id: int, role: Role, estate: Estate | None) -> bool:
    """Whether the actor may give or end posts of `role` at the estate, or at all estates."""
    roles = ABOVE.get(role, BELOW)
    if estate is None and actor != SYSTEM and actor.estate_ids(*roles) is not None:
        return False
    return may(actor, *roles, company_id=company_id, estate_id=estate.pk if estate else None)


def permit_post(actor: Viewer, employee: Employee, role: Role, estate: Estate | None) -> None:
    """NotAllowed where the post, or the employee, is not the actor's to deal with."""
    if actor != SYSTEM and employee.pk is not None and actor.employee_id == employee.pk:
        raise NotAllowed(_("Somebody else has to change your own posts."))
    if not may_assign(actor, employee.company_id, role, estate):
        raise NotAllowed(_("Posts of this kind are for others to give."))


def permit_over(actor: Viewer, employee: Employee) -> None:
    """NotAllowed unless every post that the employee holds or held is the actor's to give."""
    if actor == SYSTEM:
        return
    if actor.employee_id == employee.pk:
        raise NotAllowed(_("Somebody else has to change your own data."))
    if not may_administer(actor, employee):
        raise NotAllowed(_("The data of %(name)s are for others to change.") % {"name": employee.name})


def may_administer(actor: Viewer, employee: Employee) -> bool:
    """Whether the employee is another person, all of whose posts are the actor's to give."""
    posts = list(Assignment.objects.filter(employee=employee).select_related("estate"))
    return (
        actor.employee_id != employee.pk
        and all(may_assign(actor, employee.company_id, Role(post.role), post.estate) for post in posts)
        and (bool(posts) or may_assign(actor, employee.company_id, Role.CLERK, None))
    )


def may_keep_file(actor: Viewer, employee: Employee) -> bool:
    """Whether the file of the employee is the actor's to keep, see `directory.files_of`."""
    return actor == SYSTEM or files_of(actor).filter(pk=employee.pk).exists()


def permit_file(actor: Viewer, employee: Employee) -> None:
    """NotAllowed where it is not."""
    if not may_keep_file(actor, employee):
        raise NotAllowed(_("What is on file about %(name)s is for others to keep.") % {"name": employee.name})
