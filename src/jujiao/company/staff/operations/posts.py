"""The posts that employees hold. All dates are local and inclusive."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Assignment, Department, Employee, Post
from jujiao.company.staff.operations.gate import UnableToAssign, check_may_work
from jujiao.company.staff.operations.keeping import locked, sensible
from jujiao.company.staff.operations.primary import first_if_none
from jujiao.company.staff.permissions import permit_post
from jujiao.kernel.database import freshness
from jujiao.kernel.pages.words import day_words
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note

IN_DEPARTMENT = {Role.MEMBER, Role.HEAD}
AT_ALL_ESTATES = {Role.COMPANY, Role.AUDITOR, Role.SYSADMIN, Role.ADMINISTRATION}
TITLE = Text(60, line=True)


@dataclass(frozen=True)
class NewPost:
    """A post to give: a role, at an estate (None: at all), in a department where the role has one. `post` is which of
    the company's posts it is; without, the one of that title, if there is one. `taken_over`: it stands in a list that
    the company kept before, so it may have begun before there were rules here."""

    role: Role
    title: str
    starts_on: date
    estate: Estate | None = None
    department: Department | None = None
    ends_on: date | None = None
    post: Post | None = None
    taken_over: bool = False


@transaction.atomic
def assign_post(*, employee: Employee, post: NewPost, actor: Viewer, now: datetime) -> Assignment:
    """Gives an employee a post (任职)."""
    employee = locked(employee)
    permit_post(actor, employee, post.role, post.estate)
    assignment = give(employee, post, now)
    note(
        employee,
        "assign_post",
        actor,
        now,
        estate_id=assignment.estate_id,
        post=assignment.pk,
        role=post.role,
        title=assignment.title,
        day=post.starts_on,
    )
    return assignment


@transaction.atomic
def end_post(*, post: Assignment, ends_on: date, version: int | None, actor: Viewer, now: datetime) -> None:
    """Ends a post; `ends_on` is its last day. A post that has its last day may be given an earlier or later one.

    Stale where somebody changed the post since `version`."""
    employee = locked(post.employee)
    post = Assignment.objects.select_related("estate", "department", "post").get(pk=post.pk)
    permit_post(actor, employee, Role(post.role), post.estate)
    freshness.check(given=version, current=post.version, sentence=_("Somebody has changed this post since."))
    sensible(ends_on, now)
    if ends_on < post.starts_on:
        raise UnableToAssign(
            _("The post began on %(day)s and cannot end before.") % {"day": day_words(post.starts_on, now)}
        )
    if employee.left_on and ends_on > employee.left_on:
        raise UnableToAssign(_("%(name)s has left by then.") % {"name": employee.name})
    if post.ends_on and ends_on > post.ends_on:
        check_may_work(post, now, since=post.ends_on + timedelta(days=1), until=ends_on)
    post.ends_on = ends_on
    post.version += 1
    post.save(update_fields=["ends_on", "version"])
    note(employee, "end_post", actor, now, estate_id=post.estate_id, post=post.pk, title=post.title, day=ends_on)


@transaction.atomic
def retitle_post(*, post: Assignment, title: str, actor: Viewer, now: datetime) -> None:
    """Another name for a post; what it allows stays the same."""
    employee = locked(post.employee)
    post = Assignment.objects.select_related("estate").get(pk=post.pk)
    permit_post(actor, employee, Role(post.role), post.estate)
    before, post.title = post.title, TITLE.of(title, UnableToAssign) or post.title
    post.version += 1
    post.save(update_fields=["title", "version"])
    note(employee, "retitle_post", actor, now, estate_id=post.estate_id, post=post.pk, before=before, title=post.title)


def give(employee: Employee, post: NewPost, now: datetime) -> Assignment:
    """The post's row, if its parts fit and the employee may do its work; UnableToAssign otherwise. Who may give it is
    for the caller to have asked. Where they have no first post then, this is it."""
    _fits(employee, post)
    _in_time(employee, post, now)
    title = TITLE.of(post.title, UnableToAssign) or (post.post.name if post.post else str(post.role.label))
    company_post = post.post or Post.objects.filter(company=employee.company_id, name=title, in_use=True).first()
    given = Assignment(
        employee=employee,
        role=post.role,
        estate=post.estate,
        department=post.department,
        post=company_post,
        title=title,
        starts_on=post.starts_on,
        ends_on=post.ends_on,
    )
    check_may_work(given, now, since=post.starts_on, taken_over=post.taken_over)
    given.save(force_insert=True)
    first_if_none(given)
    return given


def _fits(employee: Employee, post: NewPost) -> None:
    if post.estate is None and post.role not in AT_ALL_ESTATES:
        raise UnableToAssign(_("This post is at one estate: choose which."))
    if post.department is None and post.role in IN_DEPARTMENT:
        raise UnableToAssign(_("This post is in a department: choose which."))
    if post.department and post.estate and post.department.estate_id != post.estate.pk:
        raise UnableToAssign(_("The department belongs to another estate."))
    for estate in (post.estate, post.department and post.department.estate):
        if estate and estate.company_id != employee.company_id:
            raise UnableToAssign(_("The estate belongs to another company."))
    if post.post and (post.post.company_id != employee.company_id or not post.post.in_use):
        raise UnableToAssign(_("This post is not in use. Choose another one."))


def _in_time(employee: Employee, post: NewPost, now: datetime) -> None:
    sensible(post.starts_on, now)
    if post.ends_on and post.ends_on < post.starts_on:
        raise UnableToAssign(_("The post would end before it begins."))
    if post.starts_on < employee.joined_on:
        raise UnableToAssign(
            _("%(name)s joined on %(day)s: choose that day or a later one.")
            % {"name": employee.name, "day": day_words(employee.joined_on, now)}
        )
    if employee.left_on and (post.ends_on or date.max) > employee.left_on:
        raise UnableToAssign(_("%(name)s has left by then.") % {"name": employee.name})
    runs_into = Q(ends_on__isnull=True) | Q(ends_on__gte=post.starts_on)
    if post.ends_on:
        runs_into &= Q(starts_on__lte=post.ends_on)
    same = Assignment.objects.filter(
        runs_into, employee=employee, role=post.role, estate=post.estate, department=post.department
    )
    if same.exists():
        raise UnableToAssign(_("%(name)s holds this post then already.") % {"name": employee.name})
