"""The working-day calendar: every date explicit, with a running working-day number."""

import pghistory
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.choices import ColouredChoices


class YearState(ColouredChoices):
    DRAFT = "draft", "secondary", _("Draft")
    PUBLISHED = "published", "green", _("In force")
    REPLACED = "replaced", "secondary", _("Replaced")


@pghistory.track()
class CalendarYear(models.Model):
    """One loaded version of a year (工作日历): a draft is compared with what is in force before it is published."""

    year = models.PositiveSmallIntegerField()
    edition = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=YearState.choices, default=YearState.DRAFT)
    source = models.CharField(max_length=200)
    notice = models.JSONField(
        encoder=DjangoJSONEncoder, help_text="the yearly notice in the form of data/*.toml: holidays and sums"
    )
    loaded_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "edition"], name="calendar_edition_once"),
            models.UniqueConstraint(
                fields=["year"], condition=models.Q(state="published"), name="calendar_one_year_in_force"
            ),
        ]

    @property
    def state_choice(self) -> YearState:
        return YearState(self.state)


class Day(models.Model):
    """One date as it counts (工作日/休息日). `running` is the number of working days up to and with this date,
    over all loaded years, so that "the n-th working day after D" is one look-up."""

    date = models.DateField(primary_key=True)
    working = models.BooleanField()
    running = models.PositiveIntegerField()
    reason = models.CharField(max_length=20)
    name_zh = models.CharField(max_length=40, blank=True)
    name_en = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["running", "date"], condition=models.Q(working=True), name="nth_working_day")]
