"""When the last day was wrong, and when somebody who left comes back."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from jujiao.company.accounts.operations import close_account, reopen_account
from jujiao.company.staff.models import Assignment, Employee, Employment, EmploymentForm
from jujiao.company.staff.operations.employees import UnableToLeave, end_posts, may_end
from jujiao.company.staff.operations.handing_over import hand_over_later
from jujiao.company.staff.operations.keeping import locked
from jujiao.company.staff.operations.posts import NewPost, give
from jujiao.company.staff.permissions import permit_over, permit_post
from jujiao.company.staff.queries import today
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note


class UnableToComeBack(UnableTo):
    """The person has not left, or has not by the first day of the new post."""


@transaction.atomic
def correct_leaving(
    *, employee: Employee, left_on: date | None, version: int, actor: Viewer, now: datetime
) -> Employee:
    """Another last day for somebody who leaves or has left; None where they do not leave at all.

    Posts that ended with the old last day end with the new one. The account is open until that day is over. What has
    been handed over stays where it is."""
    permit_over(actor, employee)
    employee = locked(employee)
    freshness.check(given=version, current=employee.version, sentence=_("Somebody has edited this employee since."))
    before = employee.left_on
    if before is None:
        raise UnableToLeave(_("%(name)s has no last day.") % {"name": employee.name})
    if left_on == before:
        return employee
    posts = Assignment.objects.filter(employee=employee, ends_on=before)
    if left_on is None:
        posts.update(ends_on=None, version=F("version") + 1)
    else:
        may_end(employee, left_on, now)
        posts.filter(starts_on__lte=left_on).update(ends_on=left_on, version=F("version") + 1)
        end_posts(employee, left_on)
    employee.left_on = left_on
    employee.version += 1
    employee.save(update_fields=["left_on", "version"])
    if left_on is None:
        note(employee, "stay", actor, now, day=before)
    else:
        note(employee, "correct_leaving", actor, now, day=left_on)
        hand_over_later(employee, now)
    if left_on is not None and left_on < today(now):
        close_account(user=employee.user, actor=actor, now=now)
    else:
        reopen_account(user=employee.user, actor=actor, now=now)
    return employee


@transaction.atomic
def come_back(
    *,
    employee: Employee,
    post: NewPost,
    version: int,
    actor: Viewer,
    now: datetime,
    form: EmploymentForm = EmploymentForm.FULL_TIME,
) -> Employee:
    """Somebody who left is employed again (返聘), with the number, account and history they had, and this post.

    The posts of before stay ended, and what was handed over stays where it is; their first day stays the one on which
    they first joined."""
    permit_over(actor, employee)
    permit_post(actor, employee, post.role, post.estate)
    employee = locked(employee)
    freshness.check(given=version, current=employee.version, sentence=_("Somebody has edited this employee since."))
    if employee.left_on is None or employee.left_on >= post.starts_on:
        raise UnableToComeBack(
            _("%(name)s has not left by then. Correct the last day instead.") % {"name": employee.name}
        )
    # A further time of employment: the database makes its end, none, that of the employee.
    Employment.objects.create(employee=employee, starts_on=post.starts_on, form=form)
    employee.left_on = None
    employee.version += 1
    employee.save(update_fields=["version"])
    given = give(employee, post, now)
    note(
        employee,
        "come_back",
        actor,
        now,
        estate_id=given.estate_id,
        day=post.starts_on,
        post=given.pk,
        title=given.title,
    )
    reopen_account(user=employee.user, actor=actor, now=now)
    return employee
