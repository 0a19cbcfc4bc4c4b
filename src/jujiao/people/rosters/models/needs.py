"""The kinds of shifts of an estate, and how many people each post to be covered needs."""

from datetime import date, datetime, timedelta
from typing import Final

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.models import DutyPost
from jujiao.company.estates.models import Estate
from jujiao.kernel.choices import ColouredChoices
from jujiao.rules.people.duty import LONGEST, Span

MINUTES: Final = int(LONGEST / timedelta(minutes=1))
"""The longest of a shift."""
MOST: Final = 50
"""People of one post and shift."""
WEEK: Final = 7


class ShiftColour(ColouredChoices):
    """The colour in which a kind of shift is shown."""

    AZURE = "azure", "azure", _("Light blue")
    BLUE = "blue", "blue", _("Blue")
    INDIGO = "indigo", "indigo", _("Indigo")
    PURPLE = "purple", "purple", _("Purple")
    TEAL = "teal", "teal", _("Teal")
    GREEN = "green", "green", _("Green")
    YELLOW = "yellow", "yellow", _("Yellow")
    ORANGE = "orange", "orange", _("Orange")


@pghistory.track()
class ShiftKind(models.Model):
    """A kind of shift (班次) of an estate: from a local time of the day for some minutes, over midnight too."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="shift_kinds")
    name = models.CharField(_("kind of shift"), max_length=20)
    starts = models.TimeField(_("begins at"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    colour = models.CharField(_("colour"), max_length=10, choices=ShiftColour.choices, default=ShiftColour.BLUE)
    in_use = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["estate", "name"], name="shift_kind_once"),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=MINUTES), name="shift_kind_length"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def colour_choice(self) -> ShiftColour:
        return ShiftColour(self.colour)

    def on(self, day: date) -> Span:
        """The time of this shift that starts on a local day."""
        start = timezone.make_aware(datetime.combine(day, self.starts))
        return Span(start, start + timedelta(minutes=self.minutes))


@pghistory.track()
class WeeklyNeed(models.Model):
    """How many people a post needs for a kind of shift that starts on each day of the week, Monday first."""

    duty_post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="weekly_needs", db_index=False)
    shift_kind = models.ForeignKey(ShiftKind, on_delete=models.PROTECT, related_name="weekly_needs")
    counts = ArrayField(models.PositiveSmallIntegerField(), size=WEEK, verbose_name=_("people by weekday"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty_post", "shift_kind"], name="weekly_need_once"),
            models.CheckConstraint(condition=Q(counts__len=WEEK), name="weekly_need_of_a_week"),
        ]


@pghistory.track()
class DatedNeed(models.Model):
    """How many people a post needs for a kind of shift that starts on one local day, instead of what its weekday says;
    perhaps none."""

    duty_post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="dated_needs", db_index=False)
    shift_kind = models.ForeignKey(ShiftKind, on_delete=models.PROTECT, related_name="dated_needs")
    day = models.DateField(_("day"))
    count = models.PositiveSmallIntegerField(_("people"))
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty_post", "shift_kind", "day"], name="dated_need_once"),
            models.CheckConstraint(condition=Q(count__lte=MOST), name="dated_need_count"),
        ]
