"""Lists that come in, and workbooks that go out."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Company, Estate
from jujiao.kernel.choices import ColouredChoices


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
