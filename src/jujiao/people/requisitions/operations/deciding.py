"""2.1.1: administration accepts what a department needs, or sends it back; the company approves or refuses it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.cases.errors import UnableToTakeStep, by_the_rules
from jujiao.company.staff.models import Post
from jujiao.kernel.record.access import Viewer
from jujiao.people.requisitions.models import Position, Requisition
from jujiao.people.requisitions.operations.frame import FRAME, take
from jujiao.people.requisitions.operations.headcount import moved
from jujiao.people.requisitions.operations.telling import tell_of
from jujiao.people.requisitions.permissions import ACCESS
from jujiao.people.requisitions.texts import REFUSED, SENT_BACK
from jujiao.rules.people.headcount import MoveKind
from jujiao.rules.people.requisition_steps import PromiseKind
from jujiao.rules.people.requisitions import clause_2_1_1_accepts


@transaction.atomic
def take_note(*, actor: Viewer, now: datetime, requisition_id: int, version: int | None) -> Requisition:
    """Takes note that a department needs nobody: nothing is left to decide."""
    requisition = FRAME.hold(requisition_id, version=version)
    ACCESS["take_note"].check(actor, requisition)
    take(requisition, "take_note", actor=actor, now=now)
    return requisition


@transaction.atomic
def accept(
    *, actor: Viewer, now: datetime, requisition_id: int, version: int | None, posts: Mapping[int, int] | None = None
) -> Requisition:
    """Accepts what a department needs; `posts` gives, by the ids of those positions that bear only a name, the ids of
    the posts of the company that they are."""
    requisition = FRAME.hold(requisition_id, version=version)
    ACCESS["accept"].check(actor, requisition)
    _name_posts(requisition, posts or {})
    take(requisition, "accept", actor=actor, now=now)
    tell_of(requisition, "accepted", PromiseKind.APPROVE, now)
    return requisition


@transaction.atomic
def send_back(*, actor: Viewer, now: datetime, requisition_id: int, version: int | None, reason: str) -> Requisition:
    """Sends an answer back, for a reason: a new round begins, and the department owes another answer from now on."""
    requisition = FRAME.hold(requisition_id, version=version)
    ACCESS["send_back"].check(actor, requisition)
    requisition.reason = SENT_BACK.of(reason, UnableToTakeStep)
    requisition.round, requisition.none, requisition.asked_at = requisition.round + 1, None, now
    take(requisition, "send_back", actor=actor, now=now, text=requisition.reason)
    tell_of(requisition, "sent_back", PromiseKind.ANSWER, now)
    return requisition


@transaction.atomic
def approve(*, actor: Viewer, now: datetime, requisition_id: int, version: int | None) -> Requisition:
    """Approves what a department needs, all of it: so many seats of each post are open from now on."""
    requisition = FRAME.hold(requisition_id, version=version)
    ACCESS["approve"].check(actor, requisition)
    take(requisition, "approve", actor=actor, now=now)
    seats: dict[Post, int] = defaultdict(int)
    for position in positions_of(requisition):
        if position.post is not None:
            seats[position.post] += position.number
    # Always in the order of the posts, so that no two approvals deadlock.
    for post in sorted(seats, key=lambda post: post.pk):
        moved(
            requisition.department, post, MoveKind.APPROVE, seats[post], actor=actor, now=now, requisition=requisition
        )
    tell_of(requisition, "approved", PromiseKind.ANSWER, now)
    return requisition


@transaction.atomic
def refuse(*, actor: Viewer, now: datetime, requisition_id: int, version: int | None, reason: str) -> Requisition:
    """Refuses what a department needs, for a reason, for good."""
    requisition = FRAME.hold(requisition_id, version=version)
    ACCESS["refuse"].check(actor, requisition)
    requisition.reason = REFUSED.of(reason, UnableToTakeStep)
    take(requisition, "refuse", actor=actor, now=now, text=requisition.reason)
    tell_of(requisition, "refused", PromiseKind.ANSWER, now)
    return requisition


def positions_of(requisition: Requisition) -> list[Position]:
    """What the standing answer asks for, with the posts of the company."""
    return list(Position.objects.filter(answer=requisition.standing).select_related("post"))


def _name_posts(requisition: Requisition, posts: Mapping[int, int]) -> None:
    positions = positions_of(requisition)
    unnamed = [one for one in positions if one.post_id is None]
    if not posts.keys() <= {one.pk for one in unnamed}:
        raise UnableToTakeStep(_("Only a position that has no post yet can be given one."))
    known = Post.objects.filter(company=requisition.company_id, in_use=True).in_bulk(set(posts.values()))
    if not known.keys() >= set(posts.values()):
        raise UnableToTakeStep(_("This post is not one of the company's, or not in use."))
    with by_the_rules():
        clause_2_1_1_accepts([replace(one.wanted, post_id=one.post_id or posts.get(one.pk)) for one in positions])
    for one in unnamed:
        one.post_id = posts[one.pk]
        one.save(update_fields=["post"])
