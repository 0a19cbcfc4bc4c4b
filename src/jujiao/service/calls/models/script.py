"""What is said on the telephone (话术): texts with blanks, in versions that stay."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Company, Estate
from jujiao.company.staff.models import Employee
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.models import IMMUTABLE


class Occasion(ColouredChoices):
    """When a text is said."""

    GREETING = "greeting", "blue", _("Greeting")
    ENQUIRY = "enquiry", "secondary", _("Enquiry")
    COMPLAINT = "complaint", "secondary", _("Complaint")
    SUGGESTION = "suggestion", "secondary", _("Suggestion or praise")
    CALLING_BACK = "calling_back", "secondary", _("Calling back")
    FAREWELL = "farewell", "secondary", _("Saying good-bye")


@pghistory.track()
class Script(models.Model):
    """What is said on one occasion, by a company, or at one of its estates in its own words."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="scripts")
    estate = models.ForeignKey(Estate, null=True, blank=True, on_delete=models.PROTECT, related_name="scripts")
    occasion = models.CharField(_("occasion"), max_length=20, choices=Occasion.choices)
    in_use = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "estate", "occasion"], name="script_once", nulls_distinct=False)
        ]

    @property
    def occasion_choice(self) -> Occasion:
        return Occasion(self.occasion)


class ScriptVersion(models.Model):
    """One wording of a script, from when it was published until the next one was: rows never change."""

    script = models.ForeignKey(Script, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    text = models.CharField(_("wording"), max_length=2000)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["script", "number"], name="script_version_once")]
        triggers = IMMUTABLE
