"""What is kept beside a complaint: what was agreed, and who tried to follow up."""

from django.db import models
from django.db.models import Q

from jujiao.company.staff.models import Employee
from jujiao.kernel.models import IMMUTABLE
from jujiao.service.complaints.models.choices import Channel
from jujiao.service.complaints.models.complaint import Complaint


class Conversion(models.Model):
    """The owner's consent to other times (3.2.2): who agreed, when, on which channel, to what."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="conversions")
    round = models.PositiveSmallIntegerField()
    agreed_by = models.CharField(max_length=80)
    agreed_at = models.DateTimeField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    due_at = models.DateTimeField()
    report_every_hours = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)

    class Meta:
        triggers = IMMUTABLE


class FollowUpAttempt(models.Model):
    """One try to ask the owner (回访, 3.2.3). `score` 1–5 where the owner was reached and rated, `call_at` where they
    were reached and named another time. `corrects`: the wrong score that this one stands for."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="follow_up_attempts")
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    employee = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    reached = models.BooleanField()
    score = models.PositiveSmallIntegerField(null=True)
    reasons = models.CharField(max_length=500, blank=True)
    call_at = models.DateTimeField(null=True)
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(call_at__isnull=True) | Q(reached=True, score__isnull=True),
                name="follow_up_appointment_from_owner",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(reached=True, score__gte=1, score__lte=5),
                name="follow_up_score_from_owner",
            ),
        ]
        triggers = IMMUTABLE
