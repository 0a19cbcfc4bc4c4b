"""What a row of the list shows finds it, and so does who complained, but for who may not know."""

from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from jujiao.company.accounts.number_search import WINDOWS
from jujiao.kernel.machine import clock
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, State
from jujiao.service.complaints.tests.scene import Scene
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def found(client: Client, words: str) -> list[str]:
    page = client.get("/complaints/", {"q": words})
    assert page.status_code == 200
    return [row.number for row in page.context["page"].rows]


@pytest.mark.parametrize(
    "words",
    [
        "噪音", "噪音扰民", "noise", "TV", "tv", "ｔｖ", "太响", "1-1-101", "1栋", "工程部",
        "赵强", "zhaoqiang", "zq", "林晓梅", "晓梅", "linxiaomei", "lxm", "噪音 1-101 林晓梅",
        "13800000101", "+86 138 0000 0101",
    ],
)  # fmt: skip
def test_whatever_the_row_shows_and_who_complained(cast: Cast, sign_in: SignIn, words: str) -> None:
    scene = Scene(cast)
    other = scene.register(text="别的事", room=cast.rooms["2-2-202"], person=None, contact_name="路人")
    case = scene.register(text="楼上TV声音太响", category=Category.objects.get(code="noise"))
    step: dict[str, Any] = {"now": NOW, "complaint_id": case.pk, "version": None}
    operations.dispatch(actor=cast.clerk.viewer, department=cast.engineering, **step)
    if words in {"赵强", "zhaoqiang", "zq"}:
        operations.accept(actor=cast.engineer.viewer, **step)
    numbers = found(sign_in(cast.clerk), words)
    assert case.number in numbers
    assert other.number not in numbers


def test_full_width_text_is_found_by_the_usual_letters(cast: Cast, sign_in: SignIn) -> None:
    case = Scene(cast).register(text="楼上ＴＶ声音，１２点还在响")
    assert found(sign_in(cast.clerk), "TV") == found(sign_in(cast.clerk), "12点") == [case.number]


def test_the_state_is_found_by_its_word(cast: Cast, sign_in: SignIn) -> None:
    scene = Scene(cast)
    waiting, taken = scene.register(), scene.case("accepted")
    client = sign_in(cast.clerk)
    with translation.override("zh-hans"):
        words = [str(State(each.state).label) for each in (taken, waiting)]
    assert [found(client, word) for word in words] == [[taken.number], [waiting.number]]


def test_an_anonymous_complaint_is_found_by_nobodys_number(cast: Cast, sign_in: SignIn) -> None:
    scene = Scene(cast)
    plain = scene.register(person=None, contact_name="路人甲", contact_phone="13711112222")
    scene.register(person=None, anonymous=True, contact_name="路人甲", contact_phone="13711112222")
    client = sign_in(cast.clerk)
    assert found(client, "13711112222") == found(client, "路人甲") == found(client, "137 1111 2222") == [plain.number]


@pytest.mark.parametrize("words", ["林晓梅", "lxm", "13800000101", "漏水"])
def test_whoever_is_complained_of_finds_nothing(cast: Cast, sign_in: SignIn, words: str) -> None:
    Scene(cast).register(about_employee=cast.clerk2.employee)

    def by(member: Member) -> int:
        return len(found(sign_in(member), words))

    assert (by(cast.clerk), by(cast.clerk2), by(cast.clerk_elsewhere)) == (1, 0, 0)


def test_whoever_looks_up_nobody_searches_no_numbers(cast: Cast, sign_in: SignIn) -> None:
    case = Scene(cast).case("accepted")
    client = sign_in(cast.engineer)
    assert found(client, "漏水") == found(client, "林晓梅") == [case.number]
    assert found(client, "13800000101") == []


def test_whoever_tries_numbers_in_vain_is_stopped_here_too(cast: Cast, sign_in: SignIn) -> None:
    Scene(cast).register()
    client = sign_in(cast.clerk)
    most = WINDOWS["near"][1]
    answers = [client.get("/complaints/", {"q": f"138{n:04}0101"}).status_code for n in range(1, most + 3)]
    assert answers == [200] * most + [429] * 2


def test_the_follow_ups_are_searched_alike(cast: Cast, sign_in: SignIn) -> None:
    case = Scene(cast).case("resolved")
    client = sign_in(cast.clerk)
    for words in ("林晓梅", "Leaks", "1栋1单元101", "13800000101"):
        rows = client.get("/complaints/follow-ups/", {"q": words}).context["page"].rows
        assert [row.number for row in rows] == [case.number], words
