"""The ledger of promises and the alarms that fired for them."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.staffing import Debtor
from jujiao.company.estates.models import Company, Estate
from jujiao.company.estates.place import Place
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.models import IMMUTABLE
from jujiao.kernel.record.access import Role
from jujiao.promises.measured.models import Measurement
from jujiao.promises.one_place import ONE_PLACE

__all__ = ["Alarm", "Custody", "Measurement", "Promise", "PromiseState", "Rung", "Unit"]


class PromiseState(ColouredChoices):
    """How a promise stands. Late is no state: it is `coalesce(done_at, now) > due_at`."""

    RUNNING = "running", "blue", _("Running")
    MET = "met", "green", _("Done")
    CANCELLED = "cancelled", "secondary", _("Cancelled")
    SUPERSEDED = "superseded", "secondary", _("Replaced")


class Unit(ColouredChoices):
    """The clocks; see `rules.figure.clock_of`."""

    ELAPSED = "elapsed", "secondary", _("Hours, day and night")
    WORKING_DAYS = "working_days", "secondary", _("Working days")
    CALENDAR_DAYS = "calendar_days", "secondary", _("Calendar days")
    DAY_OF_MONTH = "day_of_month", "secondary", _("Day of the month")
    WORKING_DAY_OF_MONTH = "working_day_of_month", "secondary", _("Working day of the month")


@pghistory.track()
class Promise(models.Model):
    """One duty with a time (承诺时限): who owes what to whom, by when, under which clause, and how it ended.

    Who owes is said by `employee`, `department` and `role`, see `Debtor`; where, by `company` and `estate` (none for
    what concerns the company alone); to whom, by `owed_to_kind` and `owed_to_id`: a resident, an employee, a company,
    or another kind of subject ("" and none where nobody can be named). `kind` is the key of one that a chapter has
    declared (`kernel.record.subjects`).
    `started_at`, `due_at`, `done_at`, `next_alarm_at` are instants; `done_at` is when the promise ended, however
    it ended, so a promise that was replaced or cancelled after its due time keeps its miss."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField(default=1)
    seq = models.PositiveSmallIntegerField(default=1)
    clause = models.CharField(max_length=10)
    rulebook_version = models.ForeignKey(RulebookVersion, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=20, choices=Unit.choices)
    quantity = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    agreed = models.BooleanField(default=False)
    provisional = models.BooleanField(default=False)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+", db_index=False)
    # `promise_of_estate` serves what is asked of an estate: what runs there.
    estate = models.ForeignKey(Estate, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="promises")
    employee = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="promises")
    role = models.CharField(max_length=20, blank=True, choices=Role.choices)
    owed_to_kind = models.CharField(max_length=30, blank=True)
    owed_to_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=12, choices=PromiseState.choices, default=PromiseState.RUNNING)
    done_at = models.DateTimeField(null=True)
    next_alarm_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "kind", "round", "seq"], name="promise_once"),
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "kind", "round"],
                condition=Q(state="running"),
                name="promise_one_running",
            ),
            models.CheckConstraint(
                condition=Q(state="running", done_at__isnull=True) | (~Q(state="running") & Q(done_at__isnull=False)),
                name="promise_ended_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="running") | Q(next_alarm_at__isnull=True), name="promise_ended_is_silent"
            ),
            models.CheckConstraint(
                condition=Q(owed_to_kind="", owed_to_id__isnull=True)
                | ~Q(owed_to_kind="") & Q(owed_to_id__isnull=False),
                name="promise_owed_to_somebody_or_nobody",
            ),
            models.CheckConstraint(
                condition=Q(estate__isnull=False) | Q(department__isnull=True), name="promise_department_at_its_estate"
            ),
            models.CheckConstraint(
                condition=Q(estate__isnull=False) | Q(employee__isnull=False) | ~Q(role=""),
                name="promise_of_the_company_is_somebodys",
            ),
        ]
        indexes = [
            models.Index(fields=["next_alarm_at"], condition=Q(state="running"), name="promise_alarms"),
            models.Index(fields=["due_at", "id"], condition=Q(state="running"), name="promise_by_due"),
            models.Index(fields=["estate", "due_at", "id"], condition=Q(state="running"), name="promise_of_estate"),
            models.Index(
                fields=["employee", "due_at", "id"],
                condition=Q(state="running", employee__isnull=False),
                name="promise_of_employee",
            ),
            models.Index(
                fields=["department", "due_at", "id"],
                condition=Q(state="running", department__isnull=False),
                name="promise_of_department",
            ),
            # What nobody is named for, of a department, of the desk, and of a post, see `owing`.
            models.Index(
                fields=["department", "role", "due_at", "id"],
                condition=Q(state="running", employee__isnull=True, department__isnull=False),
                name="promise_untaken",
            ),
            models.Index(
                fields=["estate", "due_at", "id"],
                condition=Q(state="running", role="", employee__isnull=True, department__isnull=True),
                name="promise_of_desk",
            ),
            models.Index(
                fields=["role", "estate", "due_at", "id"],
                condition=Q(state="running", employee__isnull=True, role__gt=""),
                name="promise_of_post",
            ),
            # For how many were kept of those that fell due in a week: rows come in the order of time.
            BrinIndex(fields=["due_at"], pages_per_range=32, autosummarize=True, name="promise_fell_due"),
            models.Index(
                fields=["owed_to_id", "owed_to_kind"], condition=Q(owed_to_id__isnull=False), name="promise_owed_to"
            ),
            models.Index(
                fields=["estate", "due_at"], condition=Q(state="running", provisional=True), name="promise_provisional"
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="ends_once",
                field="state",
                transitions=[("running", "met"), ("running", "cancelled"), ("running", "superseded")],
            ),
            pgtrigger.Protect(
                name="given_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__due_at__df=pgtrigger.F("new__due_at"), old__provisional=False)
                | pgtrigger.Q(old__started_at__df=pgtrigger.F("new__started_at"))
                | (~pgtrigger.Q(old__state="running") & pgtrigger.Q(old__done_at__df=pgtrigger.F("new__done_at"))),
            ),
            pgtrigger.Protect(name="keep_rows", operation=pgtrigger.Delete),
            ONE_PLACE,
        ]

    @property
    def place(self) -> Place:
        return Place(self.company_id, self.estate_id)

    @property
    def debtor(self) -> Debtor:
        return Debtor(self.department_id, self.employee_id, Role(self.role) if self.role else None)

    @property
    def ended(self) -> bool:
        return self.state != PromiseState.RUNNING


