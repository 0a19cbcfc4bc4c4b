"""How people wish to be told."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from jujiao.rules.telling import Quiet, Wish


class Preference(models.Model):
    """How a person wishes to be told (通知设置); who has no row wants every way, at every hour.

    `no_mail` and `no_system` are the keys of the groups of notices of which they want no mail, or which their device
    shall not show. Quiet hours (免打扰) are of every day, by the clock of Shanghai; `on_duty_until` is when a duty ends
    during which they do not hold for what the work brings. `order` are the channels by which messages go to them: the
    first, and each other where the one before it has failed; none is the usual one alone."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="preference"
    )
    no_mail = ArrayField(models.CharField(max_length=30), default=list)
    no_system = ArrayField(models.CharField(max_length=30), default=list)
    order = ArrayField(models.CharField(max_length=10), default=list, db_default=[])
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    on_duty_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | models.Q(quiet_from__isnull=False, quiet_until__isnull=False)
                & ~models.Q(quiet_from=models.F("quiet_until")),
                name="quiet_hours_have_both_ends",
            )
        ]

    @property
    def quiet(self) -> Quiet | None:
        """The person's quiet hours."""
        if self.quiet_from is None or self.quiet_until is None:
            return None
        return Quiet(self.quiet_from, self.quiet_until)

    def wish(self, group: str) -> Wish:
        """What they want of a group of notices."""
        return Wish(mail=group not in self.no_mail, system=group not in self.no_system)

    def on_duty(self, now: datetime) -> bool:
        """Whether they have said that they are on duty."""
        return self.on_duty_until is not None and now < self.on_duty_until
