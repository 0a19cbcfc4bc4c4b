"""Serving tea, and pouring it: one row of the timeline, one promise, one notice, one ring of the bell."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.duty.staffing import Debtor
from jujiao.company.estates.models import Person, Room
from jujiao.company.rulebook.queries import figures, version_in_force
from jujiao.kernel.database import freshness
from jujiao.kernel.record import live, timeline
from jujiao.kernel.record.access import SYSTEM, Role, Viewer
from jujiao.kernel.record.declared import Held, InHand
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Telling, tell
from jujiao.promises import custody
from jujiao.promises.measured.operations import measure
from jujiao.promises.models import Custody, PromiseState
from jujiao.promises.operations import Owed, end, give
from jujiao.rules.measuring import Comparison, Grade, Measure
from jujiao.rules.promising import Kind, promised
from jujiao.testing.tea.models import Cup
from jujiao.testing.tea.queries import get_for

SUBJECT = "tea"
POUR = Kind("tea.pour", "3.2.2", "complaint.dispatch")
WAIT = Measure("tea.wait", "3.1.2", "call.seconds", Comparison.BELOW)


@transaction.atomic
def serve(*, guest: Person, room: Room, blend: str, actor: Viewer, now: datetime) -> Cup:
    """Puts a cup before the guest, who is told; the desk owes the pouring."""
    cup = Cup.objects.create(estate_id=room.estate_id, guest=guest, guest_name=guest.name, blend=blend)
    subject, named = Subject(SUBJECT, cup.pk), {"subject_kind": SUBJECT, "subject_id": cup.pk}
    version = version_in_force(guest.company_id, now)
    limits = figures(version.pk, room.estate_id)
    give(
        [Owed(promised(POUR, now, limits, LoadedCalendar()), limits[POUR.figure].value, Debtor(role=Role.CLERK))],
        **named,
        subject_label=f"TEA-{cup.pk}",
        round_number=1,
        rulebook_version_id=version.pk,
        place=room.estate.place,
        owed_to=Subject("person", guest.pk),
    )
    if actor.employee_id is not None:
        custody.pass_to(
            subject, round_number=1, company_id=guest.company_id, department_id=None, employee_id=actor.employee_id,
            now=now,
        )  # fmt: skip
    timeline.record(**named, estate_id=room.estate_id, verb="serve", actor=actor, now=now, text=blend)
    if guest.user:
        tell(Telling(users=[guest.user], kind="tea.served", key=f"tea:{cup.pk}", subject=subject), now=now)
    live.changed((f"kettle:{room.estate_id}", subject), (f"estate:{room.estate_id}", subject))
    return cup


@transaction.atomic
def pour(*, actor: Viewer, now: datetime, cup_id: int, version: int | None) -> Cup:
    """Pours it, which keeps the promise; how long the guest waited is known now, and measured."""
    cup = Cup.objects.select_for_update().get(pk=get_for(actor, cup_id).pk)
    freshness.check(given=version, current=cup.version, sentence="Somebody has poured meanwhile.")
    cup.poured, cup.version = True, cup.version + 1
    cup.save(update_fields=["poured", "version"])
    for promise in end(subject_kind=SUBJECT, subject_id=cup.pk, kinds=[POUR.key], state=PromiseState.MET, at=now):
        measure(
            WAIT.key, Subject(SUBJECT, cup.pk), now - promise.started_at, happened_at=promise.started_at,
            grade=Grade.MEASURED, subject_label=f"TEA-{cup.pk}", place=promise.place,
            whose=Debtor(employee_id=actor.employee_id), rulebook_version_id=promise.rulebook_version_id,
            actor=actor, now=now,
        )  # fmt: skip
    custody.release(Subject(SUBJECT, cup.pk), now=now)
    timeline.record(subject_kind=SUBJECT, subject_id=cup.pk, estate_id=cup.estate.pk, verb="pour", actor=actor, now=now)
    return cup


def in_hand(employee_ids: Collection[int]) -> Sequence[Held]:
    """The cups that each of these has served and nobody has poured."""
    held = Custody.objects.filter(subject_kind=SUBJECT, employee__in=employee_ids, until_at=None).order_by("pk")
    return [Held(who, cup_id, f"TEA-{cup_id}", None) for who, cup_id in held.values_list("employee_id", "subject_id")]


@transaction.atomic
def hand_back(*, employee_id: int, now: datetime) -> None:
    """Puts the cups back on the counter."""
    ids = [held.subject_id for held in in_hand([employee_id])]
    for cup in Cup.objects.select_for_update().filter(pk__in=ids).order_by("pk"):
        custody.release(Subject(SUBJECT, cup.pk), now=now)
        timeline.record(
            subject_kind=SUBJECT, subject_id=cup.pk, estate_id=cup.estate.pk, verb="hand_back", actor=SYSTEM, now=now
        )


IN_HAND = InHand(subject=SUBJECT, of=in_hand, hand_back=hand_back)
