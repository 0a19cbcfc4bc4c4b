"""Numbers that are to be called back."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Employee
from jujiao.kernel.choices import ColouredChoices
from jujiao.rules.phones import LONGEST


class CallBackEnd(ColouredChoices):
    """How it ended."""

    REACHED = "reached", "green", _("Called back and reached")
    CALLED_AGAIN = "called_again", "green", _("They called again and were answered")
    NOT_MISSED = "answered", "secondary", _("Was not missed, as the exchange told later")
    UNREACHABLE = "unreachable", "secondary", _("Could not be reached")


class CallBack(models.Model):
    """A number whose call was missed and who is to be called back (回拨): one that waits for each number and estate,
    however often they call. No copy is kept of its changes: the number goes after some months."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="call_backs", db_index=False)
    number = models.CharField(pgettext_lazy("of a call", "number"), max_length=LONGEST)
    missed_at = models.DateTimeField(_("missed at"))
    tries = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=20, choices=CallBackEnd.choices, blank=True)
    ended_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["estate", "number"], condition=Q(ended_at=None) & ~Q(number=""), name="call_back_one_runs"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | Q(ended_at__isnull=False) & ~Q(end=""),
                name="call_back_ends_somehow",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("missed_at")), name="call_back_times_in_order"
            ),
        ]
        indexes = [models.Index(fields=["estate", "-missed_at", "-id"], name="call_back_of_estate")]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def end_choice(self) -> CallBackEnd | None:
        return CallBackEnd(self.end) if self.end else None


class CallBackTry(models.Model):
    """Somebody called back and nobody answered."""

    call_back = models.ForeignKey(CallBack, on_delete=models.PROTECT, related_name="tried")
    at = models.DateTimeField()
    employee = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
