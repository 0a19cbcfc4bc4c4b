"""Moving seats: the one way in which a headcount changes."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.cases.errors import by_the_rules
from jujiao.company.staff.models import Department, Post
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import SYSTEM, Role, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.people.requisitions.models import Headcount, HeadcountMove, Requisition
from jujiao.rules.people.headcount import COLUMNS, MoveKind, clause_2_1_1_moved

SUBJECT = "headcount"
REASON = Text(300, gettext_lazy("Say why."), line=True)
WHO: Mapping[MoveKind, Role] = MappingProxyType(
    {kind: Role.COMPANY if kind in {MoveKind.APPROVE, MoveKind.REDUCE} else Role.ADMINISTRATION for kind in MoveKind}
)
"""How many seats there are is for the company to say; who takes one, for administration."""


class UnableToMoveSeats(UnableTo):
    """The post belongs to another company, or no reason is given."""


@transaction.atomic
def move_seats(
    *, department: Department, post: Post, kind: MoveKind, number: int, reason: str, actor: Viewer, now: datetime
) -> HeadcountMove:
    """A move of seats (编制变动) that comes of no requisition, for a reason. UnableToTakeStep where there are not so
    many of what it takes from."""
    if not may_move(actor, department, kind):
        raise NotAllowed(_("This move of seats is for others to make."))
    if post.company_id != department.estate.company_id:
        raise UnableToMoveSeats(_("The post belongs to another company."))
    kept = REASON.of(reason, UnableToMoveSeats)
    return moved(department, post, kind, number, actor=actor, now=now, reason=kept)


def may_move(actor: Viewer, department: Department, kind: MoveKind) -> bool:
    """Whether the actor may make moves of this kind in the department."""
    if actor == SYSTEM:
        return True
    here = actor.company_id == department.estate.company_id
    return here and actor.has(WHO[kind], estate_id=department.estate_id)


def moved(
    department: Department,
    post: Post,
    kind: MoveKind,
    number: int,
    *,
    actor: Viewer,
    now: datetime,
    requisition: Requisition | None = None,
    reason: str = "",
) -> HeadcountMove:
    """Writes a move and the balance after it. The balance is held until the transaction ends, so that of two who take
    the last seat one is refused. Who may is for the caller to have asked."""
    Headcount.objects.bulk_create([Headcount(department=department, post=post)], ignore_conflicts=True)
    headcount = Headcount.objects.select_for_update().get(department=department, post=post)
    with by_the_rules():
        after = clause_2_1_1_moved(headcount.balance, kind, number)
    changed = {name: getattr(after, name) for name in COLUMNS if getattr(headcount, name) != getattr(after, name)}
    for name, value in changed.items():
        setattr(headcount, name, value)
    headcount.save(update_fields=changed)
    move = HeadcountMove.objects.create(
        headcount=headcount,
        kind=kind.value,
        number=number,
        requisition=requisition,
        reason=reason,
        moved_at=now,
        moved_by_id=actor.employee_id,
    )
    timeline.record(
        subject_kind=SUBJECT,
        subject_id=headcount.pk,
        estate_id=department.estate_id,
        verb=kind.value,
        actor=actor,
        now=now,
        text=reason,
        changes=changed,
        details={"move": move.pk, "number": number, "requisition": requisition and requisition.number},
    )
    return move
