"""The headcount of a post in a department, and its moves."""

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.staff.models import Department, Employee, Post
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.models import IMMUTABLE
from jujiao.people.requisitions.models.guards import balanced
from jujiao.people.requisitions.models.requisition import Requisition
from jujiao.rules.people.headcount import Balance


class MoveKind(ColouredChoices):
    """What may happen to seats; see `rules.people.headcount`."""

    APPROVE = "approve", "green", _("Approved")
    REDUCE = "reduce", "red", _("Taken away")
    RESERVE = "reserve", "blue", _("Reserved")
    RELEASE = "release", "yellow", _("Released")
    FILL = "fill", "teal", _("Filled")
    REOPEN = "reopen", "orange", _("Opened again")
    LEAVE = "leave", "secondary", pgettext_lazy("of seats", "Left")


@pghistory.track()
class Headcount(models.Model):
    """The seats (编制) of a post in a department: the sum of its moves, which the database checks when a transaction
    ends. Whoever moves seats holds the row, so that two who take the last one do not both get it."""

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="headcounts", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="headcounts")
    approved = models.PositiveIntegerField(_("approved"), default=0)
    reduced = models.PositiveIntegerField(_("taken away"), default=0)
    reserved = models.PositiveIntegerField(_("reserved"), default=0)
    filled = models.PositiveIntegerField(_("filled"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["department", "post"], name="headcount_once"),
            models.CheckConstraint(
                condition=Q(approved__gte=F("reduced") + F("reserved") + F("filled")),
                name="headcount_open_not_below_zero",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="keep_rows", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="place_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__department_id__df=pgtrigger.F("new__department_id"))
                | pgtrigger.Q(old__post_id__df=pgtrigger.F("new__post_id")),
            ),
            balanced("NEW.id", on=pgtrigger.Insert | pgtrigger.Update),
        ]

    @property
    def balance(self) -> Balance:
        return Balance(self.approved, self.reduced, self.reserved, self.filled)


class HeadcountMove(models.Model):
    """A move of seats (编制变动), for ever: it comes of the `requisition`, or has the `reason` that was given."""

    headcount = models.ForeignKey(Headcount, on_delete=models.PROTECT, related_name="moves")
    kind = models.CharField(max_length=10, choices=MoveKind.choices)
    number = models.PositiveSmallIntegerField()
    requisition = models.ForeignKey(
        Requisition, null=True, blank=True, on_delete=models.PROTECT, related_name="moves", db_index=False
    )
    reason = models.CharField(max_length=300, blank=True)
    moved_at = models.DateTimeField()
    moved_by = models.ForeignKey(Employee, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="headcount_move_of_one_or_more"),
            models.CheckConstraint(
                condition=Q(requisition__isnull=False) | ~Q(reason=""), name="headcount_move_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["requisition"], condition=Q(requisition__isnull=False), name="headcount_move_comes_of")
        ]
        triggers = [*IMMUTABLE, balanced("NEW.headcount_id", on=pgtrigger.Insert)]

    @property
    def kind_choice(self) -> MoveKind:
        return MoveKind(self.kind)
