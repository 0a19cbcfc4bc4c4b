"""What every step on a complaint has in common: lock, check, end and give promises, write the row, write it down."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.rulebook.queries import figures
from jujiao.company.staff.models import Department, DepartmentKind
from jujiao.company.staff.staffing import Debtor, Staffing
from jujiao.kernel import freshness, live, timeline
from jujiao.kernel.access import Role, Viewer
from jujiao.kernel.compiled import compiled, first
from jujiao.kernel.errors import Stale
from jujiao.kernel.models import Audience, TimelineEntry
from jujiao.kernel.subjects import Subject
from jujiao.promises import operations as promises
from jujiao.promises.models import PromiseState
from jujiao.rules.promising import PromiseDue
from jujiao.rules.service.complaint_steps import AT_WORK, OF_THE_GROUP, STEPS, Ending, PromiseKind, after
from jujiao.rules.service.complaints import (
    RULES,
    Owing,
    clause_3_2_2_on_sending_back,
    clause_3_2_2_owing,
)
from jujiao.service.complaints.errors import HandledElsewhere, NotYours, by_the_rules
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.permissions import may
from jujiao.service.complaints.photos import CleanPhoto, store

SUBJECT = "complaint"
ENDINGS = {
    Ending.MET: PromiseState.MET,
    Ending.CANCELLED: PromiseState.CANCELLED,
    Ending.SUPERSEDED: PromiseState.SUPERSEDED,
}


def locked(complaint_id: int, *, version: int | None) -> Complaint:
    """The complaint, held until the transaction ends. `version` is what the person looked at; Stale if older."""
    complaint = Complaint.objects.select_for_update(of=("self",)).select_related("estate").get(pk=complaint_id)
    check_version(complaint, version)
    return complaint


def hold(complaint_id: int) -> Complaint:
    """The complaint, held, for whoever changes its promises without a step."""
    return locked(complaint_id, version=None)


def held_with_doubles(complaint_id: int, *also: int, version: int | None) -> dict[int, Complaint]:
    """The complaint, all that were merged into it, and those in `also`, by id: all held, always in the order of their
    ids, so that no two transactions deadlock. `version` is what the person looked at; Stale if older.

    A statement that waits for a row finds only what was there when it began. So the group is read again once the
    complaint is held, without which nothing joins it. Where one has joined meanwhile, the step was not decided for that
    one, and waiting for it now would be out of order: Stale as well."""
    found = (
        Complaint.objects.select_for_update(of=("self",))
        .filter(Q(pk__in=[complaint_id, *also]) | Q(merged_into=complaint_id))
        .select_related("estate")
        .order_by("pk")
    )
    held = {one.pk: one for one in found}
    complaint = held.get(complaint_id)
    if complaint is not None:
        check_version(complaint, version)
        check_none_joined(complaint, held, version)
    return held


def check_none_joined(complaint: Complaint, held: Collection[int], version: int | None) -> None:
    """Refuses with Stale where something was merged into the held complaint that is not among those held with it."""
    if not {one.id for one in complaint.group if one.merged_into_id == complaint.pk}.issubset(held):
        raise Stale(changed_meanwhile(), given=version or complaint.version - 1, current=complaint.version)


def locked_group(complaint_id: int, *, version: int | None) -> tuple[Complaint, list[Complaint]]:
    """The complaint and the doubles that are handled with it, all held, for one of the steps OF_THE_GROUP."""
    held = held_with_doubles(complaint_id, version=version)
    return held.pop(complaint_id), [double for double in held.values() if double.state in AT_WORK]


def check_may(actor: Viewer, verb: str, complaint: Complaint) -> None:
    """Refuses with NotYours a step that belongs to somebody else, and with HandledElsewhere one that is taken for the
    whole group on a double: it is taken on the complaint that this one was merged into."""
    if not may(actor, verb, complaint):
        raise NotYours(_("This step is not yours to take."))
    if verb in OF_THE_GROUP and complaint.follows:
        number = complaint.merged_into.number if complaint.merged_into else ""
        sentence = _("This complaint is handled together with %(number)s; please answer there.")
        raise HandledElsewhere(sentence % {"number": number})


def take(
    complaint: Complaint,
    verb: str,
    *,
    actor: Viewer,
    now: datetime,
    text: str = "",
    audience: Audience = Audience.INTERNAL,
    details: dict[str, Any] | None = None,
    promised: Iterable[PromiseDue] = (),
    photos: Sequence[CleanPhoto] = (),
    keep: Iterable[str] = (),
    **changes: Any,
) -> TimelineEntry:
    """Takes one step of the regulation's state machine on a held complaint.

    Ends the promises that the step ends (but those in `keep`), gives those in `promised`, hands all that run to
    whoever owes them now, sets `changes`, and adds the timeline row. UnableToTakeStep where the state forbids it."""
    with by_the_rules():
        changes["state"] = after(complaint.state, verb).value
    for kind, ending in STEPS[verb].ends.items():
        if kind not in keep:
            end(complaint, kind, ending, at=now)
    for name, value in changes.items():
        setattr(complaint, name, value)
    complaint.__dict__.pop("group", None)  # a step may take it out of one
    give(complaint, promised, now)
    hand_on(complaint, now)
    return write(
        complaint, verb, actor=actor, now=now, text=text, audience=audience, details=details, photos=photos,
        changed=changes,
    )  # fmt: skip


def write(
    complaint: Complaint,
    verb: str,
    *,
    actor: Viewer,
    now: datetime,
    changed: Iterable[str],
    text: str = "",
    audience: Audience = Audience.INTERNAL,
    details: dict[str, Any] | None = None,
    photos: Sequence[CleanPhoto] = (),
) -> TimelineEntry:
    """Saves the named columns with the next version and the nearest due time, and records the step."""
    complaint.version += 1
    complaint.next_due_at = nearest_due(complaint)
    names = {*changed, "version", "next_due_at"}
    complaint.save(update_fields=names)
    complaint.__dict__.pop("group", None)  # read before it changed
    entry = timeline.record(
        subject_kind=SUBJECT,
        subject_id=complaint.pk,
        estate_id=complaint.estate_id,
        verb=verb,
        actor=actor,
        now=now,
        text=text,
        audience=audience,
        changes=columns(complaint, names),
        details=details,
    )
    store(complaint, entry, photos, now)
    live.changed((f"estate:{complaint.estate_id}", Subject(SUBJECT, complaint.pk)))
    return entry


def columns(complaint: Complaint, names: Iterable[str]) -> dict[str, Any]:
    """The columns as they are stored: for a relation, its id."""
    stored = {field.name: field.attname for field in Complaint._meta.concrete_fields}
    return {name: getattr(complaint, stored[name]) for name in names}


def give(complaint: Complaint, promised: Iterable[PromiseDue], now: datetime) -> None:
    """Opens promises, each owed by whoever owes it as the complaint stands."""
    limits = figures(complaint.rulebook_version_id, complaint.estate_id)
    debtors: dict[Owing, Debtor] = {}
    owed = []
    for due in promised:
        owing = clause_3_2_2_owing(due.kind, complaint.state, complaint.round, limits)
        if owing not in debtors:
            debtors[owing] = _debtor(complaint, owing, now)
        quantity = None if due.due.agreed else limits.number(RULES[PromiseKind(due.kind)].figure)
        owed.append(promises.Owed(due, quantity, debtors[owing]))
    promises.give(
        owed,
        subject_kind=SUBJECT,
        subject_id=complaint.pk,
        subject_label=complaint.number,
        round_number=complaint.round,
        rulebook_version_id=complaint.rulebook_version_id,
        place=complaint.estate.place,
        owed_to=Subject("person", complaint.person_id) if complaint.person_id is not None else None,
    )


def desk_promise(complaint: Complaint, now: datetime) -> PromiseDue:
    """The desk hands over anew, by the complaint's own limits."""
    limits = figures(complaint.rulebook_version_id, complaint.estate_id)
    return clause_3_2_2_on_sending_back(now, limits, LoadedCalendar())