TENURE = models.Func("from_at", "until_at", function="tstzrange", output_field=DateTimeRangeField())
"""The time of holding a case, from its start until before its end, without end while it is held."""


@pghistory.track()
class Custody(models.Model):
    """Who held a case, from when until when (经手); `employee` is empty until somebody takes it up, `reason` says why
    it was given back. Who worked on a case is asked here: a promise names who owes it now, each hand-over another one.

    What serves its look-ups begins with the subject; by department or employee alone nothing is looked for."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    round = models.PositiveSmallIntegerField()
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    employee = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="custody_never_overlaps",
                expressions=[
                    ("subject_kind", RangeOperators.EQUAL),
                    ("subject_id", RangeOperators.EQUAL),
                    (TENURE, RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(department__isnull=False) | Q(employee__isnull=False), name="custody_of_somebody"
            ),
        ]
        indexes = [models.Index(fields=["subject_id", "subject_kind"], name="custody_of_subject")]


class Rung(ColouredChoices):
    """The rungs of the escalation ladder, lowest first."""

    HALF = "half", "secondary", _("Half of the time gone")
    THREE_QUARTERS = "three_quarters", "yellow", _("Three quarters gone")
    DUE = "due", "orange", _("Due: the head is told")
    MANAGER = "manager", "red", _("Late: the estate manager is told")
    COMPANY = "company", "red", _("Late: the company is told")


class Alarm(models.Model):
    """A rung that fired for a promise, once, and whom it told (names as of then)."""

    # `alarm_once` begins with it and serves as its index.
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="alarms", db_index=False)
    rung = models.CharField(max_length=15, choices=Rung.choices)
    fired_at = models.DateTimeField()
    told = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["promise", "rung"], name="alarm_once")]
        triggers = IMMUTABLE
