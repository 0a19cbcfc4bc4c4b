"""The rulebook: which figures are in force, since when, made known how, read by whom."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Company, Estate
from jujiao.kernel.choices import ColouredChoices


class VersionState(ColouredChoices):
    DRAFT = "draft", "secondary", _("Draft")
    PUBLISHED = "published", "green", _("Published")


@pghistory.track()
class RulebookVersion(models.Model):
    """One version of the regulation's figures (规章版本). Published with proof that it was made known (劳动合同法 4);
    in force from `effective_from` until the next one; never changed after publication."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="rulebook_versions")
    number = models.PositiveIntegerField(_("version"))
    state = models.CharField(max_length=10, choices=VersionState.choices, default=VersionState.DRAFT)
    note = models.CharField(_("what changes"), max_length=200, blank=True)
    effective_from = models.DateTimeField(_("in force from"), null=True, blank=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    proof = models.TextField(_("how it was made known"), blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "number"], name="rulebook_version_once"),
            models.CheckConstraint(
                condition=models.Q(state="draft")
                | (models.Q(effective_from__isnull=False, published_at__isnull=False) & ~models.Q(proof="")),
                name="rulebook_published_with_proof",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="published"),
            )
        ]

    @property
    def state_choice(self) -> VersionState:
        return VersionState(self.state)


class FigureKind(ColouredChoices):
    REGULATION = "regulation", "blue", _("Regulation")
    HOUSE = "house", "teal", _("House figure")
    PRESET = "preset", "secondary", _("Preset")


@pghistory.track()
class Parameter(models.Model):
    """One figure of a version (参数), for every estate or, where `estate` is set, for that one instead."""

    rulebook_version = models.ForeignKey(RulebookVersion, on_delete=models.CASCADE, related_name="parameters")
    estate = models.ForeignKey(Estate, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=12, decimal_places=3)
    unit = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=FigureKind.choices)
    clause = models.CharField(max_length=10)
    source = models.CharField(max_length=200)
    enabled = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rulebook_version", "key", "estate"], name="parameter_once", nulls_distinct=False
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("published", "boolean")],
                func="""
                    -- Both sides of a move count; FOR SHARE waits for a publication that is under way.
                    SELECT bool_or(held.state = 'published') INTO published FROM (
                        SELECT state FROM rulebook_rulebookversion
                            WHERE id IN (NEW.rulebook_version_id, OLD.rulebook_version_id) FOR SHARE
                    ) AS held;
                    IF published THEN
                        RAISE EXCEPTION 'figures of a published rulebook version never change';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            )
        ]


@pghistory.track()
class Acknowledgement(models.Model):
    """That a person has read a published version (已阅)."""

    rulebook_version = models.ForeignKey(RulebookVersion, on_delete=models.PROTECT, related_name="acknowledgements")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rulebook_version", "user"], name="acknowledged_once")]
