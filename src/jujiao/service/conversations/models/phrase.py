"""Texts with blanks that answers are made of, in versions that stay."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Company, Estate
from jujiao.company.staff.models import Employee
from jujiao.kernel.models import IMMUTABLE
from jujiao.rules.service.conversations import LONGEST


@pghistory.track()
class Phrase(models.Model):
    """A text that clerks answer with (快捷回复), of a company, or of one of its estates alone. `short` is what they
    type to find it."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    estate = models.ForeignKey(
        Estate, verbose_name=_("estate"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(_("title"), max_length=40)
    short = models.CharField(_("short form"), max_length=20, blank=True)
    in_use = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "estate", "title"], name="phrase_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.title


class PhraseVersion(models.Model):
    """One wording, from when it was published until the next one was: rows never change."""

    phrase = models.ForeignKey(Phrase, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    text = models.CharField(_("wording"), max_length=LONGEST)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["phrase", "number"], name="phrase_version_once")]
        triggers = IMMUTABLE
