"""Gaps in the cover of a post, months that were closed, what is handed over and by whom, and who came to the desk."""

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.models import Attendance, DutyPost
from jujiao.company.estates.models import Estate, Person, Room
from jujiao.company.staff.models import Employee
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.models import IMMUTABLE


@pghistory.track()
class Gap(models.Model):
    """A time in which nobody had signed on for a post that has to be covered (空岗), from `starts_at` until before
    `ends_at`, without end while it lasts."""

    duty_post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="gaps", db_index=False)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")), name="gap_times_in_order"
            ),
            # One at a time; it serves the look-ups by post as well.
            ExclusionConstraint(
                name="gap_one_at_a_time",
                expressions=[
                    ("duty_post", RangeOperators.EQUAL),
                    (
                        Func("starts_at", "ends_at", function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
        indexes = [models.Index(fields=["duty_post", "starts_at"], name="gap_of_post")]

    def __str__(self) -> str:
        return self.duty_post.name


class CoverMonth(models.Model):
    """A local month of a post that had to be covered every minute, closed once it was over: what was measured stays."""

    duty_post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="cover_months", db_index=False)
    month = models.DateField(_("month"))
    closed_at = models.DateTimeField(_("month closed at"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty_post", "month"], name="cover_month_once")]
        triggers = IMMUTABLE

    def __str__(self) -> str:
        return f"{self.duty_post.name} {self.month:%Y-%m}"


@pghistory.track()
class HandoverItem(models.Model):
    """One of the things that are handed over at a post (交接物品): so many keys, radios, how much in the cash box."""

    duty_post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="handover_items", db_index=False)
    name = models.CharField(_("thing handed over"), max_length=60)
    count = models.PositiveIntegerField(_("how many"), default=1)
    in_use = models.BooleanField(_("in use"), default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty_post", "name"], name="handover_item_once")]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Handover(models.Model):
    """A duty handed over (交接班): by whose attendance it was, signed at `given_at`; taken over at `taken_at`, once by
    the one who comes or, where nobody did, by the head.

    `promises` are the open promises of the post as of `given_at`, `things` what was counted then: both are frozen. A
    promise stands there by its id, kind, subject and due time, nothing that anybody wrote: whoever looks is shown what
    they may know."""

    attendance = models.OneToOneField(Attendance, on_delete=models.PROTECT, related_name="handover")
    given_at = models.DateTimeField(_("handed over at"))
    note = models.CharField(_("note"), max_length=1000, blank=True)
    promises = models.JSONField(_("open promises"), default=list)
    things = models.JSONField(_("things handed over"), default=list)
    taken_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="handovers_taken"
    )
    taken_at = models.DateTimeField(_("taken over at"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_by__isnull=True, taken_at__isnull=True)
                | Q(taken_by__isnull=False, taken_at__isnull=False, taken_at__gte=F("given_at")),
                name="handover_taken_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["given_at"], condition=Q(taken_at__isnull=True), name="handover_waiting")]
        triggers = [
            pgtrigger.Protect(
                name="frozen",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__promises__df=pgtrigger.F("new__promises"))
                | pgtrigger.Q(old__things__df=pgtrigger.F("new__things"))
                | pgtrigger.Q(old__note__df=pgtrigger.F("new__note"))
                | pgtrigger.Q(old__given_at__df=pgtrigger.F("new__given_at"))
                | pgtrigger.Q(old__taken_at__isnull=False),
            ),
            pgtrigger.Protect(name="keep_rows", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.attendance.duty_post.name


class Outcome(ColouredChoices):
    """What became of a visit."""

    OPEN = "open", "orange", _("To be seen to")
    NOTED = "noted", "green", _("Noted")
    CASE = "case", "blue", _("Made a case")


class Visit(models.Model):
    """Somebody who came to the desk (来访登记): of a household, or by the name that they gave, or unknown; and what
    they wanted, in their words.

    `case_kind` and `case_id` name what was made of it. No copy is kept of its changes: after some months the names
    go, here and everywhere."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="visits", db_index=False)
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="visits")
    visitor_name = models.CharField(_("name of the visitor"), max_length=60, blank=True)
    text = models.CharField(_("what was wanted"), max_length=1000)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    word = models.CharField(_("what was done"), max_length=500, blank=True)
    received_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    came_at = models.DateTimeField(_("came at"))
    case_kind = models.CharField(max_length=30, blank=True)
    case_id = models.BigIntegerField(null=True, blank=True)
    names_gone_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=Outcome.CASE, case_id__isnull=False) & ~Q(case_kind="")
                | ~Q(outcome=Outcome.CASE) & Q(case_kind="", case_id__isnull=True),
                name="visit_case_is_named",
            ),
            models.CheckConstraint(
                condition=Q(names_gone_at__isnull=True) | Q(visitor_name="", person__isnull=True),
                name="visit_names_are_gone",
            ),
        ]
        indexes = [
            models.Index(fields=["estate", "-came_at", "-id"], name="visit_of_estate"),
            models.Index(fields=["came_at"], condition=Q(names_gone_at__isnull=True), name="visit_with_names"),
        ]

    @property
    def outcome_choice(self) -> Outcome:
        return Outcome(self.outcome)
