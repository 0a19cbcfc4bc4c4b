"""Requisitions in every state, for the tests and drills of all apps."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Department, DepartmentKind, Post
from jujiao.company.staff.queries import today
from jujiao.kernel.record.access import Viewer
from jujiao.people.requisitions import operations
from jujiao.people.requisitions.models import Headcount, Requisition, RequisitionRound
from jujiao.rules.people.headcount import MoveKind
from jujiao.rules.people.requisitions import Wanted
from jujiao.testing.cast import NOW, Cast

SAID = {"duties": "公共区域水电维修", "skills": "持电工证", "experience": "两年以上", "reason": "一人将退休"}


@dataclass(frozen=True)
class Maker:
    """Makes requisitions of the engineers of one estate at one moment."""

    estate: Estate
    now: datetime
    viewer: Callable[[str], Viewer]

    @property
    def department(self) -> Department:
        return Department.objects.get(estate=self.estate, kind=DepartmentKind.ENGINEERING)

    def post(self) -> Post:
        """The post that all of them ask for."""
        facts = {"name": "水电工", "family": "engineering", "level": 2}
        return Post.objects.get_or_create(company=self.estate.company, code="REQ", defaults=facts)[0]

    def wanted(self, **facts: Any) -> Wanted:
        needed_by = today(self.now) + timedelta(days=40)
        return Wanted(**{"name": "水电工", "number": 2, "needed_by": needed_by, **SAID, **facts})

    def answered(self) -> Requisition:
        """Asked for between the rounds."""
        wanted = self.wanted(post_id=self.post().pk)
        head = self.viewer("head_of_engineering")
        return operations.request(actor=head, now=self.now, department=self.department, positions=[wanted])

    def asked(self) -> Requisition:
        """Sent back."""
        return self.take(operations.send_back, "hr", self.answered(), reason="请写明原因")

    def answered_again(self) -> Requisition:
        """Sent back and answered: it may be taken back."""
        wanted = self.wanted(post_id=self.post().pk)
        return self.take(operations.answer, "head_of_engineering", self.asked(), positions=[wanted])

    def nobody(self) -> Requisition:
        """Answered: nobody is needed."""
        return self.take(operations.answer, "head_of_engineering", self.asked(), positions=[], none=True)

    def accepted(self) -> Requisition:
        return self.take(operations.accept, "hr", self.answered())

    def take(self, step: Callable[..., Requisition], who: str, requisition: Requisition, **given: Any) -> Requisition:
        return step(
            actor=self.viewer(who), now=self.now, requisition_id=requisition.pk, version=requisition.version, **given
        )


def maker(cast: Cast) -> Maker:
    """The cast's own."""
    return Maker(cast.estate, NOW, lambda name: getattr(cast, name).viewer)


def a_requisition(cast: Cast) -> Requisition:
    return maker(cast).answered()


def a_round(cast: Cast) -> RequisitionRound:
    """The last round of the company; one for the next quarter where there is none."""
    return cast.company.requisition_rounds.order_by("starts_on").last() or another_round(cast)


def another_round(cast: Cast) -> RequisitionRound:
    """One more round, of a year of its own."""
    year = 2026 + cast.company.requisition_rounds.count()
    return RequisitionRound.objects.create(
        company=cast.company,
        name=f"{year}-Q2",
        starts_on=date(year, 4, 1),
        ends_on=date(year, 6, 30),
        opens_at=NOW,
        opened_at=NOW,
        rulebook_version=cast.version,
    )


def one_in_the_round(cast: Cast) -> None:
    """One more requisition of the last round, of a department of its own."""
    number = Department.objects.count()
    department = Department.objects.create(estate=cast.estate, name=f"部门 {number}", kind="cleaning")
    Requisition.objects.create(
        number=f"YX-R-{number}", rulebook_version=cast.version, estate=cast.estate, department=department,
        asked_in=a_round(cast), asked_at=NOW, next_due_at=NOW,
    )  # fmt: skip


def seats(cast: Cast) -> Headcount:
    """One more headcount, of one seat."""
    number = Post.objects.count()
    post = Post.objects.create(
        company=cast.company, code=f"S{number}", name=f"岗 {number}", family="customer_service", level=1
    )
    return operations.move_seats(
        department=cast.engineering, post=post, kind=MoveKind.APPROVE, number=1, reason="核定",
        actor=cast.director.viewer, now=NOW,
    ).headcount  # fmt: skip


def a_move(cast: Cast) -> None:
    """One more move of the seats that there are."""
    found = Headcount.objects.select_related("department__estate", "post").first() or seats(cast)
    operations.move_seats(
        department=found.department, post=found.post, kind=MoveKind.APPROVE, number=1, reason="核定",
        actor=cast.director.viewer, now=NOW,
    )  # fmt: skip
