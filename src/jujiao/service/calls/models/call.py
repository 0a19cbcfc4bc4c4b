"""Calls and their legs, folded of what the exchanges told or typed in by hand."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.company.duty.models import DutyPost
from jujiao.company.estates.models import Estate, Person, Room
from jujiao.company.staff.models import Employee
from jujiao.kernel.choices import ColouredChoices
from jujiao.rules.phones import LONGEST
from jujiao.rules.privacy import mask_digits
from jujiao.service.calls.models.call_back import CallBack
from jujiao.service.calls.models.script import ScriptVersion
from jujiao.service.calls.models.source import Source, Telephone


class Direction(ColouredChoices):
    """See `rules.service.calls.piece.Direction`."""

    INCOMING = "incoming", "blue", _("Incoming")
    OUTGOING = "outgoing", "secondary", _("Outgoing")
    INTERNAL = "internal", "secondary", _("Within the house")


class Verdict(ColouredChoices):
    """What a call says of three rings (3.1.2)."""

    GOING_ON = "going_on", "yellow", _("Going on")
    KEPT = "kept", "green", _("Answered in time")
    LATE = "late", "orange", _("Answered late")
    MISSED = "missed", "red", pgettext_lazy("of a call", "Missed")
    GIVEN_UP = "given_up", "secondary", _("Given up before the limit")
    NOT_RUNG = "not_rung", "secondary", _("Never rang at the desk")
    UNKNOWN = "unknown", "secondary", _("Cannot be said")
    NO_MATTER = "no_matter", "secondary", _("Not a call to the desk")


class Grade(ColouredChoices):
    """Where the ring is known from."""

    BY_LEG = "by_leg", "green", _("By leg, from the exchange")
    BY_RECEIPT = "by_receipt", "blue", _("By leg, as the news came in")
    UPPER_BOUND = "upper_bound", "yellow", _("No longer than this")
    BY_HAND = "by_hand", "secondary", _("Typed in by hand")


class Purpose(ColouredChoices):
    """What the call was about, as somebody wrote down."""

    ENQUIRY = "enquiry", "blue", _("Enquiry, answered")
    NOTE = "note", "secondary", pgettext_lazy("of a call", "Noted")
    CASE = "case", "orange", _("Made a case")


class Call(models.Model):
    """One telephone call (通话), folded of all that was told of it. `began_at` is the day and hour it belongs to: when
    it began to ring at the desk, or came in where it never did.

    `linked_id` is the exchange's own id of it; a call without a source was typed in by hand, `answered_by` by whom
    then. `number` is the other side's in its normal form, `shown_number` as the exchange wrote it where it has none, ""
    where it was hidden. `ring_seconds` is from the first ring of any telephone of the desk to the first answer; it is
    no longer than the truth where `grade` says so. Once `settled_at` is set its verdict is measured and stays; what
    comes later is kept as a record and is counted in `late_records`.

    `case_kind` and `case_id` name what was made of it. No copy is kept of its changes: numbers go after some months."""

    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="calls", db_index=False)
    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="calls", db_index=False)
    linked_id = models.CharField(max_length=128, blank=True)
    direction = models.CharField(_("direction"), max_length=10, choices=Direction.choices)
    number = models.CharField(pgettext_lazy("of a call", "number"), max_length=LONGEST, blank=True)
    shown_number = models.CharField(max_length=40, blank=True)
    line = models.CharField(_("number dialled"), max_length=40, blank=True)
    queue = models.CharField(_("queue"), max_length=60, blank=True)
    came_at = models.DateTimeField(_("came in at"))
    began_at = models.DateTimeField(_("began to ring at"))
    answered_at = models.DateTimeField(pgettext_lazy("of a call", "answered at"), null=True, blank=True)
    ended_at = models.DateTimeField(pgettext_lazy("of a call", "ended at"), null=True, blank=True)
    ring_seconds = models.DecimalField(_("ring"), max_digits=12, decimal_places=6, null=True, blank=True)
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict.choices, default=Verdict.GOING_ON)
    grade = models.CharField(_("known from"), max_length=12, choices=Grade.choices, default=Grade.BY_LEG)
    telephone = models.ForeignKey(Telephone, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    duty_post = models.ForeignKey(DutyPost, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    answered_by = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    heard_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    late_records = models.PositiveIntegerField(default=0)
    numbers_gone_at = models.DateTimeField(null=True, blank=True)

    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="calls")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="calls")
    purpose = models.CharField(_("what it was about"), max_length=10, choices=Purpose.choices, blank=True)
    note = models.CharField(pgettext_lazy("of a call", "note"), max_length=1000, blank=True)
    case_kind = models.CharField(max_length=30, blank=True)
    case_id = models.BigIntegerField(null=True, blank=True)
    script_version = models.ForeignKey(
        ScriptVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="calls"
    )
    call_back = models.ForeignKey(CallBack, null=True, blank=True, on_delete=models.PROTECT, related_name="calls")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "linked_id"], condition=Q(source__isnull=False), name="call_once"
            ),
            models.CheckConstraint(
                condition=Q(source=None, linked_id="", grade=Grade.BY_HAND)
                | Q(source__isnull=False) & ~Q(linked_id="") & ~Q(grade=Grade.BY_HAND),
                name="call_by_hand_or_told",
            ),
            models.CheckConstraint(
                condition=Q(purpose=Purpose.CASE, case_id__isnull=False) & ~Q(case_kind="")
                | ~Q(purpose=Purpose.CASE) & Q(case_kind="", case_id=None),
                name="call_case_is_named",
            ),
            models.CheckConstraint(condition=Q(ring_seconds=None) | Q(ring_seconds__gte=0), name="call_rang_forward"),
        ]
        indexes = [
            models.Index(fields=["estate", "-began_at", "-id"], name="call_of_estate"),
            models.Index(fields=["estate", "number", "-began_at"], condition=~Q(number=""), name="call_of_number"),
            models.Index(fields=["heard_at"], condition=Q(settled_at=None), name="call_to_settle"),
            models.Index(fields=["estate", "began_at"], condition=Q(numbers_gone_at=None), name="call_with_number"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def direction_choice(self) -> Direction:
        return Direction(self.direction)

    @property
    def verdict_choice(self) -> Verdict:
        return Verdict(self.verdict)

    @property
    def grade_choice(self) -> Grade:
        return Grade(self.grade)

    @property
    def purpose_choice(self) -> Purpose | None:
        return Purpose(self.purpose) if self.purpose else None


class Leg(models.Model):
    """One try to have one telephone ring, or (without a name) what is known of the call as a whole: the columns are
    those of `rules.service.calls.piece.Piece`."""

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="legs", db_index=False)
    leg = models.CharField(max_length=128, blank=True)
    direction = models.CharField(max_length=10, blank=True)
    outside = models.CharField(max_length=40, blank=True)
    line = models.CharField(max_length=40, blank=True)
    queue = models.CharField(max_length=60, blank=True)
    extension = models.CharField(_("extension"), max_length=20, blank=True)
    began_at = models.DateTimeField(null=True)
    rang_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, blank=True)
    bound_seconds = models.DecimalField(max_digits=12, decimal_places=6, null=True)
    clock = models.CharField(max_length=10)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["call", "leg"], name="call_leg_once")]

    @property
    def shown_extension(self) -> str:
        """As all may read it: where a call is passed on to a mobile phone, that is what rang."""
        return mask_digits(self.extension)
