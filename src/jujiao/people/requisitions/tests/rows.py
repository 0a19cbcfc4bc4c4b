"""What the tests of requisitions start from."""

from datetime import date
from typing import Any

from jujiao.company.staff.models import Post
from jujiao.people.requisitions.models import Answer, Position, Requisition
from jujiao.people.requisitions.proof.rows import another_round
from jujiao.testing.cast import NOW, Cast


def a_post(cast: Cast, name: str = "水电工") -> Post:
    return Post.objects.create(
        company=cast.company, code=f"P{Post.objects.count()}", name=name, family="engineering", level=1
    )


def a_requisition(cast: Cast, **columns: Any) -> Requisition:
    """A requisition of the engineers, by default one that a round asks for."""
    asked: dict[str, Any] = {} if "asked_in" in columns else {"asked_in": another_round(cast)}
    return Requisition.objects.create(
        number=f"YX-R{Requisition.objects.count()}",
        rulebook_version=cast.version,
        estate=cast.estate,
        department=cast.engineering,
        **{"asked_at": NOW, **asked, **columns},
    )


def an_answer(cast: Cast, requisition: Requisition, *, none: bool) -> Answer:
    return Answer.objects.create(
        requisition=requisition,
        round=requisition.round,
        none=none,
        answered_by=cast.head_of_engineering.employee,
        answered_at=NOW,
    )


def a_position(answer: Answer, **columns: Any) -> Position:
    facts = {
        "place": 1,
        "name": "水电工",
        "number": 2,
        "duties": "公共区域水电维修",
        "skills": "持电工证",
        "experience": "两年以上",
        "reason": "一人将退休",
        "needed_by": date(2026, 4, 15),
    }
    return Position.objects.create(answer=answer, **{**facts, **columns})
