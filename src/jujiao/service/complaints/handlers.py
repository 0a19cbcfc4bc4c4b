"""3.2.3: who worked on a case in its round, and so neither asks its owner nor closes it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import Viewer
from jujiao.promises.models import Custody
from jujiao.rules.service.complaint_follow_ups import clause_3_2_3_handled, clause_3_2_3_may_follow_up
from jujiao.rules.service.complaint_steps import BEGINS_ROUND, HANDLING
from jujiao.service.complaints.models import SUBJECT, Complaint


def barred(complaints: Collection[Complaint]) -> dict[int, dict[int, str]]:
    """Who may not follow up: by the complaint's id the user ids with their names, in two queries for however many.

    Nobody where the figure of the other person is off. A step taken on a complaint stands in the timeline of each
    double that was handled with it, so it counts there too."""
    strict = [one for one in complaints if _other_person(one)]
    acted, held = _acted(strict), _held(strict)
    found: dict[int, dict[int, str]] = {one.pk: {} for one in complaints}
    for one in strict:
        steps, custodians = acted[one.pk], held[one.pk]
        names = {person: name for _verb, person, name in steps if person is not None} | custodians
        handled = clause_3_2_3_handled([(verb, person) for verb, person, _name in steps], custodians)
        found[one.pk] = {person: name for person, name in names.items() if person in handled}
    for one in complaints:
        one.handlers = found[one.pk]
    return found


def handlers_of(complaint: Complaint) -> dict[int, str]:
    """The same of one complaint, read once for the one at hand."""
    if "handlers" not in complaint.__dict__:
        barred([complaint])
    return complaint.handlers


def handled_in(complaint: Complaint, round_number: int) -> frozenset[int]:
    """The user ids of those who handled the complaint in one of its rounds; nobody where the figure is off."""
    if round_number == complaint.round or not _other_person(complaint):
        return frozenset(handlers_of(complaint))
    steps = [(verb, person) for verb, person, _name in _acted([complaint])[complaint.pk]]
    custodies = _custodies(ids=[complaint.pk])
    held = [user_id for _complaint_id, number, user_id, _name in custodies if number == round_number]
    return clause_3_2_3_handled(steps, held, round_number)


def is_other_person(viewer: Viewer, complaint: Complaint) -> bool:
    """3.2.3: whether the viewer may follow up, as somebody who did not handle the complaint in this round."""
    return clause_3_2_3_may_follow_up(handlers_of(complaint), viewer.user_id)


def _other_person(complaint: Complaint) -> bool:
    return complaint.limits.is_on("complaint.follow_up_other_person")


def _acted(complaints: Collection[Complaint]) -> Mapping[int, list[tuple[str, int | None, str]]]:
    found: dict[int, list[tuple[str, int | None, str]]] = defaultdict(list)
    if complaints:
        for complaint_id, verb, person, name in _entries(ids=[one.pk for one in complaints]):
            found[complaint_id].append((verb, person, name))
    return found


@compiled
def _entries(*, ids: list[int]) -> QuerySet[TimelineEntry, Any]:
    work = TimelineEntry.objects.filter(
        subject_kind=SUBJECT, subject_id__any_of=ids, verb__in=[*HANDLING, *BEGINS_ROUND]
    )
    return work.order_by("subject_id", "seq").values_list("subject_id", "verb", "actor_id", "actor_name")


def _held(complaints: Collection[Complaint]) -> Mapping[int, dict[int, str]]:
    rounds = {one.pk: one.round for one in complaints}
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for complaint_id, round_number, user_id, name in _custodies(ids=list(rounds)) if rounds else ():
        if rounds[complaint_id] == round_number:
            found[complaint_id][user_id] = name
    return found


@compiled
def _custodies(*, ids: list[int]) -> QuerySet[Custody, Any]:
    named = Custody.objects.filter(subject_kind=SUBJECT, subject_id__any_of=ids, employee__isnull=False)
    return named.order_by("from_at", "id").values_list("subject_id", "round", "employee__user_id", "employee__name")
