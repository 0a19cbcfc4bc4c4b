"""One search for cases, people, rooms, employees and their papers, clauses, pages and actions: what is right for each
who asks."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from jujiao.company.accounts.models import NumberMisses
from jujiao.company.accounts.number_search import WINDOWS
from jujiao.kernel.machine import access_log, clock
from jujiao.portal.finding import MOST, find, finders
from jujiao.service.complaints import operations
from jujiao.service.complaints.tests.scene import Scene
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
ROLES = ("clerk", "clerk2", "engineer", "hr", "clerk_elsewhere")


@pytest.fixture(autouse=True)
def _at_that_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture
def cases(cast: Cast) -> dict[str, str]:
    """By number: a leak that engineering has, a lift of which a passer-by told, and what is about the second clerk."""
    scene = Scene(cast)
    leak = scene.register(text="厨房漏水，ＴＶ柜也湿了")
    step: dict[str, Any] = {"now": NOW, "complaint_id": leak.pk, "version": None}
    operations.dispatch(actor=cast.clerk.viewer, department=cast.engineering, **step)
    nobody: dict[str, Any] = {"room": None, "person": None, "contact_name": "路人甲", "contact_phone": "13711112222"}
    lift = scene.register(text="电梯异响", building=cast.second_building, place="大堂", **nobody)
    about = {"room": cast.neighbours_room, "person": cast.neighbour.person, "about_employee": cast.clerk2.employee}
    manners = scene.register(text="前台态度生硬", **about)
    return {leak.number: "leak", lift.number: "lift", manners.number: "manners"}


def told(member: Member, text: str, cases: dict[str, str]) -> str:
    """What is found, by kind: complaints(leak lift) rooms(1-1-101)."""
    with translation.override("zh-hans"):
        found = find(member.viewer, text, NOW)
    kinds = [f"{each.finder.key}({' '.join(cases.get(hit.label, hit.label) for hit in each.hits)})" for each in found]
    return " ".join(kinds)


def desk(said: str, **others: str) -> dict[str, str]:
    """The same for both clerks of the estate; others as they are given."""
    return {"clerk": said, "clerk2": said, **others}


HOME = "people(林晓梅) rooms(1-1-101)"
LIVING = "people(林晓梅 郑海涛)"
OWNING = "people(陈志远 林晓梅 郑海涛)"  # 陈志远 owns a 1-1-101 in the second estate, of which only some may know
ELSEWHERE = "people(陈志远) rooms(1-1-101)"
LEAK = desk("complaints(leak)", engineer="complaints(leak)")
RESIDENT = desk(f"complaints(leak) {HOME}", engineer="complaints(leak)", hr=HOME)
ROOM = desk(
    f"complaints(leak) {LIVING} rooms(1-1-101)",
    engineer="complaints(leak)",
    hr=f"{OWNING} rooms(1-1-101 1-1-101)",
    clerk_elsewhere=ELSEWHERE,
)
NUMBER = desk("complaints(leak) people(林晓梅)", hr="people(林晓梅)")
# Papers are found by the name of their holder, by those who keep them.
ENGINEER = desk("staff(赵强)", hr="staff(赵强) credentials(赵强)")
WANGFANG = desk("staff(王芳)", hr="staff(王芳) credentials(王芳)")
BY_NUMBER = WANGFANG | {"hr": "staff(王芳)"}
LIFT = desk("complaints(lift)")
ONES = "1-1-101 1-2-101 2-1-101 2-2-101"
FOLLOWED_UP = "clauses(3.2.3 投诉回访 2.3.1 考核指标设定)"
TABLE: list[tuple[str, dict[str, str]]] = [
    # Numbers of cases, whole and in part, as they are typed with whichever keyboard.
    ("{number}", LEAK),
    ("{small}", LEAK),
    ("{wide}", LEAK),
    ("{last}", LEAK),
    # Words; what is about the second clerk is not there for them. All three were entered as leaks.
    ("漏水", LEAK | {"clerk": "complaints(manners lift leak)", "clerk2": "complaints(lift leak)"}),
    ("厨房", LEAK),
    ("ｔｖ", LEAK),
    ("厨", LEAK),
    ("电梯异响", LIFT),
    ("异响", LIFT),
    ("大堂", LIFT),
    ("态度", {"clerk": "complaints(manners)"}),
    ("林晓梅 漏水", LEAK),
    # What stands nowhere.
    ("鬼神", {}),
    ("鬼", {}),
    ("不存在的词", {}),
    ("%", {}),
    # People, by their names, how these sound, and by numbers that are whole or the last four digits.
    ("林晓梅", RESIDENT),
    ("晓梅", RESIDENT),
    ("lxm", RESIDENT),
    ("linxiaomei", RESIDENT),
    ("13800000101", NUMBER),
    ("138 0000 0101", NUMBER),
    ("13711112222", LIFT),
    ("13899990101", {}),
    ("1380000", {}),
    (
        "0101",
        desk(
            f"complaints(leak) {LIVING} rooms({ONES})",
            engineer="complaints(leak)",
            hr=f"{OWNING} rooms({ONES} 1-1-101)",
            clerk_elsewhere=ELSEWHERE,
        ),
    ),
    # Rooms.
    ("1-1-101", ROOM),
    ("１栋１单元１０１", ROOM),
    ("2-2-202", desk("rooms(2-2-202)", hr="rooms(2-2-202)")),
    # Employees.
    ("赵强", ENGINEER),
    ("zq", ENGINEER),
    ("0001", WANGFANG),
    ("13900000001", BY_NUMBER),
    ("工程部", desk("complaints(leak) staff(高伟 孙磊 赵强)", engineer="complaints(leak)", hr="staff(高伟 孙磊 赵强)")),
    # Clauses, pages, and what one begins.
    ("3.2.2", dict.fromkeys(ROLES, "clauses(3.2.2 投诉处理流程)")),
    ("回访", dict.fromkeys(ROLES, f"{FOLLOWED_UP} pages(回访)") | dict.fromkeys(("engineer", "hr"), FOLLOWED_UP)),
    ("rulebook", dict.fromkeys(ROLES, "pages(规章)")),
    ("登记投诉", dict.fromkeys(ROLES, "actions(登记投诉)")),
    ("djts", dict.fromkeys(ROLES, "actions(登记投诉)")),
]


@pytest.mark.parametrize(("text", "right"), TABLE, ids=[text for text, _right in TABLE])
def test_each_finds_what_is_theirs_to_see(text: str, right: dict[str, str], cast: Cast, cases: dict[str, str]) -> None:
    [number] = [number for number, name in cases.items() if name == "leak"]
    wide = number.translate({place: place + 0xFEE0 for place in range(0x21, 0x7F)})
    typed = text.format(number=number, small=number.lower(), wide=wide, last=number.rpartition("-")[2])
    answers = {name: told(getattr(cast, name), typed, cases) for name in ROLES}
    assert {name: said for name, said in answers.items() if said} == right


def test_whatever_is_found_can_be_opened(cast: Cast, cases: dict[str, str], sign_in: SignIn) -> None:
    texts = ("漏", "林", "1-1-101", "王", "3", "o", "登记")
    for name, member in cast.staff.items():
        client, opened = sign_in(member), set()
        urls: set[str] = set()
        for each in [each for text in texts for each in find(member.viewer, text, NOW)]:
            assert member.viewer.has(*each.finder.door)
            urls.update(hit.url for hit in each.hits)
            opened.add(each.finder.key)
        for url in sorted(urls):  # each once, whatever it is found by
            assert client.get(url, follow=True).status_code == 200, (name, url)
        assert opened >= {"clauses", "pages"}, name


def test_who_complained_without_a_name_is_not_found(cast: Cast, cases: dict[str, str]) -> None:
    Scene(cast).register(person=None, anonymous=True, contact_name="路人甲", contact_phone="13711112222")
    for text in ("路人甲", "甲", "13711112222"):
        assert told(cast.clerk, text, cases) == "complaints(lift)", text


def test_no_more_than_ten_of_a_kind(cast: Cast) -> None:
    scene = Scene(cast)
    made = [scene.register(text="反复敲门").number for _ in range(MOST + 1)]
    [found] = find(cast.clerk.viewer, "敲门", NOW)
    assert ([hit.label for hit in found.hits], found.more) == (made[: -MOST - 1 : -1], True)


def lines(client: Client, text: str) -> Any:
    return client.get("/find/", {"q": text}, headers={"HX-Request": "true"})


def test_it_says_how_many_or_that_there_is_nothing(cast: Cast, cases: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    client.cookies["django_language"] = "en"
    assert "3 found" in lines(client, "林晓梅").text
    assert "138****0101" in lines(client, "林晓梅").text
    assert "Nothing found." in lines(client, "鬼神").text
    assert "found" not in lines(client, " ").text.replace("find-said", "")


def test_one_number_typed_once_is_one_miss_of_all_kinds(cast: Cast, cases: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)

    def misses() -> dict[str, int]:
        return dict(NumberMisses.objects.filter(user=cast.clerk.user).values_list("kind", "misses"))

    lines(client, "13800000101")
    lines(client, "13711112222")
    lines(client, "13900000001")
    assert set(misses().values()) <= {0}  # somebody has each of them, of whichever kind
    lines(client, "13899990101")
    assert misses() == {"any": 1, "near": 1}


def test_whoever_tries_numbers_in_vain_is_stopped_here_too(cast: Cast, sign_in: SignIn) -> None:
    client, most = sign_in(cast.clerk), WINDOWS["near"][1]
    answers = [lines(client, f"138{n:04}0101") for n in range(1, most + 2)]
    assert [answer.status_code for answer in answers] == [200] * most + [429]
    assert 'role="status"' in answers[-1].text
    assert lines(client, "林晓梅").status_code == 200


def test_nothing_that_was_typed_is_kept(cast: Cast, cases: dict[str, str], sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    answer = lines(client, "林晓梅")
    line = access_log.line(answer.wsgi_request, 200, 0.01)
    assert ("/find/" in line, "林" in line, "%E6" in line, "?" in line) == (True, False, False, False)
    assert answer["Cache-Control"] == "private, no-store"
    assert "HX-Push-Url" not in answer.headers
    assert "林晓梅" not in client.get("/").text


def test_it_asks_no_oftener_for_many_than_for_few(cast: Cast, sign_in: SignIn) -> None:
    scene, client = Scene(cast), sign_in(cast.clerk)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert lines(client, "林").status_code == 200
        return len(queries)

    scene.register(text="林间小路")
    lines(client, "林")  # what a process keeps for good is read once
    few = asked()
    for _ in range(12):
        scene.register(text="林间小路")
    # Of a word that stands often the index is not asked.
    assert (few, asked()) == (QUERIES, QUERIES - 1)


QUERIES = 15
"""Signing in included."""


def test_each_kind_has_a_rank_of_its_own() -> None:
    assert [finder.key for finder in finders()] == [
        "actions", "complaints", "conversations", "visits", "calls", "requisitions", "people", "rooms", "staff",
        "credentials", "clauses", "pages",
    ]  # fmt: skip


def test_numbers_are_counted_alone_outside_of_a_search(cast: Cast, cases: dict[str, str], sign_in: SignIn) -> None:
    """The control: two lists that are asked one after the other are two looks."""
    client = sign_in(cast.clerk)
    for page in ("/complaints/", "/places/people/"):
        assert client.get(page, {"q": "13899990101"}).status_code == 200
    kinds = NumberMisses.objects.filter(user=cast.clerk.user).values_list("kind", "misses")
    assert dict(kinds) == {"any": 2, "near": 2}
