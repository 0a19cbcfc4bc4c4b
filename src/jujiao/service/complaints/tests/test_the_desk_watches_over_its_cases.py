"""The board and the queue: what stands where, what filters find, what an export holds and leaves away."""

import io
from datetime import timedelta
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.testing.browser import Moment
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


def complained(cast: Cast, moment: Moment, text: str = "楼道太脏", **facts: Any) -> Complaint:
    given: dict[str, Any] = {"room": cast.room, "person": cast.resident.person, "channel": "phone", **facts}
    category = Category.objects.get(code="cleaning")
    return operations.register(
        actor=cast.clerk.viewer, now=moment.now, estate=cast.estate, category=category, text=text, **given
    )


def numbers(client: Any, query: str) -> list[str]:
    page = client.get(f"/complaints/{query}")
    assert page.status_code == 200
    return [row.number for row in page.context["page"].rows]


def test_the_most_urgent_stands_first_on_the_board(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    earlier = complained(cast, moment)
    moment.forward(minutes=10)
    later = complained(cast, moment)
    moment.forward(minutes=15)
    page = sign_in(cast.clerk).get("/complaints/board/")
    lanes = {lane.state: lane for lane in page.context["lanes"]}
    assert [row.id for row in lanes["registered"].rows] == [earlier.pk, later.pk]
    assert page.context["late"] == 1
    assert f'data-newest="{later.pk}"' in page.content.decode()


def test_a_column_shows_thirty_and_says_how_many_there_are(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    for _ in range(32):
        complained(cast, moment)
    page = sign_in(cast.clerk).get("/complaints/board/")
    lane = page.context["lanes"][0]
    assert (len(lane.rows), lane.count, lane.more) == (30, 32, True)
    assert f"/complaints/?state=registered&amp;estate={cast.estate.pk}" in page.content.decode()


def test_the_wall_tells_nothing_of_who_and_what(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    plain = complained(cast, moment, text="王先生家漏水")
    about = complained(cast, moment, about_employee=cast.guard.employee)
    page = sign_in(cast.clerk).get("/complaints/board/?wall=1").content.decode()
    assert plain.number in page
    assert about.number not in page
    shown = page.split('id="board"')[1].split("</main>")[0].replace(plain.number, "")
    for secret in ("1-1-101", "王先生", "林晓梅", "138"):
        assert secret not in shown


def test_the_boards_of_other_estates_are_not_offered(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    complaint = complained(cast, moment)
    page = sign_in(cast.clerk_elsewhere).get(f"/complaints/board/?estate={cast.estate.pk}")
    assert page.context["shown"].estate == cast.second_estate
    assert complaint.number not in page.content.decode()
    director = sign_in(cast.director).get(f"/complaints/board/?estate={cast.estate.pk}")
    assert complaint.number in director.content.decode()


def test_filters_find_what_they_say(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    leak = a_complaint(cast)
    dirt = complained(
        cast, moment, text="WiFi 机房门口太脏", room=None, person=None, anonymous=True, building=cast.second_building
    )
    gone = complained(cast, moment)
    operations.withdraw(actor=cast.clerk.viewer, now=moment.now, complaint_id=gone.pk, version=None, reason="不用了")
    moment.forward(hours=1)
    client = sign_in(cast.clerk)
    everything = {leak.number, dirt.number}
    found = {
        "": everything,
        "?sort=new": everything,
        "?closed=1": {*everything, gone.number},
        "?state=closed": {gone.number},
        "?state=registered": {dirt.number},
        "?state=registered&state=accepted": everything,
        "?late=1": {dirt.number},
        f"?category={dirt.category_id}": {dirt.number},
        f"?department={cast.engineering.pk}": {leak.number},
        f"?handler={cast.engineer.employee.pk}": {leak.number},
        "?kind=complex": set(),
        "?channel=online": {leak.number},
        f"?building={cast.second_building.pk}": {dirt.number},
        f"?building={cast.building.pk}": {leak.number},
        "?again=1": set(),
        "?from=2026-03-11&to=2026-03-11": everything,
        "?from=2026-03-12": set(),
        "?to=2026-03-10": set(),
        "?to=9999-12-31": everything,
        "?q=天花板": {leak.number},
        "?q=wifi": {dirt.number},
        "?q=脏": {dirt.number, gone.number},
        "?q=1-1-101": {leak.number, gone.number},
        f"?q={leak.number.lower()}": {leak.number},
        f"?q=天花板+{leak.number[-4:]}": {leak.number},
        "?q=没有的词": set(),
        "?q=%00": everything,
        "?state=nonsense&category=99999999999999999999&from=yesterday&after=forged&sort=odd": everything,
    }
    for query, expected in found.items():
        assert set(numbers(client, query)) == expected, query


def test_the_most_urgent_first_and_the_newest_first(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    first = complained(cast, moment)
    second = complained(cast, moment, received_at=moment.now - timedelta(hours=2), backdating_reason="电话占线")
    client = sign_in(cast.clerk)
    assert numbers(client, "") == [second.number, first.number]
    moment.forward(minutes=1)
    third = complained(cast, moment)
    assert numbers(client, "?sort=new") == [third.number, second.number, first.number]


def test_a_row_says_what_is_so_now(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    complaint = complained(cast, moment, text="<due-here> & 楼道")
    clerk = sign_in(cast.clerk)

    def row() -> str:
        return str(clerk.get("/complaints/").content.decode().partition("<tbody>")[2].partition("</tbody>")[0])

    first = row()
    assert "&lt;due-here&gt; &amp; 楼道" in first
    assert first.count('class="j-due ') == 1
    assert row() == first

    Category.objects.filter(code="cleaning").update(name_zh="清洁")
    moment.now += timedelta(minutes=7)
    later = row()
    assert ("环境卫生" in first, "环境卫生" in later, "清洁" in later) == (True, False, True)
    assert first != later.replace("清洁", "环境卫生"), "seven minutes later less time is left"

    operations.dispatch(
        actor=cast.clerk.viewer, now=moment.now, complaint_id=complaint.pk, version=None, department=cast.cleaning
    )
    assert "保洁部" in row()
    clerk.cookies["django_language"] = "en"
    assert "Cleanliness" in row()


def test_pages_follow_each_other_without_gap_or_repetition(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    all_of_them = [complained(cast, moment).number for _ in range(55)]
    client = sign_in(cast.clerk)
    page = client.get("/complaints/")
    first = [row.number for row in page.context["page"].rows]
    rest = numbers(client, page.context["page"].next_url)
    assert (len(first), first + rest) == (50, all_of_them)


def test_an_export_holds_what_is_filtered_and_no_contact(cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    formula = complained(cast, moment, text="=1+1 楼道太脏")
    a_complaint(cast)
    answer = sign_in(cast.clerk).get("/complaints/export/?q=脏")
    assert answer["Content-Disposition"].startswith("attachment")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 2
    assert rows[1][0] == formula.number
    assert "=1+1 楼道太脏" in rows[1]
    assert b"<f>" not in answer.content
    written = " ".join(str(cell) for row in rows for cell in row)
    for contact in ("林晓梅", "13800000101", "1-1-101"):
        assert contact not in written
