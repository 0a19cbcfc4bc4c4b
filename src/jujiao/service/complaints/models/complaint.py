"""The complaint."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from jujiao.cases.models import Case
from jujiao.company.estates.models import Building, Estate, Person, Room
from jujiao.company.staff.models import Department, DepartmentKind, Employee
from jujiao.kernel.database.compiled import Asked, compiled, first
from jujiao.kernel.database.pairs import Pairs
from jujiao.kernel.record.subjects import Subject
from jujiao.rules.phones import NORMAL
from jujiao.rules.service.complaint_steps import AT_WORK, STEPS
from jujiao.service.complaints.models.category import Category
from jujiao.service.complaints.models.choices import Channel, Kind, Nature, Outcome, State
from jujiao.service.complaints.models.guards import JOINS, STAYS

if TYPE_CHECKING:
    from jujiao.service.complaints.models.records import FollowUpAttempt

# A complaint merged into another one takes that one's state at once, whichever that is.
FOLLOWING = {(one.value, other.value) for one in AT_WORK for other in AT_WORK if one != other}
OPEN = Q(closed_at__isnull=True)
"""The same as its state says. A prepared statement asks for a state by a parameter, which no partial index fits."""

PAIRS = Pairs("number", "text", "place", "contact_name")
"""What was written down, for words that are shorter than the trigrams of the other indexes."""

SUBJECT = "complaint"
"""The key of the kind of subject."""
TRANSITIONS = sorted({(old.value, new.value) for old, new in STEPS.transitions} | FOLLOWING)


def place_words(room: str, building: str, place: str) -> str:
    """Where it is, in words: the room, or the building and place, each "" where it is not given."""
    return room or " ".join(part for part in (building, place) if part)


class Member(NamedTuple):
    """One of the complaints that are or were handled together, as far as whoever decides about all of them asks."""

    id: int
    merged_into_id: int | None
    state: str
    about_employee_id: int | None


@pghistory.track()
class Complaint(Case):
    """A complaint (投诉, 3.2). Times are instants; `received_at` is when the owner spoke, `recorded_at` when it was
    typed.

    A complaint with `merged_into` is handled with another one: that one's steps are taken for it too, but its owner
    is answered, asked and heard on their own."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="complaints", db_index=False)
    room = models.ForeignKey(Room, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints")
    building = models.ForeignKey(Building, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints")
    place = models.CharField(_("place"), max_length=80, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints", db_index=False
    )
    anonymous = models.BooleanField(default=False)
    contact_name = models.CharField(_("name"), max_length=80, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=20, blank=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="complaints")
    text = models.TextField(_("what the owner says"))
    about_employee = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints_about"
    )
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    backdating_reason = models.CharField(max_length=200, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="registered_complaints"
    )

    nature = models.CharField(
        _("nature"), max_length=12, choices=Nature.choices, default=Nature.COMPLAINT, db_default=Nature.COMPLAINT
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.ORDINARY)
    state = models.CharField(max_length=12, choices=State.choices, default=State.REGISTERED)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    department = models.ForeignKey(
        Department, null=True, blank=True, on_delete=models.PROTECT, related_name="complaints"
    )
    handler = models.ForeignKey(
        Employee, null=True, blank=True, on_delete=models.PROTECT, related_name="handled_complaints"
    )
    plan = models.TextField(blank=True)
    agreed_due_at = models.DateTimeField(null=True, blank=True)
    report_every_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    resolution = models.TextField(blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    earlier = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later")
    urges = models.PositiveSmallIntegerField(default=0)
    corrections = models.PositiveSmallIntegerField(default=0, db_default=0)

    if TYPE_CHECKING:  # what is read beside it and kept on the one at hand
        handlers: dict[int, str]
        attempts: "list[FollowUpAttempt]"
        reachable: bool
        leads: bool

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) & ~Q(outcome="")
                | ~Q(state="closed") & Q(closed_at__isnull=True, outcome=""),
                name="complaint_closed_has_outcome",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="satisfied") | Q(satisfaction__gte=1), name="complaint_satisfied_by_word"
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(handler__isnull=False, department__isnull=False),
                name="complaint_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="dispatched") | Q(department__isnull=False), name="complaint_dispatched_somewhere"
            ),
            models.CheckConstraint(
                condition=~Q(kind="complex") | Q(agreed_due_at__isnull=False, report_every_hours__gte=1),
                name="complaint_complex_by_agreement",
            ),
            models.CheckConstraint(
                condition=Q(received_at__lte=models.F("recorded_at")), name="complaint_received_before_recorded"
            ),
            models.CheckConstraint(
                condition=Q(nature=Nature.COMPLAINT) | Q(kind=Kind.ORDINARY) & ~Q(state="resolved"),
                name="complaint_alone_is_resolved",
            ),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="complaint_merged_into_another"),
            models.CheckConstraint(
                condition=Q(contact_phone="") | Q(contact_phone__regex=NORMAL), name="complaint_phone_normal"
            ),
        ]
        indexes = [
            models.Index(fields=["estate", "-id"], name="complaint_newest"),
            models.Index(fields=["estate", "next_due_at", "id"], condition=OPEN, name="complaint_open"),
            models.Index(fields=["estate", "state", "next_due_at", "id"], name="complaint_by_state"),
            models.Index(
                fields=["estate", "nature", "next_due_at", "id"], condition=OPEN, name="complaint_open_nature"
            ),
            models.Index(
                fields=["estate", "channel", "next_due_at", "id"], condition=OPEN, name="complaint_open_channel"
            ),
            # Few are any of these, so registering does not touch what finds them.
            models.Index(
                fields=["estate", "next_due_at", "id"], condition=OPEN & Q(round__gte=2), name="complaint_open_again"
            ),
            models.Index(
                fields=["estate", "next_due_at", "id"],
                condition=OPEN & Q(kind="complex"),
                name="complaint_open_complex",
            ),
            models.Index(fields=["department", "next_due_at", "id"], condition=OPEN, name="complaint_open_dept"),
            models.Index(fields=["person", "-id"], name="complaint_of_person"),
            models.Index(fields=["next_due_at", "id"], condition=OPEN, name="complaint_open_all"),
            models.Index(fields=["-id"], condition=OPEN, name="complaint_open_latest"),
            models.Index(fields=["estate", "received_at"], name="complaint_received"),
            # Searching without regard to case compares capitals, so the index holds those.
            GinIndex(
                *(OpClass(Upper(name), name="gin_trgm_ops") for name in ("text", "place", "contact_name")),
                name="complaint_words_trgm",
            ),
            models.Index(fields=["contact_phone"], condition=~Q(contact_phone=""), name="complaint_contact_phone"),
            GinIndex(fields=["number"], opclasses=["gin_trgm_ops"], name="complaint_number_trgm"),
            GinIndex(PAIRS, name="complaint_pairs"),
        ]
        triggers = [
            pgtrigger.FSM(name="steps", field="state", transitions=TRANSITIONS),
            pgtrigger.Protect(name="keep_rows", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="word_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(
                    old__text__df=pgtrigger.F("new__text"), old__corrections__gte=pgtrigger.F("new__corrections")
                )
                | pgtrigger.Q(old__received_at__df=pgtrigger.F("new__received_at"))
                | pgtrigger.Q(old__rulebook_version_id__df=pgtrigger.F("new__rulebook_version_id")),
            ),
            pgtrigger.Protect(
                name="rounds_only_grow",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__round__gt=pgtrigger.F("new__round")),
            ),
            JOINS,
            STAYS,
        ]

    @property
    def company_id(self) -> int:
        return self.estate.company_id

    @property
    def owed_to(self) -> Subject | None:
        """The complainant, where they gave their name."""
        return Subject("person", self.person_id) if self.person_id is not None else None

    @property
    def open(self) -> bool:
        return self.state != State.CLOSED

    @property
    def agreement(self) -> tuple[timedelta, datetime]:
        """How often the owner of a complex complaint hears of it, and until when it is done (3.2.2)."""
        if self.report_every_hours is None or self.agreed_due_at is None:
            raise ValueError("nothing was agreed with the owner of an ordinary complaint")
        return timedelta(hours=self.report_every_hours), self.agreed_due_at

    @property
    def contactable(self) -> bool:
        """Whether the complainant can be answered at all."""
        return self.person_id is not None or bool(self.contact_phone)

    @property
    def where(self) -> str:
        """The place in words: room, or building and place."""
        return place_words(str(self.room or ""), str(self.building or ""), self.place)

    @cached_property
    def group(self) -> Sequence[Member]:
        """The complaint, the one that it was merged into, and all that were merged into either. Read once: whoever is
        to decide by it holds the row first, as merging does."""
        return [Member(*row) for row in _group(main=self.merged_into_id or self.pk)]

    @cached_property
    def desk(self) -> int | None:
        """The department that is the desk of its estate, by its id; None where there is none."""
        return first(asked_desk(self.estate_id).rows())

    def join_group(self, main: "Complaint") -> None:
        """From now on it is handled with another one."""
        self.merged_into = main
        self.forget_group()

    def leave_group(self) -> None:
        """From now on it stands on its own."""
        self.merged_into = None
        self.forget_group()

    def forget_group(self) -> None:
        """Has the group read anew: it was read before something joined or left."""
        self.__dict__.pop("group", None)

    @property
    def answer_sent(self) -> bool:
        """Whether the answer that closes it has been written and has not reached its owner yet."""
        return self.nature != Nature.COMPLAINT and self.state in AT_WORK and bool(self.resolution)

    @property
    def follows(self) -> bool:
        """Whether the steps of another one are taken for it."""
        return self.merged_into_id is not None and self.state in AT_WORK

    @property
    def complained_of(self) -> frozenset[int]:
        """Every employee whom a complaint of the group is about: what is done here is done for those complaints too."""
        return frozenset(one.about_employee_id for one in self.group if one.about_employee_id is not None)


@compiled
def _group(*, main: int) -> models.QuerySet[Complaint, Any]:
    return Complaint.objects.filter(Q(pk=main) | Q(merged_into=main)).values_list(*Member._fields)


@compiled
def _desks(*, estate: int) -> models.QuerySet[Department, int]:
    desks = Department.objects.filter(estate=estate, kind=DepartmentKind.CUSTOMER_SERVICE)
    return desks.order_by("id").values_list("id", flat=True)[:1]


def asked_desk(estate_id: int) -> Asked[int]:
    """Asks for the desk of an estate (see `Complaint.desk`)."""
    return _desks.asked(estate=estate_id)
