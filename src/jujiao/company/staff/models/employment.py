"""When somebody was employed, by which contracts, and what is on file about them."""

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.estates.models import Company
from jujiao.company.staff.models.employees import Employee
from jujiao.company.staff.models.guards import EMPLOYEE_FOLLOWS
from jujiao.company.staff.models.ranges import DAYS, IN_ORDER
from jujiao.kernel.choices import ColouredChoices


class EmploymentForm(ColouredChoices):
    """How somebody is employed (用工形式)."""

    FULL_TIME = "full_time", "blue", _("Full time")
    PART_TIME = "part_time", "teal", _("Part time")
    DISPATCHED = "dispatched", "orange", _("Sent by an agency")
    RETIRED = "retired", "purple", _("Retired, employed again")
    TRAINEE = "trainee", "yellow", _("Trainee")


@pghistory.track()
class Employment(models.Model):
    """One time for which somebody is employed (用工期间), from its first to its last day; who comes back has another.

    The employee's own `joined_on` and `left_on` are the first day of the first and the last day of the last one: the
    database keeps them equal (`guards`)."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="employments")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    form = models.CharField(_("form of employment"), max_length=12, choices=EmploymentForm.choices)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=IN_ORDER, name="employment_days_in_order"),
            ExclusionConstraint(
                name="employment_one_at_a_time",
                expressions=[("employee", RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]
        triggers = [EMPLOYEE_FOLLOWS]

    @property
    def form_choice(self) -> EmploymentForm:
        return EmploymentForm(self.form)


class ContractKind(ColouredChoices):
    """How long a contract binds (劳动合同法 12)."""

    FIXED = "fixed", "blue", pgettext_lazy("kind of contract", "Fixed term")
    OPEN = "open", "teal", pgettext_lazy("kind of contract", "No fixed term")
    TASK = "task", "orange", pgettext_lazy("kind of contract", "Until a task is done")


@pghistory.track()
class Contract(models.Model):
    """A labour contract (劳动合同) within a time of employment. `signed_on` is None until both have signed."""

    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="contracts")
    kind = models.CharField(_("kind of contract"), max_length=6, choices=ContractKind.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=IN_ORDER, name="contract_days_in_order"),
            models.CheckConstraint(
                condition=Q(kind="fixed", ends_on__isnull=False)
                | Q(kind="open", ends_on__isnull=True)
                | Q(kind="task"),
                name="contract_end_by_its_kind",
            ),
            ExclusionConstraint(
                name="contract_one_at_a_time",
                expressions=[("employment", RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
            ),
        ]

    @property
    def kind_choice(self) -> ContractKind:
        return ContractKind(self.kind)


class Sex(models.TextChoices):
    FEMALE = "female", _("female")
    MALE = "male", _("male")


class PersonalFile(models.Model):
    """What the roll of employees asks (职工名册, 劳动合同法实施条例 8) and nobody else needs to know.

    Outside of the audit's pictures of rows: of a change, the timeline keeps which fields it was. The identity number is
    sealed (`identity`), shown by its first and last character (`identity_shown`), and found by its mark."""

    employee = models.OneToOneField(Employee, on_delete=models.PROTECT, related_name="file", primary_key=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+", db_index=False)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex.choices, blank=True)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    identity = models.TextField(blank=True)
    identity_mark = models.CharField(max_length=64, blank=True)
    identity_shown = models.CharField(max_length=18, blank=True)
    registered_address = models.CharField(_("registered address"), max_length=200, blank=True)
    current_address = models.CharField(_("present address"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "identity_mark"], condition=~Q(identity_mark=""), name="identity_once"
            ),
            models.CheckConstraint(
                condition=Q(identity="", identity_mark="", identity_shown="")
                | (
                    ~Q(identity="")
                    & ~Q(identity_mark="")
                    & ~Q(identity_shown="")
                    & ~Q(sex="")
                    & Q(born_on__isnull=False)
                ),
                name="identity_whole",
            ),
        ]
