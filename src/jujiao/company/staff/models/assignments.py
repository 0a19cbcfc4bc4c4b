"""The posts that employees hold, and which of them is the first."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Estate
from jujiao.company.staff.models.departments import Department
from jujiao.company.staff.models.employees import Employee
from jujiao.company.staff.models.guards import PRIMARY_ENDS, PRIMARY_WITHIN
from jujiao.company.staff.models.posts import Post
from jujiao.company.staff.models.ranges import DAYS, IN_ORDER
from jujiao.kernel.record.access import Role


@pghistory.track()
class Assignment(models.Model):
    """A post that an employee holds (任职): a role, at one estate or (None) at all, in a department where it has one.

    `post` is which of the company's posts it is; without one it asks of its holder what the role and the department
    ask. `title` is what stands on the badge. Dates are inclusive and local; an employee may hold several, in several
    estates."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(_("role"), max_length=20, choices=[c for c in Role.choices if c[0] != Role.OWNER])
    estate = models.ForeignKey(Estate, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    title = models.CharField(_("post"), max_length=60)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="assignment_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=["member", "head"]) | models.Q(department__isnull=False),
                name="assignment_department_named",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=["company", "auditor", "sysadmin", "administration"])
                | models.Q(estate__isnull=False),
                name="assignment_estate_named",
            ),
        ]
        indexes = [models.Index(fields=["estate", "role"], name="assignment_by_role")]
        triggers = [PRIMARY_ENDS]

    @property
    def role_choice(self) -> Role:
        return Role(self.role)


@pghistory.track()
class PrimaryPost(models.Model):
    """Which post is an employee's first one (主岗), from its first to its last day: never two at a time. Another one
    ends this row and begins its own, so what was the case stays written."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+", db_index=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="primary")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=IN_ORDER, name="primary_days_in_order"),
            ExclusionConstraint(
                name="primary_one_at_a_time",
                expressions=[("employee", RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
            ),
        ]
        triggers = [PRIMARY_WITHIN]
