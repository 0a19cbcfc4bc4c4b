"""An hour at the desk: ten calls, each registered and dispatched without a hand leaving the keyboard."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypinyin import lazy_pinyin

from jujiao.service.complaints.models import Complaint, State
from jujiao.testing.browser import Moment, PageAs
from jujiao.testing.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

MOST = 60
"""Keys of one call, from the bell to the department."""


@dataclass
class Hands:
    """A clerk's hands on the keyboard, and how many keys they press. A Chinese character counts as its whole pinyin,
    and what was spelled as one key more, by which it is taken."""

    page: Page
    pressed: int = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += key.count("+") + 1

    def write(self, text: str) -> None:
        chinese = not text.isascii()
        self.page.keyboard.type(text, delay=0 if chinese else 8)
        self.pressed += sum(map(len, lazy_pinyin(text))) + chinese

    def find(self, text: str, row: int = 1) -> None:
        """Types whom or what the call is about, and takes that row of what is found."""
        self.write(text)
        expect(self.page.get_by_role("option").nth(row - 1)).to_be_visible()
        expect(self.page.locator("#id_q")).to_have_attribute("aria-activedescendant", "found-1")
        self.press(*["ArrowDown"] * (row - 1), "Enter")


@dataclass(frozen=True)
class Call:
    """One call: how the caller is entered, what they say, and what has to stand there afterwards."""

    name: str
    enter: Callable[[Hands], Any]
    says: str
    room: str = ""
    person: str = ""
    topic: str = ""


def stranger(hands: Hands) -> None:
    """Nobody knows the number: it is kept with the place that the caller names."""
    hands.write("13912345678")
    expect(hands.page.locator("#found-stranger")).to_be_visible()
    hands.press("Enter")
    expect(hands.page.locator("#id_contact_name")).to_be_focused()
    hands.press("Tab", "Tab", "Tab")
    hands.write("大堂")
    hands.press("Tab", "Tab")


def on_record(hands: Hands) -> None:
    """The number is new, the room is not: it goes on record for somebody of the household."""
    hands.write("13912345679")
    expect(hands.page.locator("#found-record")).to_be_visible()
    hands.press("ArrowDown", "Enter")
    hands.find("2-1-101")
    expect(hands.page.locator("#id_record_name")).to_be_focused()
    hands.write("林阿姨")
    hands.press(*["Tab"] * 5)


def no_name(hands: Hands) -> None:
    """Neither a name nor a number: who does not say who they are says where."""
    hands.press("ArrowDown", "ArrowUp", "Enter")
    expect(hands.page.locator("#id_place")).to_be_focused()
    hands.write("西门")
    hands.press("Tab", "Tab")


CALLS = [
    Call("a known number", lambda hands: hands.find("13800000101"), "厨房漏水", "1-1-101", "林晓梅"),
    Call("its last four digits", lambda hands: hands.find("0102"), "电梯困人", "1-1-102", "陈志远"),
    Call("a number of two", lambda hands: hands.find("13800000101", row=2), "地库乱停车", "1-1-101", "郑海涛"),
    Call("a room", lambda hands: hands.find("1-1-102"), "楼上太吵", "1-1-102", "陈志远"),
    Call("a room, another of the household", lambda hands: hands.find("1-1-101", row=2), "滴水", "1-1-101", "郑海涛"),
    Call("a name by its initials", lambda hands: hands.find("zyt"), "楼道很脏", "1-1-201", "周雨桐"),
    Call("a name", lambda hands: hands.find("蒋文博"), "车位被占位", "1-1-201", "蒋文博"),
    Call("an unknown number", stranger, "滑倒了", topic="8"),
    Call("an unknown number of a household", on_record, "墙面渗水", "2-1-101", "林阿姨"),
    Call("a public area, without a name", no_name, "狗叫"),
]


@pytest.fixture
def _household(cast: Cast) -> None:
    """The spouse is reached by the resident's number."""
    cast.spouse.phone = cast.resident.person.phone
    cast.spouse.save()


@pytest.mark.usefixtures("_household")
def test_ten_calls(cast: Cast, page_as: PageAs, moment: Moment) -> None:
    page = page_as(cast.clerk, width=1440, path="/complaints/board/")
    pressed: dict[str, int] = {}
    for call in CALLS:
        hands = Hands(page)
        hands.press("n")
        expect(page.locator("#id_q")).to_be_focused()
        call.enter(hands)
        expect(page.locator("#id_text")).to_be_focused()
        hands.write(call.says)
        if call.topic:
            hands.press("Tab", call.topic)
        expect(page.locator("[name=category]:checked")).to_have_count(1)
        hands.press("Control+Enter")
        page.wait_for_url("**/registered/")
        expect(page.locator("#next [data-now]")).to_be_focused()
        hands.press("Enter")
        expect(page.locator("#next")).to_contain_text("已派单")
        pressed[call.name] = hands.pressed
        case = Complaint.objects.latest("id")
        room, person = str(case.room or ""), case.person.name if case.person else ""
        assert (call.name, case.state, room, person) == (call.name, State.DISPATCHED, call.room, call.person)
        moment.forward(minutes=6)
    assert len(pressed) == len(CALLS) == 10
    assert max(pressed.values()) <= MOST, pressed
