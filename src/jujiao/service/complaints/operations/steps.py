"""What every step on a complaint has in common: the frame of all cases, groups of doubles, and who owes by 3.2.2."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Unpack

from django.db.models import Q
from django.utils.translation import gettext_lazy

from jujiao.cases.frame import Frame, Said
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.staff.staffing import Debtor, Staffing
from jujiao.kernel.errors import Stale
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import Role
from jujiao.rules.promising import PromiseDue
from jujiao.rules.service.complaint_steps import AT_WORK, STEPS
from jujiao.rules.service.complaints import Owing, clause_3_2_2_on_sending_back, clause_3_2_2_owing
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.photos import CleanPhoto, store
from jujiao.service.complaints.queries import seen_by


def debtors(complaint: Complaint, kinds: Collection[str], now: datetime) -> Mapping[str, Debtor]:
    """Who owes promises of these kinds (3.2.2): the desk, the department with its handler, or the manager."""
    owing = {kind: clause_3_2_2_owing(kind, complaint.state, complaint.round, complaint.limits) for kind in kinds}
    found = {each: _debtor(complaint, each, now) for each in dict.fromkeys(owing.values())}
    return {kind: found[each] for kind, each in owing.items()}


FRAME = Frame(
    subject=SUBJECT,
    model=Complaint,
    machine=STEPS,
    debtors=debtors,
    changed_meanwhile=gettext_lazy("Somebody else changed this complaint meanwhile. Please look at it again."),
    related=("estate",),
    seen_by=seen_by,
)


def locked(complaint_id: int, *, version: int | None) -> Complaint:
    """The complaint, held until the transaction ends. `version` is what the person looked at; Stale if older."""
    return FRAME.hold(complaint_id, version=version)


def hold(complaint_id: int) -> Complaint:
    """The complaint, held, for whoever changes its promises without a step."""
    return locked(complaint_id, version=None)


def held_with_doubles(complaint_id: int, *also: int, version: int | None) -> dict[int, Complaint]:
    """The complaint, all that were merged into it, and those in `also`, by id, all held. `version` is what the person
    looked at; Stale if older.

    A statement that waits for a row finds only what was there when it began. So the group is read again once the
    complaint is held, without which nothing joins it. Where one has joined meanwhile, the step was not decided for that
    one, and waiting for it now would be out of order: Stale as well."""
    held = FRAME.hold_all(Q(pk__in=[complaint_id, *also]) | Q(merged_into=complaint_id))
    complaint = held.get(complaint_id)
    if complaint is not None:
        FRAME.check_version(complaint, version)
        check_none_joined(complaint, held, version)
        for double in held.values():
            if double.merged_into_id == complaint_id:
                double.group = complaint.group
    return held


def check_none_joined(complaint: Complaint, held: Collection[int], version: int | None) -> None:
    """Refuses with Stale where something was merged into the held complaint that is not among those held with it."""
    if not {one.id for one in complaint.group if one.merged_into_id == complaint.pk}.issubset(held):
        raise Stale(FRAME.changed_meanwhile, given=version or complaint.version - 1, current=complaint.version)


def locked_group(complaint_id: int, *, version: int | None) -> tuple[Complaint, list[Complaint]]:
    """The complaint and the doubles that are handled with it, all held, for one of the steps OF_THE_GROUP."""
    held = held_with_doubles(complaint_id, version=version)
    return held.pop(complaint_id), [double for double in held.values() if double.state in AT_WORK]


def take(
    complaint: Complaint,
    verb: str,
    *,
    promised: Collection[PromiseDue] = (),
    photos: Sequence[CleanPhoto] = (),
    told_later: bool = False,
    **said: Unpack[Said],
) -> TimelineEntry:
    """Takes one step on a held complaint (see `Frame.take`), with the photos that were sent with it."""
    entry = FRAME.take(complaint, verb, promised=promised, told_later=told_later, **said)
    store(complaint, entry, photos, said["now"])
    return entry


def desk_promise(complaint: Complaint, now: datetime) -> PromiseDue:
    """The desk hands over anew, by the complaint's own limits."""
    return clause_3_2_2_on_sending_back(now, complaint.limits, LoadedCalendar())


def _debtor(complaint: Complaint, owing: Owing, now: datetime) -> Debtor:
    """The department and the person who owe; never a person from whom the case is kept: whoever it, or one that is
    handled together with it, is about."""
    if owing is Owing.DEPARTMENT:
        handler = complaint.handler_id
        accused = handler is not None and handler in complaint.complained_of
        return Debtor(complaint.department_id, None if accused else handler)
    if owing is Owing.MANAGER:
        kept_from = complaint.complained_of
        owner = Staffing(now).owner_of_the_case(place=complaint.estate.place, kept_from=kept_from)
        return Debtor(complaint.department_id, owner.pk if owner else None)
    return Debtor(complaint.desk, role=Role.CLERK)