def end(complaint: Complaint, kind: str, ending: Ending, *, at: datetime) -> None:
    promises.end(subject_kind=SUBJECT, subject_id=complaint.pk, kinds=[kind], state=ENDINGS[ending], at=at)


def hand_on(complaint: Complaint, now: datetime) -> None:
    """Names who owes each running promise now: the desk, the department with its handler, or the manager."""
    limits = figures(complaint.rulebook_version_id, complaint.estate_id)
    owed: dict[Owing, list[str]] = {}
    for kind in promises.running(SUBJECT, complaint.pk).values_list("kind", flat=True):
        owing = clause_3_2_2_owing(kind, complaint.state, complaint.round, limits)
        owed.setdefault(owing, []).append(kind)
    for owing, kinds in owed.items():
        debtor = _debtor(complaint, owing, now)
        promises.hand_on(subject_kind=SUBJECT, subject_id=complaint.pk, kinds=kinds, debtor=debtor)


def nearest_due(complaint: Complaint) -> datetime | None:
    running = promises.running(SUBJECT, complaint.pk).order_by("due_at")
    return running.values_list("due_at", flat=True).first()


def refresh_due(complaint_id: int) -> dict[str, Any]:
    """Sets the nearest due time anew after a promise moved; returns the columns set, for the timeline."""
    complaint = locked(complaint_id, version=None)
    complaint.next_due_at = nearest_due(complaint)
    complaint.save(update_fields=["next_due_at"])
    return columns(complaint, ["next_due_at"])


def _debtor(complaint: Complaint, owing: Owing, now: datetime) -> Debtor:
    """The department and the person who owe; never a person from whom the case is kept."""
    if owing is Owing.DEPARTMENT:
        accused = complaint.handler_id is not None and complaint.handler_id == complaint.about_employee_id
        return Debtor(complaint.department_id, None if accused else complaint.handler_id)
    if owing is Owing.MANAGER:
        kept_from = complaint.complained_of
        owner = Staffing(now).owner_of_the_case(place=complaint.estate.place, kept_from=kept_from)
        return Debtor(complaint.department_id, owner.pk if owner else None)
    return Debtor(first(_desks(estate=complaint.estate_id)), role=Role.CLERK)


@compiled
def _desks(*, estate: int) -> QuerySet[Department, int]:
    desks = Department.objects.filter(estate=estate, kind=DepartmentKind.CUSTOMER_SERVICE)
    return desks.order_by("id").values_list("id", flat=True)[:1]


def check_version(complaint: Complaint, version: int | None) -> None:
    """Refuses with Stale a step that was decided on an older version than the row is at."""
    freshness.check(given=version, current=complaint.version, sentence=changed_meanwhile())


def changed_meanwhile() -> str:
    return _("Somebody else changed this complaint meanwhile. Please look at it again.")
