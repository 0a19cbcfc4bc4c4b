"""Marked requisitions, rounds and headcounts: of the cast's own estate, of the second one, and of another company."""

from collections.abc import Iterator
from datetime import date, timedelta

from jujiao.company.rulebook.operations import ship_first_version
from jujiao.company.staff.models import Department, Post
from jujiao.kernel.record.access import SYSTEM, Grant, Role, Viewer
from jujiao.people.requisitions import operations
from jujiao.people.requisitions.models import RequisitionRound
from jujiao.promises.models import Promise
from jujiao.rules.people.headcount import MoveKind
from jujiao.rules.people.requisitions import Wanted
from jujiao.testing.canaries import Canary, entered, everybody_but
from jujiao.testing.cast import NOW, Cast, Member

OWN, SECOND, OTHER = (f"canary-requisition-{place}" for place in ("own", "second", "other"))
SEE_ALL = ("hr", "director", "auditor", "sysadmin")
"""Whoever answers for the whole company; the system administrator reads timelines."""


def plant(cast: Cast) -> Iterator[Canary]:
    """One for each place: what a department needs bears the mark, and so does the reason for its seats."""
    yield _canary(cast.engineering, cast.head_of_engineering, OWN, (*SEE_ALL, "head_of_engineering", "manager"), "hr")
    yield _canary(cast.second_customer_service, cast.clerk_elsewhere, SECOND, SEE_ALL, "hr")
    ship_first_version(company=cast.other_company, now=NOW)
    department = Department.objects.create(estate=cast.other_estate, name="保洁部", kind="cleaning")
    yield _canary(department, cast.outsider, OTHER, (), "")


def _canary(department: Department, member: Member, mark: str, readers: tuple[str, ...], reader: str) -> Canary:
    estate = department.estate
    grant = Grant(Role.HEAD, estate.pk, department.pk)
    head = Viewer(member.user.pk, mark, estate.company_id, member.employee.pk, grants=frozenset([grant]))
    wanted = Wanted(mark, 1, mark, mark, mark, mark, NOW.date() + timedelta(days=30))
    requisition = operations.request(actor=head, now=NOW, department=department, positions=[wanted])
    post = Post.objects.create(
        company=estate.company, code=mark[-10:], name=f"岗 {mark[-6:]}", family="security", level=1
    )
    move = operations.move_seats(
        department=department, post=post, kind=MoveKind.APPROVE, number=1, reason=mark, actor=SYSTEM, now=NOW
    )
    opened = RequisitionRound.objects.filter(company=estate.company).first() or RequisitionRound.objects.create(
        company=estate.company, name="2026-Q2", starts_on=date(2026, 4, 1), ends_on=date(2026, 6, 30), opens_at=NOW,
        opened_at=NOW, rulebook_version=requisition.rulebook_version,
    )  # fmt: skip
    promise = Promise.objects.get(subject_kind="requisition", subject_id=requisition.pk)
    return Canary(
        mark=mark,
        kept_from=everybody_but(*readers),
        at={
            "requisition_id": requisition.pk,
            "round_id": opened.pk,
            "headcount_id": move.headcount_id,
            "promise_id": promise.pk,
        },
        subjects=(
            entered("requisition", requisition.pk, mark),
            entered("requisition_round", opened.pk, mark),
            entered("headcount", move.headcount_id, mark),
        ),
        row=requisition,
        read=(reader, "requisitions:case") if reader else None,
    )
