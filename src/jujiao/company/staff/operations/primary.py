"""Which of several posts is an employee's first one (主岗)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jujiao.company.staff.models import Assignment, PrimaryPost
from jujiao.company.staff.operations.keeping import locked, sensible
from jujiao.company.staff.permissions import permit_post
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.timeline import note

ONE_DAY = timedelta(days=1)


class UnableToMakePrimary(UnableTo):
    """The post is not held on that day, or is the first one already."""


@transaction.atomic
def make_primary(*, post: Assignment, starts_on: date, actor: Viewer, now: datetime) -> PrimaryPost:
    """Makes a post its holder's first one from a day on. The one before it ends with the day before, and one that is
    to begin later begins then all the same."""
    employee = locked(post.employee)
    post = Assignment.objects.select_related("estate").get(pk=post.pk)
    permit_post(actor, employee, Role(post.role), post.estate)
    sensible(starts_on, now)
    if starts_on < post.starts_on or (post.ends_on and starts_on > post.ends_on):
        raise UnableToMakePrimary(_("The post is not held on that day."))
    rows = PrimaryPost.objects.filter(employee=employee)
    running = rows.filter(_from(starts_on), starts_on__lte=starts_on).first()
    if running and running.assignment_id == post.pk:
        raise UnableToMakePrimary(_("This is the first post already."))
    if running and running.starts_on == starts_on:
        running.delete()
    elif running:
        running.ends_on = starts_on - ONE_DAY
        running.save(update_fields=["ends_on"])
    later = rows.filter(starts_on__gt=starts_on).order_by("starts_on").first()
    ends = [day for day in (post.ends_on, later and later.starts_on - ONE_DAY) if day]
    made = PrimaryPost.objects.create(
        employee=employee, assignment=post, starts_on=starts_on, ends_on=min(ends, default=None)
    )
    note(employee, "make_primary", actor, now, estate_id=post.estate_id, post=post.pk, title=post.title, day=starts_on)
    return made


def first_if_none(given: Assignment) -> None:
    """Makes a new post the first one of whoever has none in all of its time."""
    others = PrimaryPost.objects.filter(_from(given.starts_on), employee=given.employee)
    if given.ends_on:
        others = others.filter(starts_on__lte=given.ends_on)
    if not others.exists():
        PrimaryPost.objects.create(
            employee=given.employee, assignment=given, starts_on=given.starts_on, ends_on=given.ends_on
        )


def _from(day: date) -> Q:
    """Rows that have not ended before `day`."""
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day)
