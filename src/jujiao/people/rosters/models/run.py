"""Searches for a roster: how far each is, and what it has come to."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.choices import ColouredChoices
from jujiao.people.rosters.models.roster import Roster


class RunState(ColouredChoices):
    """How far a search is."""

    WAITING = "waiting", "secondary", _("Waiting")
    RUNNING = "running", "blue", _("Searching")
    ENDED = "ended", "green", _("Found")
    STOPPED = "stopped", "yellow", _("Stopped")
    FAILED = "failed", "red", _("Failed")
    IMPOSSIBLE = "impossible", "orange", _("Cannot be done")


GOING = (RunState.WAITING, RunState.RUNNING)


@pghistory.track(exclude=["heard_at", "cost", "bound", "seconds", "problem_digest", "proposal"])
class RosterRun(models.Model):
    """One search for a roster (自动排班): one goes on at a time.

    `roster_version` is the roster's when it began, `problem_digest` tells whether anything else that it reads has
    changed since. `cost`, `bound` and `seconds` are the latest heard of it, at `heard_at`. `proposal`: who is planned
    for what, `[employee, post to be covered, start, end]` each; null as long as there is none. `sentences`: why it
    cannot be done, each `{"message", "params"}` to be said in the reader's language."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="runs")
    seed = models.PositiveIntegerField(_("seed"))
    limit = models.PositiveSmallIntegerField(_("seconds at most"))
    state = models.CharField(_("state"), max_length=12, choices=RunState.choices, default=RunState.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"))
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    stop_asked = models.BooleanField(_("stop asked"), default=False)
    roster_version = models.PositiveIntegerField(null=True)
    problem_digest = models.CharField(max_length=64, blank=True)
    cost = models.FloatField(null=True)
    bound = models.FloatField(null=True)
    seconds = models.FloatField(default=0)
    proposal = models.JSONField(null=True)
    sentences = models.JSONField(default=list)
    taken_at = models.DateTimeField(_("adopted at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roster"], condition=Q(state__in=GOING), name="roster_run_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(state__in=GOING, ended_at__isnull=True) | ~Q(state__in=GOING) & Q(ended_at__isnull=False),
                name="roster_run_ended_when",
            ),
        ]

    @property
    def state_choice(self) -> RunState:
        return RunState(self.state)

    @property
    def going(self) -> bool:
        return self.state in GOING

    @property
    def proved(self) -> bool:
        """Whether no roster is better than this one."""
        return self.cost is not None and self.bound is not None and self.cost <= self.bound
