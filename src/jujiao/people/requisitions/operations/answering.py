"""2.1.1: a department says what it needs, or takes back what it said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.cases.errors import NotYours, UnableToTakeStep, by_the_rules
from jujiao.company.rulebook.queries import version_in_force
from jujiao.company.staff.models import Department, Post
from jujiao.kernel.record.access import Viewer
from jujiao.people.requisitions.models import Answer, Position, Requisition
from jujiao.people.requisitions.operations.frame import FRAME, owed, take
from jujiao.people.requisitions.operations.numbers import next_number
from jujiao.people.requisitions.operations.telling import tell_of
from jujiao.people.requisitions.permissions import ACCESS
from jujiao.people.requisitions.texts import DUTIES, EXPERIENCE, NAME, SKILLS, WHY_NEEDED, WITHDRAWN
from jujiao.rules.people.requisition_steps import PromiseKind, State
from jujiao.rules.people.requisitions import Wanted, clause_2_1_1_answer


@transaction.atomic
def answer(
    *,
    actor: Viewer,
    now: datetime,
    requisition_id: int,
    version: int | None,
    positions: Sequence[Wanted],
    none: bool = False,
) -> Requisition:
    """Answers what was asked: `positions`, or, said and confirmed (`none`), that the department needs nobody.

    UnableToTakeStep for an answer that is not in full, and for a post of another company."""
    requisition = FRAME.hold(requisition_id, version=version)
    ACCESS["answer"].check(actor, requisition)
    kept = _kept(requisition, positions, none, now)
    _write(requisition, kept, none, actor, now)
    requisition.none = none
    take(requisition, "answer", actor=actor, now=now, details=_details(kept))
    tell_of(requisition, "answered", PromiseKind.ACCEPT, now)
    return requisition


@transaction.atomic
def request(*, actor: Viewer, now: datetime, department: Department, positions: Sequence[Wanted]) -> Requisition:
    """Asks for people between the rounds, of the department's own accord."""
    version = version_in_force(department.estate.company_id, now)
    requisition = Requisition(
        number=next_number(department.estate, now),
        rulebook_version=version,
        estate=department.estate,
        department=department,
        state=State.ANSWERED.value,
        none=False,
    )
    ACCESS["answer"].check(actor, requisition)
    kept = _kept(requisition, positions, False, now)
    promised = owed(requisition, State.ANSWERED, now)
    FRAME.begin(requisition, "request", promised=promised, actor=actor, now=now, details=_details(kept))
    _write(requisition, kept, False, actor, now)
    tell_of(requisition, "answered", PromiseKind.ACCEPT, now)
    return requisition


@transaction.atomic
def take_back(*, actor: Viewer, now: datetime, requisition_id: int, version: int | None) -> Requisition:
    """Takes back an answer that is not accepted yet. It is owed again since it was asked for: no time is won."""
    requisition = FRAME.hold(requisition_id, version=version)
    ACCESS["take_back"].check(actor, requisition)
    requisition.none = None
    take(requisition, "take_back", since=requisition.asked_at, actor=actor, now=now)
    return requisition


@transaction.atomic
def withdraw(*, actor: Viewer, now: datetime, requisition_id: int, version: int | None, reason: str) -> Requisition:
    """Withdraws what a department asked for of its own accord, before it is accepted."""
    requisition = FRAME.hold(requisition_id, version=version)
    ACCESS["withdraw"].check(actor, requisition)
    reason = WITHDRAWN.of(reason, UnableToTakeStep)
    take(requisition, "withdraw", actor=actor, now=now, text=reason)
    return requisition


def _kept(requisition: Requisition, positions: Sequence[Wanted], none: bool, now: datetime) -> list[Wanted]:
    """The positions as they are kept. One that names a post of the company bears its name unless it has another."""
    posts = Post.objects.filter(company=requisition.company_id, in_use=True).in_bulk(
        [one.post_id for one in positions if one.post_id]
    )
    kept = []
    for one in positions:
        if one.post_id is not None and one.post_id not in posts:
            raise UnableToTakeStep(_("This post is not one of the company's, or not in use."))
        name = NAME.of(one.name, UnableToTakeStep) or (posts[one.post_id].name if one.post_id else "")
        kept.append(
            replace(
                one,
                name=name,
                duties=DUTIES.of(one.duties, UnableToTakeStep),
                skills=SKILLS.of(one.skills, UnableToTakeStep),
                experience=EXPERIENCE.of(one.experience, UnableToTakeStep),
                reason=WHY_NEEDED.of(one.reason, UnableToTakeStep),
            )
        )
    with by_the_rules():
        clause_2_1_1_answer(kept, none=none, today=timezone.localtime(now).date())
    return kept


def _write(requisition: Requisition, kept: Sequence[Wanted], none: bool, actor: Viewer, now: datetime) -> None:
    if actor.employee_id is None:
        raise NotYours(_("This step is not yours to take."))
    said = Answer.objects.create(
        requisition=requisition,
        round=requisition.round,
        none=none,
        answered_by_id=actor.employee_id,
        answered_at=now,
    )
    Position.objects.bulk_create(
        Position(answer=said, place=place, **{name: getattr(one, name) for name in Wanted.__slots__})
        for place, one in enumerate(kept, start=1)
    )
    requisition.standing = said


def _details(kept: Sequence[Wanted]) -> dict[str, object]:
    return {"positions": [f"{one.name} × {one.number}" for one in kept]}
