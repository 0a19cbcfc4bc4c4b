"""Calls that the house owes because no message reached somebody."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Person
from jujiao.company.staff.models import Employee
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.record.subjects import Subject
from jujiao.rules.phones import NORMAL


class CallEnd(ColouredChoices):
    """How a call to make ended. Told otherwise: the person heard it before anybody called."""

    REACHED = "reached", "green", _("Reached")
    WRONG_NUMBER = "wrong_number", "red", _("Number wrong")
    OVERTAKEN = "overtaken", "secondary", _("Told otherwise")


class CallTask(models.Model):
    """Somebody is to be called about one subject (待致电): no way out of the house reaches them, or all have failed.
    The notices that point to it are what is to be said; one more of the same subject joins a call that waits.

    `person` is none where nothing but a number is known, `phone` "" where not even that is. `due_at` is when the first
    of the promises falls due that the call keeps, none where nothing was promised. `place_at` is its place in the list:
    its due time, or a day after it came to be."""

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    estate_id = models.BigIntegerField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(max_length=20, blank=True)
    due_at = models.DateTimeField(null=True)
    place_at = models.DateTimeField()
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    outcome = models.CharField(max_length=12, choices=CallEnd.choices, blank=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "person", "phone"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="call_one_waiting",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at__isnull=True) | ~Q(outcome="") & Q(ended_at__isnull=False),
                name="call_ended_has_outcome",
            ),
            models.CheckConstraint(condition=Q(phone="") | Q(phone__regex=NORMAL), name="call_phone_normal"),
        ]
        indexes = [
            models.Index(
                fields=["estate_id", "place_at", "id"], condition=Q(ended_at__isnull=True), name="call_waiting"
            )
        ]

    @property
    def subject(self) -> Subject:
        """What it is about."""
        return Subject(self.subject_kind, self.subject_id)

    @property
    def waits(self) -> bool:
        """Whether it is still to be made."""
        return self.ended_at is None


class CallTry(models.Model):
    """A call that nobody answered."""

    task = models.ForeignKey(CallTask, on_delete=models.CASCADE, related_name="tries")
    at = models.DateTimeField()
    employee = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
