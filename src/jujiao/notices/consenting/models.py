"""Who consents to be told of offers, since when, and how they said so."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Person
from jujiao.kernel.choices import ColouredChoices


class Said(ColouredChoices):
    """The way on which somebody says yes or no."""

    ONLINE = "online", "azure", _("Themselves, online")
    DESK = "desk", "blue", _("At the front desk")
    PHONE = "phone", "teal", _("By phone")
    WRITING = "writing", "secondary", _("In writing")


@pghistory.track()
class Consent(models.Model):
    """One consent of a person to be told of offers (营销告知同意), from when it was given until it was withdrawn; with
    an account or without. Each is a row of its own: what was once given or withdrawn stays on record as it was.

    `given_by` and `withdrawn_by` are the accounts that wrote it down: the person's own, or the desk's."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    given_at = models.DateTimeField()
    given_how = models.CharField(max_length=10, choices=Said.choices)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_how = models.CharField(max_length=10, choices=Said.choices, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(withdrawn_at__isnull=True), name="consent_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_how="", withdrawn_by__isnull=True)
                | Q(withdrawn_at__gte=F("given_at")) & ~Q(withdrawn_how=""),
                name="consent_withdrawn_with_how",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="given_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False)
                | pgtrigger.Q(old__person_id__df=pgtrigger.F("new__person_id"))
                | pgtrigger.Q(old__given_at__df=pgtrigger.F("new__given_at"))
                | pgtrigger.Q(old__given_how__df=pgtrigger.F("new__given_how")),
            ),
            pgtrigger.Protect(name="keep_rows", operation=pgtrigger.Delete),
        ]
