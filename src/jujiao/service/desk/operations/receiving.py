"""3.1.1: somebody comes to the desk (来访登记): who, what they want, and what becomes of it."""

from datetime import datetime, time
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Company, Estate, Person, Room
from jujiao.company.estates.queries import lived
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.company.staff.queries import today
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer, permit
from jujiao.kernel.record.declared import Became, Origin
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.service.desk import clause_3_1_1_names_go
from jujiao.service.desk.models import Outcome, Visit
from jujiao.service.desk.permissions import RECEIVES
from jujiao.service.desk.queries import VISIT, visits_for

WANTED: Final = Text(1000, gettext_lazy("Write down what the visitor wants."))
NAME: Final = Text(60, line=True)
DONE: Final = Text(500, gettext_lazy("Write down what was done."))
TOGETHER: Final = 500
"""Visits whose names go in one transaction."""


class UnableToReceive(UnableTo):
    """Nothing was said, who came does not live there, or the visit is settled already."""


@transaction.atomic
def receive(
    *,
    estate: Estate,
    text: str,
    room: Room | None = None,
    person: Person | None = None,
    visitor_name: str = "",
    actor: Viewer,
    now: datetime,
) -> Visit:
    """Takes down who came, and what they want in their words: a person on record, somebody by the name that they gave,
    or somebody unknown; and of which room.

    Raises NotAllowed, UnableToReceive."""
    _permit(actor, estate)
    text, visitor_name = WANTED.of(text, UnableToReceive), NAME.of(visitor_name, UnableToReceive)
    if room is not None and room.estate_id != estate.pk:
        raise UnableToReceive(_("This room is not at this estate."))
    if person is not None and not lived(person, room, estate):
        raise UnableToReceive(_("%(person)s does not live at this estate.") % {"person": person.name})
    visit = Visit.objects.create(
        estate=estate,
        room=room,
        person=person,
        visitor_name="" if person else visitor_name,
        text=text,
        received_by_id=actor.employee_id,
        came_at=now,
    )
    _note(visit, "receive_visit", actor, now)
    return visit


@transaction.atomic
def settle(*, visit: Visit, word: str, version: int | None, actor: Viewer, now: datetime) -> Visit:
    """The visit needs nothing more: what was done about it is noted.

    Raises NotAllowed, Stale, UnableToReceive."""
    visit = _held(visit.pk)
    _permit(actor, visit.estate)
    freshness.check(given=version, current=visit.version, sentence=_("Somebody has changed this visit since."))
    if visit.outcome != Outcome.OPEN:
        raise UnableToReceive(_("This visit is settled already."))
    visit.outcome, visit.word = Outcome.NOTED, DONE.of(word, UnableToReceive)
    visit.version += 1
    visit.save(update_fields=["outcome", "word", "version"])
    _note(visit, "settle_visit", actor, now)
    return visit


def known(viewer: Viewer, visit_id: int) -> dict[str, Any] | None:
    """What a form knows of it beforehand; see `Origin`."""
    visit = visits_for(viewer).filter(pk=visit_id).first()
    if visit is None or visit.outcome == Outcome.CASE or not viewer.has(*RECEIVES, estate_id=visit.estate_id):
        return None
    names = {"room": visit.room, "person": visit.person, "name": visit.visitor_name}
    return {**names, "text": visit.text, "estate": visit.estate}


@transaction.atomic
def become(visit_id: int, became: Became) -> None:
    """A case was made of the visit. Whoever registers decides; one of which a case was made meanwhile is refused."""
    visit = _held(visit_id)
    _permit(became.actor, visit.estate)
    if visit.outcome == Outcome.CASE:
        raise UnableToReceive(_("Somebody has made a case of this visit already."))
    visit.outcome = Outcome.CASE
    visit.case_kind, visit.case_id = became.subject_kind, became.subject_id
    visit.version += 1
    visit.save(update_fields=["outcome", "case_kind", "case_id", "version"])
    _note(visit, "make_case_of_visit", became.actor, became.now)


def forget_names(company: Company, *, now: datetime) -> int:
    """Has the names go of those who came months ago, a part at a time; how many visits that were."""
    version = in_force(company.pk, now)
    if version is None:
        return 0
    return sum(_forget_at(estate, version.pk, now) for estate in Estate.objects.filter(company=company).order_by("pk"))


def _forget_at(estate: Estate, version_id: int, now: datetime) -> int:
    day = clause_3_1_1_names_go(today(now), figures(version_id, estate.pk))
    if day is None:
        return 0
    before = datetime.combine(day, time.min, SHANGHAI)
    count = 0
    while found := _forget_some(estate, before, now):
        count += found
    return count


@transaction.atomic
def _forget_some(estate: Estate, before: datetime, now: datetime) -> int:
    meant = Visit.objects.filter(estate=estate, came_at__lt=before, names_gone_at=None).order_by("pk")
    held = list(meant.select_for_update(skip_locked=True).values_list("pk", flat=True)[:TOGETHER])
    gone = {"visitor_name": "", "person": None, "names_gone_at": now}
    return Visit.objects.filter(pk__in=held).update(**gone)


def _held(visit_id: int) -> Visit:
    return Visit.objects.select_for_update(of=("self",)).select_related("estate").get(pk=visit_id)


def _permit(actor: Viewer, estate: Estate) -> None:
    sentence = _("Visitors are for the desk of the estate to take down.")
    permit(actor, *RECEIVES, sentence=sentence, company_id=estate.company_id, estate_id=estate.pk)


def _note(visit: Visit, verb: str, actor: Viewer, now: datetime) -> None:
    """Neither names nor words: a timeline keeps what it has for ever."""
    note(visit, verb, actor, now)
    changed((visit.estate.place.topic, None))


ORIGIN: Final = Origin(key=VISIT, known=known, became=become)
