"""What employees ask for: a swap of duties, a leave, and what they wish of a roster that is to come."""

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.models import Duty, Leave, LeaveKind
from jujiao.company.staff.models import Employee
from jujiao.kernel.choices import ColouredChoices
from jujiao.people.rosters.models.needs import ShiftKind
from jujiao.people.rosters.models.roster import Roster
from jujiao.rules.people.swapping import LEAVES, OPEN_SWAPS, SWAPS, AskedState, SwapState

SHORT = 200
"""Characters of what somebody adds."""


class SwapStep(ColouredChoices):
    """Where a swap stands, in words."""

    ASKED = SwapState.ASKED.value, "yellow", _("Asked")
    ACCEPTED = SwapState.ACCEPTED.value, "blue", _("Accepted, to be approved")
    APPROVED = SwapState.APPROVED.value, "green", _("Approved")
    DECLINED = SwapState.DECLINED.value, "secondary", _("Declined")
    REFUSED = SwapState.REFUSED.value, "red", _("Refused")
    WITHDRAWN = SwapState.WITHDRAWN.value, "secondary", _("Withdrawn")
    LAPSED = SwapState.LAPSED.value, "secondary", _("Lapsed")


OPEN = tuple(sorted(OPEN_SWAPS))


def _duty_ids() -> Func:
    """The ids of a swap's duties, as ranges of one each: both columns stand under one constraint."""
    one = Func("duty_id", "duty_id", Value("[]"), function="int8range")
    other = Coalesce("in_return_id", "duty_id")
    return Func(
        one,
        Func(other, other, Value("[]"), function="int8range"),
        function="int8multirange",
        output_field=BigIntegerRangeField(),
    )


@pghistory.track()
class Swap(models.Model):
    """A swap (换班): `asker` asks `other` to take a `duty`, perhaps for one of theirs `in_return`. A duty is in one
    open swap at most, whichever of the two it is there. `refusal` says why it was declined or refused."""

    asker = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="swaps_asked")
    other = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="swaps_offered")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="swaps")
    in_return = models.ForeignKey(
        Duty,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="swaps_in_return",
        verbose_name=_("in return"),
    )
    state = models.CharField(_("state"), max_length=10, choices=SwapStep.choices, default=SwapStep.ASKED)
    asked_at = models.DateTimeField(_("asked at"))
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    refusal = models.CharField(_("why not"), max_length=SHORT, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(asker=F("other")), name="swap_of_two_people"),
            models.CheckConstraint(
                condition=Q(in_return__isnull=True) | ~Q(in_return=F("duty")), name="swap_of_two_duties"
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at__isnull=True) | ~Q(state__in=OPEN) & Q(ended_at__isnull=False),
                name="swap_ended_when",
            ),
            ExclusionConstraint(
                name="swap_one_of_a_duty",
                expressions=[(_duty_ids(), RangeOperators.OVERLAPS)],
                condition=Q(state__in=OPEN),
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="steps",
                field="state",
                transitions=sorted((old.value, new.value) for old, new in SWAPS.transitions),
            )
        ]

    @property
    def state_choice(self) -> SwapStep:
        return SwapStep(self.state)

    @property
    def open(self) -> bool:
        return self.state in OPEN_SWAPS


class LeaveStep(ColouredChoices):
    """Where a leave stands that was asked for."""

    ASKED = AskedState.ASKED.value, "yellow", _("Asked")
    GRANTED = AskedState.GRANTED.value, "green", _("Granted")
    REFUSED = AskedState.REFUSED.value, "red", _("Refused")
    WITHDRAWN = AskedState.WITHDRAWN.value, "secondary", _("Withdrawn")


@pghistory.track()
class AskedLeave(models.Model):
    """A leave that somebody asks for (请假申请), from `starts_at` until before `ends_at`; once granted, `leave` is the
    one that counts."""

    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="asked_leaves")
    kind = models.CharField(_("kind of leave"), max_length=10, choices=LeaveKind.choices)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    state = models.CharField(_("state"), max_length=10, choices=LeaveStep.choices, default=LeaveStep.ASKED)
    asked_at = models.DateTimeField(_("asked at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    refusal = models.CharField(_("why not"), max_length=SHORT, blank=True)
    leave = models.ForeignKey(Leave, null=True, blank=True, on_delete=models.SET_NULL, related_name="asked")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="asked_leave_times_in_order"),
            models.CheckConstraint(
                condition=Q(state=LeaveStep.ASKED, ended_at__isnull=True)
                | ~Q(state=LeaveStep.ASKED) & Q(ended_at__isnull=False),
                name="asked_leave_ended_when",
            ),
        ]
        triggers = [
            pgtrigger.FSM(
                name="steps",
                field="state",
                transitions=sorted((old.value, new.value) for old, new in LEAVES.transitions),
            )
        ]

    @property
    def kind_choice(self) -> LeaveKind:
        return LeaveKind(self.kind)

    @property
    def state_choice(self) -> LeaveStep:
        return LeaveStep(self.state)


class WishKind(ColouredChoices):
    """What somebody says of a day or a kind of shift."""

    WANTED = "wanted", "green", _("I would like it")
    RATHER_NOT = "rather_not", "yellow", _("Rather not")
    PLEASE_NOT = "please_not", "orange", _("Please not")

    @property
    def weight(self) -> int:
        """What it weighs where a roster is made."""
        return {"wanted": 2, "rather_not": -1, "please_not": -3}[self.value]


@pghistory.track()
class Wish(models.Model):
    """A wish (排班意愿) of somebody for a roster that is to come: of a local day, of a kind of shift, or of both."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="wishes")
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="wishes")
    day = models.DateField(_("day"), null=True, blank=True)
    shift_kind = models.ForeignKey(ShiftKind, null=True, blank=True, on_delete=models.PROTECT, related_name="wishes")
    kind = models.CharField(_("wish"), max_length=10, choices=WishKind.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["roster", "employee", "day", "shift_kind"], name="wish_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=False) | Q(shift_kind__isnull=False), name="wish_of_something"
            ),
        ]

    @property
    def kind_choice(self) -> WishKind:
        return WishKind(self.kind)
