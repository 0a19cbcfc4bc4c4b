"""The round in which departments are asked, the requisition, its answers, and the positions of each."""

from dataclasses import fields

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.cases.models import Case
from jujiao.company.estates.models import Company, Estate
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.company.staff.models import Department, Employee, Post
from jujiao.company.staff.queries import headless
from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.machine import clock
from jujiao.kernel.models import IMMUTABLE
from jujiao.kernel.record.subjects import Subject
from jujiao.people.requisitions.models.guards import STANDS, WHOLE
from jujiao.rules.people.requisition_steps import OPEN, STEPS
from jujiao.rules.people.requisitions import MOST_PEOPLE, Wanted

TRANSITIONS = sorted((old.value, new.value) for old, new in STEPS.transitions)
AT_WORK = Q(state__in=sorted(state.value for state in OPEN))


SUBJECT = "requisition"


class State(ColouredChoices):
    """Where a requisition stands; see `rules.people.requisition_steps`."""

    ASKED = "asked", "yellow", _("To be answered")
    ANSWERED = "answered", "orange", pgettext_lazy("of a requisition", "To be accepted")
    ACCEPTED = "accepted", "blue", _("To be approved")
    APPROVED = "approved", "green", _("Approved")
    NOTED = "noted", "secondary", _("Nobody needed")
    REFUSED = "refused", "red", pgettext_lazy("of a requisition", "Refused")
    WITHDRAWN = "withdrawn", "secondary", pgettext_lazy("of a requisition", "Withdrawn")


class RequisitionRound(models.Model):
    """A round (定期征集): every department was asked what it needs from `starts_on` to `ends_on`. By the rules
    it opened at `opens_at`, and in fact at `opened_at`, when the machine was there to do it."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="requisition_rounds")
    name = models.CharField(max_length=20)
    starts_on = models.DateField()
    ends_on = models.DateField()
    opens_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    rulebook_version = models.ForeignKey(RulebookVersion, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "starts_on"], name="requisition_round_once"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="requisition_round_dates_in_order"),
            models.CheckConstraint(condition=Q(opened_at__gte=F("opens_at")), name="requisition_round_not_early"),
        ]
        triggers = IMMUTABLE

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class Requisition(Case):
    """What a department needs (人员需求, 2.1.1): asked for in a round, or, without one, said of its head's own accord.

    `asked_at` is since when an answer is owed in this `round` (轮次), None where nobody asked. The last answer of the
    round stands unless it was taken back: `none` is what it says, None where there is none. `reason` is why it was sent
    back or refused last."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="requisitions")
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="requisitions")
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    asked_in = models.ForeignKey(
        RequisitionRound, null=True, blank=True, on_delete=models.PROTECT, related_name="requisitions"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    none = models.BooleanField(null=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["asked_in", "department"], name="requisition_once_a_round"),
            models.CheckConstraint(
                condition=Q(state="asked", none__isnull=True, asked_at__isnull=False)
                | Q(state="answered", none__isnull=False)
                | Q(state__in=["accepted", "approved", "refused"], none=False)
                | Q(state="noted", none=True)
                | Q(state="withdrawn", asked_in__isnull=True),
                name="requisition_answered_or_not",
            ),
            models.CheckConstraint(
                condition=Q(asked_in__isnull=True) | Q(asked_at__isnull=False), name="requisition_of_a_round_is_asked"
            ),
        ]
        indexes = [
            models.Index(fields=["estate", "-id"], name="requisition_newest"),
            models.Index(fields=["department", "-id"], name="requisition_of_department"),
            models.Index(fields=["next_due_at", "id"], condition=AT_WORK, name="requisition_open"),
        ]
        triggers = [
            pgtrigger.FSM(name="steps", field="state", transitions=TRANSITIONS),
            pgtrigger.Protect(name="keep_rows", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="question_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__department_id__df=pgtrigger.F("new__department_id"))
                | pgtrigger.Q(old__estate_id__df=pgtrigger.F("new__estate_id"))
                | pgtrigger.Q(old__asked_in_id__df=pgtrigger.F("new__asked_in_id"))
                | pgtrigger.Q(old__rulebook_version_id__df=pgtrigger.F("new__rulebook_version_id")),
            ),
            pgtrigger.Protect(
                name="rounds_only_grow",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__round__gt=pgtrigger.F("new__round")),
            ),
            STANDS,
        ]

    @property
    def company_id(self) -> int:
        return self.estate.company_id

    @property
    def owed_to(self) -> Subject:
        """Whoever answers or decides, does so for the company."""
        return Subject("company", self.company_id)

    @property
    def state_choice(self) -> State:
        return State(self.state)

    @cached_property
    def standing(self) -> "Answer | None":
        """The last answer of the round, None before there is one. It stands as long as `none` is set."""
        return self.answers.filter(round=self.round).order_by("-id").first()

    @cached_property
    def has_head(self) -> bool:
        """Whether somebody heads its department now."""
        unheaded = headless(Estate.objects.filter(pk=self.estate_id), clock.now())
        return not unheaded.filter(pk=self.department_id).exists()


class Answer(models.Model):
    """What a department answered (答复), for ever: `none`, said and confirmed, or positions."""

    requisition = models.ForeignKey(Requisition, on_delete=models.PROTECT, related_name="answers")
    round = models.PositiveSmallIntegerField()
    none = models.BooleanField()
    answered_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        get_latest_by = "id"
        triggers = [*IMMUTABLE, WHOLE]


@pghistory.track()
class Position(models.Model):
    """A position (需求岗位) of an answer: what is needed, for what, and by when. `post` is the one of the company by
    which it is counted: chosen with the answer, or by administration when it accepts."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="positions", db_index=False)
    place = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="positions")
    name = models.CharField(_("post"), max_length=60)
    number = models.PositiveSmallIntegerField(_("people needed"))
    duties = models.TextField(_("duties"))
    skills = models.TextField(_("skills"))
    experience = models.TextField(_("experience"))
    reason = models.TextField(_("reason"))
    needed_by = models.DateField(_("needed by"))

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["answer", "place"], name="position_place_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_PEOPLE), name="position_number_in_bounds"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="keep_rows", operation=pgtrigger.Delete),
            # What was said stays said; only the post of the company is found out once.
            pgtrigger.Protect(
                name="word_stays", operation=pgtrigger.Update, condition=pgtrigger.AnyChange(exclude=["post"])
            ),
            pgtrigger.Protect(
                name="post_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__post_id__isnull=False)
                & pgtrigger.Q(old__post_id__df=pgtrigger.F("new__post_id")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def wanted(self) -> Wanted:
        """The same as the rules know it."""
        return Wanted(**{each.name: getattr(self, each.name) for each in fields(Wanted)})
