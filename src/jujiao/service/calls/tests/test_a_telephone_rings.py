"""While a telephone rings, whoever sits there has the caller before them; nobody else has."""

from datetime import timedelta

import pytest
from django.urls import reverse

from jujiao.company.estates.models import Person
from jujiao.company.estates.operations import add_number
from jujiao.service.calls.models import Call, Purpose
from jujiao.service.calls.operations import ringing_now
from jujiao.service.calls.operations.scripts import publish, ship_first_wordings
from jujiao.service.calls.operations.sitting import sit_down
from jujiao.service.calls.queries_pop import NO_LONGER_RINGS, STAYS
from jujiao.service.calls.tests.desk import CALLER, Desk, the_desk
from jujiao.testing.browser import Moment
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
MASKED = "138****5678"


@pytest.fixture
def desk(cast: Cast, moment: Moment) -> Desk:
    """Two clerks at two telephones, with something to say."""
    found = the_desk(cast)
    ship_first_wordings(company=cast.company, now=NOW - MINUTE)
    for who, extension in ((cast.clerk, "801"), (cast.clerk2, "802")):
        found.comes(who, NOW - MINUTE)
        sit_down(telephone=found.telephones[extension], instead_of=0, actor=who.viewer, now=NOW - MINUTE)
    return found


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The topics that are told at the commits."""
    topics: list[str] = []
    monkeypatch.setattr(ringing_now, "changed", lambda *news, **_: topics.extend(topic for topic, _about in news))
    return topics


def shown(sign_in: SignIn, who: Member) -> str:
    answer = sign_in(who).get(reverse("telephony:ringing"))
    assert answer.status_code == 200
    return answer.text


def test_only_the_page_of_whoever_sits_there_is_told(desk: Desk, said: list[str], cast: Cast) -> None:
    desk.ring(NOW)
    assert said == [f"ringing:{cast.clerk.user.pk}", f"calls:{cast.estate.pk}"]
    said.clear()
    desk.ring(NOW, "899", call="c2")  # no telephone of the desk
    assert said == [f"calls:{cast.estate.pk}"]
    said.clear()
    desk.told(NOW + 3 * ringing_now.FRESH, "801", call="c3", rang_at=NOW, ended_at=NOW + SECOND)
    assert said == []  # an exchange that tells afterwards


def test_the_card_has_every_household_of_the_number_and_what_to_say(desk: Desk, cast: Cast, sign_in: SignIn) -> None:
    for person in (cast.resident.person, cast.neighbour.person):
        add_number(person=person, phone=CALLER, word="", held="shared", actor=cast.clerk.viewer, now=NOW)
    desk.ring(NOW, outside=f"+86 {CALLER}")
    card = shown(sign_in, cast.clerk)
    assert MASKED in card
    assert CALLER not in card
    for text in ("1-1-101", "1-1-102", cast.resident.person.name, cast.neighbour.person.name):
        assert text in card, text
    assert f"上午好，{cast.estate.name}客服中心，我是{cast.clerk.employee.name}" in card
    assert reverse("complaints:register") in card
    assert shown(sign_in, cast.clerk2) == shown(sign_in, cast.manager) == ""


def test_a_number_that_nobody_has_is_given_to_somebody(desk: Desk, cast: Cast, sign_in: SignIn) -> None:
    call = desk.ring(NOW)
    url = reverse("telephony:give_number", args=[call.pk])
    assert url in shown(sign_in, cast.clerk)
    browser, room = sign_in(cast.clerk), cast.room
    found = browser.get(reverse("telephony:find_household"), {"q": "1-1-101"}).text
    assert f"{room.pk}-{cast.resident.person.pk}" in found
    assert browser.post(url, {"who": "", "q": "1-1-101"}).status_code == 422
    sent = {"who": f"{room.pk}-{cast.resident.person.pk}", "word": "单位", "relation": "family"}
    assert browser.post(url, sent).status_code == 302
    card = shown(sign_in, cast.clerk)
    assert (room.code in card, url in card) == (True, False)
    sent = {"who": f"{cast.neighbours_room.pk}-", "name": "孙小满", "relation": "family"}
    call = desk.ring(NOW, call="c9", outside="13712340000")
    assert browser.post(reverse("telephony:give_number", args=[call.pk]), sent).status_code == 302
    assert Person.objects.filter(name="孙小满").exists()


def test_a_withheld_number_is_said_to_be_withheld(desk: Desk, cast: Cast, sign_in: SignIn) -> None:
    call = desk.ring(NOW, outside="anonymous")
    assert "号码未显示" in shown(sign_in, cast.clerk)
    assert sign_in(cast.clerk).get(reverse("telephony:give_number", args=[call.pk])).status_code == 404


def test_who_answered_elsewhere_takes_it_off_the_others_pages(desk: Desk, cast: Cast, sign_in: SignIn) -> None:
    desk.ring(NOW)
    desk.ring(NOW, "802")
    assert MASKED in shown(sign_in, cast.clerk)
    assert MASKED in shown(sign_in, cast.clerk2)
    desk.told(NOW + 5 * SECOND, "802", answered_at=NOW + 5 * SECOND)
    assert shown(sign_in, cast.clerk) == ""
    assert "通话中" in shown(sign_in, cast.clerk2)


def test_the_call_keeps_the_greeting_that_was_in_force(desk: Desk, cast: Cast) -> None:
    desk.ring(NOW)
    assert Call.objects.get().script_version is None
    desk.told(NOW + 5 * SECOND, "801", answered_at=NOW + 5 * SECOND)
    kept = Call.objects.get().script_version
    assert kept is not None
    assert (kept.number, kept.script.occasion) == (1, "greeting")
    publish(
        company=cast.company, estate=None, occasion=kept.script.occasion_choice, text="您好，这里是{小区}。",
        version=1, actor=cast.director.viewer, now=NOW + MINUTE,
    )  # fmt: skip
    desk.told(NOW + 2 * MINUTE, "801", ended_at=NOW + 2 * MINUTE)
    assert Call.objects.get().script_version == kept


def test_it_stays_until_something_is_written_down(desk: Desk, cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    call = desk.ring(NOW)
    desk.told(NOW + 5 * SECOND, "801", answered_at=NOW + 5 * SECOND)
    desk.told(NOW + MINUTE, "801", ended_at=NOW + MINUTE)
    moment.forward(minutes=2)
    assert "已挂断" in shown(sign_in, cast.clerk)
    Call.objects.filter(pk=call.pk).update(purpose=Purpose.NOTE)
    assert shown(sign_in, cast.clerk) == ""
    Call.objects.filter(pk=call.pk).update(purpose="")
    moment.now = NOW + MINUTE + STAYS
    assert shown(sign_in, cast.clerk) == ""


def test_a_ring_of_whose_end_nobody_told_goes(desk: Desk, cast: Cast, sign_in: SignIn, moment: Moment) -> None:
    desk.ring(NOW)
    moment.now = NOW + NO_LONGER_RINGS
    assert shown(sign_in, cast.clerk) == ""


def test_the_duty_board_says_which_telephone_rings(desk: Desk, cast: Cast, sign_in: SignIn) -> None:
    desk.ring(NOW)
    board = reverse("telephony:on_the_board", args=[cast.estate.pk])
    text = sign_in(cast.clerk2).get(board).text
    assert all(words in text for words in ("801", "802", cast.clerk.employee.name, "振铃"))
    assert MASKED not in text
    assert board in sign_in(cast.clerk2).get(reverse("duty:board")).text
    assert sign_in(cast.clerk_elsewhere).get(board).status_code == 404
