"""What was measured, and what it says of its figure."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Company, Estate
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.models import IMMUTABLE
from jujiao.promises.one_place import ONE_PLACE
from jujiao.rules.clocks import SHANGHAI


class Comparison(ColouredChoices):
    """How a value keeps its figure; see `rules.measuring`."""

    BELOW = "below", "secondary", _("less than")
    AT_MOST = "at_most", "secondary", _("at most")


class Grade(ColouredChoices):
    """How far the source of a value is to be believed."""

    MEASURED = "measured", "blue", _("Measured")
    UPPER_BOUND = "upper_bound", "yellow", _("No more than this")
    BY_HAND = "by_hand", "secondary", _("Typed in by hand")


class Verdict(ColouredChoices):
    """What a value says of its figure."""

    KEPT = "kept", "green", _("Kept")
    LATE = "late", "red", _("Late")
    MISSED = "missed", "red", _("Missed")
    LEFT_OUT = "left_out", "secondary", _("Counted apart")


class Measurement(models.Model):
    """One thing that was measured about a subject (测量), under the rulebook version of then: rows never change.

    `value` and `limit` are in `unit`, the figure's own; no value where what was waited for never came. `happened_at` is
    when it began, `day` the local day of that: an event belongs to the day on which it began. `kind` is one that a
    chapter has declared (`kernel.record.subjects`), `seq` counts within subject and kind; `department` and `employee`
    are those whose work it was, where that is known."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    subject_label = models.CharField(max_length=120)
    kind = models.CharField(max_length=60)
    seq = models.PositiveIntegerField()
    clause = models.CharField(max_length=10)
    rulebook_version = models.ForeignKey(RulebookVersion, on_delete=models.PROTECT, related_name="+", db_index=False)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+", db_index=False)
    estate = models.ForeignKey(Estate, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey(Department, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    employee = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    happened_at = models.DateTimeField()
    day = models.GeneratedField(
        expression=TruncDate("happened_at", tzinfo=SHANGHAI), output_field=models.DateField(), db_persist=True
    )
    value = models.DecimalField(max_digits=15, decimal_places=6, null=True)
    unit = models.CharField(max_length=20)
    limit = models.DecimalField(max_digits=15, decimal_places=6)
    comparison = models.CharField(max_length=8, choices=Comparison.choices)
    grade = models.CharField(max_length=12, choices=Grade.choices)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject_kind", "subject_id", "kind", "seq"], name="measured_once"),
            models.CheckConstraint(
                condition=Q(verdict="left_out")
                | ~Q(grade="by_hand")
                & (
                    Q(verdict="missed", value__isnull=True)
                    | Q(value__isnull=False)
                    & (
                        Q(verdict="kept", comparison="below", value__lt=F("limit"))
                        | Q(verdict="kept", comparison="at_most", value__lte=F("limit"))
                        | Q(verdict="late", grade="measured", comparison="below", value__gte=F("limit"))
                        | Q(verdict="late", grade="measured", comparison="at_most", value__gt=F("limit"))
                    )
                ),
                name="measured_verdict_follows",
            ),
            models.CheckConstraint(
                condition=Q(estate__isnull=False) | Q(department__isnull=True), name="measured_department_at_its_estate"
            ),
            models.CheckConstraint(condition=Q(recorded_at__gte=F("happened_at")), name="measured_when_over"),
        ]
        indexes = [
            models.Index(fields=["company", "kind", "-happened_at", "-id"], name="measured_in_company"),
            models.Index(fields=["estate", "kind", "day"], name="measured_at_estate"),
            models.Index(
                fields=["employee", "kind", "day"], condition=Q(employee__isnull=False), name="measured_of_employee"
            ),
        ]
        triggers = [*IMMUTABLE, ONE_PLACE]
