"""Departments, employees, the posts they hold and who stands in for them."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Company, Estate
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.record.access import Role
from jujiao.rules.phones import NORMAL

ABSENCE = models.Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField())
"""The time of an absence, from its start until before its end."""


class DepartmentKind(ColouredChoices):
    """The kinds of department that the regulation names."""

    CUSTOMER_SERVICE = "customer_service", "blue", _("Customer service")
    ENGINEERING = "engineering", "orange", _("Engineering")
    SECURITY = "security", "red", _("Security")
    CLEANING = "cleaning", "teal", _("Cleaning")
    ADMINISTRATION = "administration", "purple", _("Administration")


@pghistory.track()
class Department(models.Model):
    """A department (部门) of one estate."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="departments")
    name = models.CharField(_("department"), max_length=60)
    kind = models.CharField(_("kind"), max_length=20, choices=DepartmentKind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "name"], name="department_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_choice(self) -> DepartmentKind:
        return DepartmentKind(self.kind)


@pghistory.track()
class Employee(models.Model):
    """A person employed by the company (员工)."""

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

    def __str__(self) -> str:
        return self.name


class PostFamily(ColouredChoices):
    """The families of posts (岗位族): those of the departments, and those who lead."""

    CUSTOMER_SERVICE = "customer_service", "blue", _("Customer service")
    ENGINEERING = "engineering", "orange", _("Engineering")
    SECURITY = "security", "red", _("Security")
    CLEANING = "cleaning", "teal", _("Cleaning")
    ADMINISTRATION = "administration", "purple", _("Administration")
    MANAGEMENT = "management", "dark", _("Management")


@pghistory.track()
class Post(models.Model):
    """A post that a company has (岗位), wherever and by whomever it is held: what later rules ask of its holder.

    `level` counts from 1, the more responsible the higher. `is_key`: a search firm may help to fill it (2.1.2).
    `is_guard`: fitness and licence are examined (2.1.3). `special_work` (特种作业): needs a certificate. One that is
    not `in_use` stays for those who held it and is given to nobody any more."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="posts")
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("post"), max_length=60)
    family = models.CharField(_("family of posts"), max_length=20, choices=PostFamily.choices)
    level = models.PositiveSmallIntegerField(_("level"))
    is_key = models.BooleanField(_("key post"), default=False)
    is_guard = models.BooleanField(_("guard"), default=False)
    special_work = models.BooleanField(_("special work"), default=False)
    in_use = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "code"], name="post_code_once"),
            models.UniqueConstraint(fields=["company", "name"], name="post_name_once"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=20), name="post_level_in_bounds"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def family_choice(self) -> PostFamily:
        return PostFamily(self.family)


@pghistory.track()
class Assignment(models.Model):
    """A post that an employee holds (岗位): a role, at one estate or (None) at all, in a department where it has one.

    Dates are inclusive and local; an employee may hold several, in several estates."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(_("role"), max_length=20, choices=[c for c in Role.choices if c[0] != Role.OWNER])
    estate = models.ForeignKey(Estate, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
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

    @property
    def role_choice(self) -> Role:
        return Role(self.role)


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


class WorkbookImport(models.Model):
    """A list that somebody sent (导入) and may have taken over. Its bytes go once it is, or the day after.

    `matching` is how the person matched its columns, by sheet; null while nobody has, which our own form needs not."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="workbook_imports")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    matching = models.JSONField(null=True)
    counts = models.JSONField(default=dict)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    taken_over_at = models.DateTimeField(null=True)


class ColumnMatching(models.Model):
    """How a company matched the columns of a list (列匹配), for the next list with the same headings.

    Of the headings only a digest is kept. `fields` are the keys of our columns in the order of the headings, "" for one
    that is left out, with "+" for a further one; `given` is what was said once for all rows. `continues_rooms`: a row
    without a room is of that of the row above."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="column_matchings")
    digest = models.CharField(max_length=64)
    form = models.CharField(max_length=12, blank=True)
    fields = models.JSONField()
    given = models.JSONField(default=dict)
    adds_rooms = models.BooleanField(default=False)
    continues_rooms = models.BooleanField(default=False, db_default=False)
    matched_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "digest"], name="column_matching_once")]


class ExportState(ColouredChoices):
    WAITING = "waiting", "yellow", _("Waiting for a second person")
    APPROVED = "approved", "blue", _("Ready to download")
    REFUSED = "refused", "red", _("Refused")
    TAKEN = "taken", "green", _("Downloaded")


@pghistory.track()
class WorkbookExport(models.Model):
    """An export of an estate's workbook (导出). With contact data it has a reason, and a second person above a number
    of rows; `rows` are those with a phone number when it was asked for."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="workbook_exports")
    contacts = models.BooleanField(_("with phone numbers"))
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    rows = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=ExportState.choices)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="export_second_person",
            ),
            models.CheckConstraint(condition=models.Q(contacts=False) | ~models.Q(reason=""), name="export_reason"),
        ]
        indexes = [models.Index(fields=["estate", "-id"], name="export_recent")]

    @property
    def state_choice(self) -> ExportState:
        return ExportState(self.state)
