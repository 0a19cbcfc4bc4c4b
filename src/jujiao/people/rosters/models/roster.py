"""Rosters: which posts, which days, how far they are, and who has seen them."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.models import DutyPost
from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Employee
from jujiao.kernel.choices import ColouredChoices

DAYS = Func("first", "last", Value("[]"), function="daterange", output_field=DateRangeField())
"""The local days of a roster, both ends included."""


class RosterState(ColouredChoices):
    """How far a roster is. A withdrawn one (撤回) had never been published; nothing of it is left but its timeline."""

    DRAFT = "draft", "yellow", _("Draft")
    PUBLISHED = "published", "green", _("Published")
    WITHDRAWN = "withdrawn", "secondary", _("Withdrawn")


class Scheme(ColouredChoices):
    """By which hours people work (工时制): those of each week, or averaged over an approved period (综合计算工时)."""

    STANDARD = "standard", "secondary", _("Standard hours")
    AVERAGED = "averaged", "purple", _("Hours averaged over a period")


@pghistory.track()
class Roster(models.Model):
    """A roster (排班表) of some posts of one estate, for the local days from `first` to `last`, both included.

    Its duties are those of its posts that start on its days (`company.duty.models.Duty`): drafts until it is published.
    `version` counts every change of it and of its duties. The averaged scheme has the number of its approval (审批文号)
    and the local days of its own period."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="rosters")
    posts = models.ManyToManyField(DutyPost, through="RosterPost", related_name="rosters")
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    state = models.CharField(_("state"), max_length=10, choices=RosterState.choices, default=RosterState.DRAFT)
    scheme = models.CharField(_("hours"), max_length=10, choices=Scheme.choices, default=Scheme.STANDARD)
    approval_number = models.CharField(_("approval number"), max_length=60, blank=True)
    period_first = models.DateField(_("period from"), null=True, blank=True)
    period_last = models.DateField(_("period until"), null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="roster_days_in_order"),
            models.CheckConstraint(
                condition=Q(state=RosterState.PUBLISHED, published_at__isnull=False)
                | ~Q(state=RosterState.PUBLISHED) & Q(published_at__isnull=True),
                name="roster_published_when",
            ),
            models.CheckConstraint(
                condition=Q(
                    scheme=Scheme.STANDARD, approval_number="", period_first__isnull=True, period_last__isnull=True
                )
                | Q(scheme=Scheme.AVERAGED, period_first__lte=F("first"), period_last__gte=F("last"))
                & ~Q(approval_number=""),
                name="roster_scheme_is_approved",
            ),
        ]
        indexes = [models.Index(fields=["estate", "first"], name="roster_of_estate")]

    @property
    def state_choice(self) -> RosterState:
        return RosterState(self.state)

    @property
    def scheme_choice(self) -> Scheme:
        return Scheme(self.scheme)

    @property
    def draft(self) -> bool:
        return self.state == RosterState.DRAFT

    @property
    def published(self) -> bool:
        return self.state == RosterState.PUBLISHED


@pghistory.track()
class RosterPost(models.Model):
    """A post of a roster, with the roster's days: one post is on one roster a day. Not `in_force` once the roster is
    withdrawn."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="roster_posts")
    duty_post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="roster_posts", db_index=False)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    in_force = models.BooleanField(_("in force"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roster", "duty_post"], name="roster_post_once"),
            ExclusionConstraint(
                name="roster_one_a_day",
                expressions=[("duty_post", RangeOperators.EQUAL), (DAYS, RangeOperators.OVERLAPS)],
                condition=Q(in_force=True),
            ),
        ]


@pghistory.track()
class RosterReceipt(models.Model):
    """That somebody was told of their duties in a published roster (last at `told_at`), and when they said that they
    have seen them (确认): null again when their duties have changed since."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="receipts")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="roster_receipts")
    told_at = models.DateTimeField(_("told at"))
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["roster", "employee"], name="roster_receipt_once"),
            models.CheckConstraint(
                condition=Q(acknowledged_at__isnull=True) | Q(acknowledged_at__gte=F("told_at")),
                name="roster_receipt_in_order",
            ),
        ]
