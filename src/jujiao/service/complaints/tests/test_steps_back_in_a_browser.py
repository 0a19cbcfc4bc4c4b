"""The pages of the steps that put something right, in both languages and at both widths."""

from datetime import timedelta
from typing import Any

import pytest

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.service.complaints.tests.desk import Desk
from jujiao.testing.browser import Moment, PageAs, check_page
from jujiao.testing.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


@pytest.fixture
def cases(cast: Cast, moment: Moment) -> dict[str, Complaint]:
    """One in hand under an instruction, one that waits for its follow-up, one closed, one enquiry."""
    desk = Desk(cast, moment)
    found = {name: desk.at_work(handler=cast.engineer) for name in ("in hand", "done", "closed")}
    until = moment.now + timedelta(hours=4)
    desk.step("instruct", found["in hand"], cast.manager, text="今天必须上门", due_at=until)
    for name in ("done", "closed"):
        desk.step("resolve", found[name], cast.engineer, text="已修好", channel="phone")
    heard: dict[str, Any] = {"channel": "phone", "reached": True}
    desk.step("record_follow_up", found["done"], cast.clerk, **heard, call_at=moment.now + timedelta(days=1))
    desk.step("record_follow_up", found["closed"], cast.clerk, **heard, score=5)
    found["enquiry"] = operations.register(
        actor=cast.clerk.viewer, now=moment.now, estate=cast.estate, category=Category.objects.get(code="other"),
        text="会所周末开不开", channel="phone", room=cast.room, person=cast.resident.person, nature="enquiry",
    )  # fmt: skip
    return found


PAGES = [
    ("clerk", "in hand", "/complaints/{}/do/correct/"),
    ("clerk", "done", "/complaints/{}/do/follow_up/"),
    ("clerk", "done", "/complaints/{}/"),
    ("clerk", "closed", "/complaints/{}/"),
    ("clerk", "closed", "/complaints/register/?after={}"),
    ("clerk", "enquiry", "/complaints/{}/"),
    ("clerk", "enquiry", "/complaints/board/"),
    ("manager", "in hand", "/complaints/{}/do/instruct/"),
    ("manager", "closed", "/complaints/{}/do/correct_score/"),
    ("head_of_engineering", "in hand", "/complaints/in-hand/"),
    ("engineer", "in hand", "/complaints/{}/"),
    ("resident", "closed", "/my/{}/"),
    ("resident", "closed", "/my/{}/back/"),
    ("resident", "closed", "/my/new/"),
    ("former", "closed", "/my/new/"),
]


@pytest.mark.parametrize(("width", "language"), [(390, "zh-hans"), (1440, "en")])
def test_each_page_is_as_a_page_should_be(
    cast: Cast, cases: dict[str, Complaint], page_as: PageAs, width: int, language: str
) -> None:
    pages = {}
    for name, case, path in PAGES:
        if name not in pages:
            pages[name] = page_as(getattr(cast, name), width=width, language=language)
        pages[name].goto(path.format(cases[case].pk))
        check_page(pages[name])
