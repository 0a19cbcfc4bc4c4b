"""Employees, and who stands in for them."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Company
from jujiao.company.staff.models.guards import SPELLS_FOLLOW
from jujiao.rules.phones import NORMAL

ABSENCE = models.Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField())
"""The time of an absence, from its start until before its end."""


@pghistory.track()
class Employee(models.Model):
    """A person employed by the company (员工). `joined_on` is the first day of all, `left_on` the last one of the
    present time of employment, None where that has no end; see `Employment`."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="employees")
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="employee")
    number = models.CharField(_("staff number"), max_length=20)
    name = models.CharField(_("name"), max_length=80)
    pinyin = models.CharField(max_length=600, blank=True)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="staff_number_once"),
            models.CheckConstraint(
                condition=models.Q(phone="") | models.Q(phone__regex=NORMAL), name="employee_phone_normal"
            ),
        ]
        indexes = [GinIndex(fields=["name"], opclasses=["gin_trgm_ops"], name="employee_name_trgm")]
        triggers = SPELLS_FOLLOW

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Deputy(models.Model):
    """Who stands in for an absent employee (代理), from `starts_at` until before `ends_at`."""

    absent = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="absences")
    deputy = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="deputizes")
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    reason = models.CharField(_("reason"), max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="deputy_times_in_order"),
            models.CheckConstraint(condition=~models.Q(absent=models.F("deputy")), name="deputy_is_another"),
            ExclusionConstraint(
                name="deputy_one_at_a_time",
                expressions=[("absent", RangeOperators.EQUAL), (ABSENCE, RangeOperators.OVERLAPS)],
            ),
        ]
