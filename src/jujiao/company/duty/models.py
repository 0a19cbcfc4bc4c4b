"""Posts to be covered, who is planned for them, who was there, and who must not be planned."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Department, Employee, Post
from jujiao.kernel.choices import ColouredChoices
from jujiao.rules.people.duty import LONGEST, REST


def _time(start: str, end: str) -> Func:
    """The time from a column until before another, for ever where that is null."""
    return Func(start, end, function="tstzrange", output_field=DateTimeRangeField())


def _not_false(column: str) -> Q:
    return Q(**{f"{column}__isnull": True}) | Q(**{column: True})


class DutyPostKind(ColouredChoices):
    """What has to be covered."""

    DESK = "desk", "blue", _("Front desk")
    REPAIR = "repair", "orange", _("Repair stand-by")
    GUARD = "guard", "red", _("Guard post")
    OTHER = "other", "secondary", _("Other duty")


@pghistory.track()
class DutyPost(models.Model):
    """A post to be covered (值班岗) at an estate, by people of one department, round the clock or at times.

    `round_the_clock` marks one that has to be covered every minute; a front desk has to be without the mark, where the
    rulebook says so (3.1.1). `post` is the post of the company whose demands whoever is planned here has to meet;
    without one, those of the posts that they hold. One that is not `in_use` stays for what was planned for it; nobody
    is planned for it or signs on there any more."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="duty_posts")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="duty_posts")
    kind = models.CharField(_("kind"), max_length=20, choices=DutyPostKind.choices)
    name = models.CharField(_("post to be covered"), max_length=60)
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="duty_posts")
    in_use = models.BooleanField(_("in use"), default=True)
    round_the_clock = models.BooleanField(_("round the clock"), default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["estate", "name"], name="duty_post_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_choice(self) -> DutyPostKind:
        return DutyPostKind(self.kind)


class DutyState(ColouredChoices):
    """A draft (草稿) is of a roster that is not published: whoever is meant hears nothing of it, and it counts for
    nothing but the next draft."""

    DRAFT = "draft", "yellow", _("Draft")
    PLANNED = "planned", "blue", _("Planned")
    CANCELLED = "cancelled", "secondary", _("Cancelled")


TAKING_TIME = (DutyState.DRAFT, DutyState.PLANNED)
"""Nobody has two of these at once, nor without the rest between."""


class DutyOrigin(ColouredChoices):
    """Who put somebody there."""

    HAND = "hand", "secondary", _("By hand")
    ROSTER = "roster", "blue", _("By the roster")
    SWAP = "swap", "purple", _("By a swap")


@pghistory.track()
class Duty(models.Model):
    """A duty that somebody is planned for (值班), from `starts_at` until before `ends_at`. One that is `fixed` stays as
    it is when a roster is made.

    Nobody is planned for two at once, nor for the next one before `rest_until`. That is a column of its own, always the
    end and the rest together: PostgreSQL takes no sum of an instant and hours into an index."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="duties", db_index=False)
    duty_post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="duties", db_index=False)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    rest_until = models.DateTimeField(_("rest until"))
    state = models.CharField(_("state"), max_length=10, choices=DutyState.choices, default=DutyState.PLANNED)
    origin = models.CharField(_("planned by"), max_length=10, choices=DutyOrigin.choices, default=DutyOrigin.HAND)
    fixed = models.BooleanField(_("fixed"), default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")) & Q(ends_at__lte=F("starts_at") + LONGEST),
                name="duty_times_in_order",
            ),
            models.CheckConstraint(condition=Q(rest_until=F("ends_at") + REST), name="duty_rest_is_kept"),
            ExclusionConstraint(
                name="duty_with_rest",
                expressions=[
                    ("employee", RangeOperators.EQUAL),
                    (_time("starts_at", "rest_until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=TAKING_TIME),
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "ends_at"], name="duty_of_employee"),
            models.Index(fields=["duty_post", "ends_at"], name="duty_of_post"),
        ]

    @property
    def planned(self) -> bool:
        """In force: neither a draft nor cancelled."""
        return self.state == DutyState.PLANNED


@pghistory.track()
class Attendance(models.Model):
    """The time that somebody was there (到岗), from sign-on to sign-off, without end while it lasts; `duty` is the one
    planned for it, where there is one.

    `dress_in_order` and `looks_in_order` are the look at oneself at sign-on (着装、仪表, 3.1.1), null where nobody
    said; what was not in order is said in a word. It says what happened, so only being in two places at once is
    refused: a rest that was too short is written down and shown."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="attendances", db_index=False)
    duty_post = models.ForeignKey(DutyPost, on_delete=models.PROTECT, related_name="attendances", db_index=False)
    duty = models.ForeignKey(Duty, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances")
    signed_on_at = models.DateTimeField(_("signed on at"))
    signed_off_at = models.DateTimeField(_("signed off at"), null=True, blank=True)
    dress_in_order = models.BooleanField(_("clothing in order"), null=True, blank=True)
    looks_in_order = models.BooleanField(_("appearance in order"), null=True, blank=True)
    appearance_word = models.CharField(_("what was not in order"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(appearance_word="") | _not_false("dress_in_order") & _not_false("looks_in_order"),
                name="attendance_says_what_was_not_in_order",
            ),
            models.CheckConstraint(
                condition=Q(signed_off_at__isnull=True) | Q(signed_off_at__gte=F("signed_on_at")),
                name="attendance_times_in_order",
            ),
            ExclusionConstraint(
                name="attendance_in_one_place",
                expressions=[
                    ("employee", RangeOperators.EQUAL),
                    (_time("signed_on_at", "signed_off_at"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [
            models.Index(fields=["employee", "signed_on_at"], name="attendance_of_employee"),
            models.Index(fields=["duty_post", "signed_on_at"], name="attendance_of_post"),
        ]


class LeaveKind(ColouredChoices):
    ANNUAL = "annual", "green", _("Annual leave")
    SICK = "sick", "yellow", _("Sick leave")
    PERSONAL = "personal", "blue", _("Personal leave")
    OTHER = "other", "secondary", _("Other leave")


@pghistory.track()
class Leave(models.Model):
    """A leave (请假) from `starts_at` until before `ends_at`: in that time the employee is absent, is planned for
    nothing, and hears of nothing unless signed on."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="leaves", db_index=False)
    kind = models.CharField(_("kind of leave"), max_length=10, choices=LeaveKind.choices)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="leave_times_in_order"),
            ExclusionConstraint(
                name="leave_one_at_a_time",
                expressions=[
                    ("employee", RangeOperators.EQUAL),
                    (_time("starts_at", "ends_at"), RangeOperators.OVERLAPS),
                ],
            ),
        ]
        indexes = [models.Index(fields=["employee", "ends_at"], name="leave_of_employee")]

    @property
    def kind_choice(self) -> LeaveKind:
        return LeaveKind(self.kind)


class DutyBarKind(ColouredChoices):
    NO_NIGHT = "no_night", "purple", _("No night duty")
    NO_OVERTIME = "no_overtime", "orange", _("No overtime")


@pghistory.track()
class DutyBar(models.Model):
    """What somebody may not be planned for (限制排班): no night, or no overtime (女职工劳动保护特别规定 6, 9), on local
    days from `starts_on` to `ends_on`, both included, without end where that is null. Why is nobody's business here."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="duty_bars")
    kind = models.CharField(_("kind of bar"), max_length=15, choices=DutyBarKind.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="duty_bar_days_in_order"
            )
        ]

    @property
    def kind_choice(self) -> DutyBarKind:
        return DutyBarKind(self.kind)
