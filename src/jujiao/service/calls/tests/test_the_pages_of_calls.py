"""3.1.2: calls are found by their number, written down, made cases of and called back, on pages that mask numbers."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from jujiao.kernel.record.declared import Became
from jujiao.kernel.record.timeline import entries_of
from jujiao.rules.service.calls.piece import Piece
from jujiao.service.calls.jobs import forget_all
from jujiao.service.calls.models import Call, CallBack, Leg, Record
from jujiao.service.calls.operations.noting import UnableToNote, attach, become, known
from jujiao.service.calls.personal_data import personal_data
from jujiao.service.calls.proof.rows import maker
from jujiao.service.calls.tests.telling import BEGAN, NUMBER, Exchange, the_exchange
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
HTMX = {"HX-Request": "true"}
MASKED = "139****9000"


@pytest.fixture
def exchange(cast: Cast) -> Exchange:
    return the_exchange(cast)


def page(name: str, *named: object) -> str:
    return reverse(f"telephony:{name}", args=named)


def test_a_number_is_found_whole_shown_masked_and_revealed_for_a_reason(
    cast: Cast, exchange: Exchange, sign_in: SignIn
) -> None:
    call, client = exchange.answered("one", BEGAN), sign_in(cast.clerk)
    exchange.answered("two", BEGAN, number="13700137000")
    assert NUMBER not in client.get(page("calls")).text
    found = client.get(page("calls"), {"q": NUMBER}).text
    assert (found.count(MASKED), "137****7000" in found) == (1, False)
    shown = client.get(page("call", call.pk)).text
    assert MASKED in shown
    assert NUMBER not in shown
    assert client.post(page("call_number", call.pk), {"reason": ""}, headers=HTMX).status_code == 422
    revealed = client.post(page("call_number", call.pk), {"reason": "要回电"}, headers=HTMX)
    assert f"tel:{NUMBER}" in revealed.text
    entry = entries_of("phone_call", call.pk).latest("seq")
    assert (entry.verb, entry.text) == ("reveal_phone", "要回电")
    assert sign_in(cast.auditor).get(page("call_number", call.pk)).status_code == 404


def test_what_a_call_was_about_is_noted_and_whose_it_was(cast: Cast, exchange: Exchange, sign_in: SignIn) -> None:
    call, client = exchange.answered("one", BEGAN), sign_in(cast.clerk)
    assert client.post(page("answer_enquiry", call.pk), {"text": "", "version": 1}, headers=HTMX).status_code == 422
    given = {"text": "问物业费怎么交", "version": call.version}
    assert client.post(page("answer_enquiry", call.pk), given, headers=HTMX).status_code == 204
    assert client.post(page("note_call", call.pk), given, headers=HTMX).status_code == 409
    several = client.post(page("attach_call", call.pk), {"q": "1-1-101", "version": 2}, headers=HTMX)
    assert cast.resident.person.name in several.text
    who = f"{cast.room.pk}-{cast.resident.person.pk}"
    chosen = client.post(page("attach_call", call.pk), {"q": "1-1-101", "who": who, "version": 2}, headers=HTMX)
    assert chosen.status_code == 204
    call.refresh_from_db()
    assert (call.purpose, call.note, call.room, call.person) == (
        "enquiry", "问物业费怎么交", cast.room, cast.resident.person,
    )  # fmt: skip
    assert personal_data(cast.resident.viewer)["calls"][0]["note"] == "问物业费怎么交"
    assert cast.resident.person.name not in sign_in(cast.auditor).get(page("call", call.pk)).text


def test_one_press_makes_a_suggestion_that_came_by_telephone(cast: Cast, exchange: Exchange, sign_in: SignIn) -> None:
    call, client = exchange.answered("one", BEGAN), sign_in(cast.clerk)
    attach(call=call, room=cast.room, person=cast.resident.person, version=None, actor=cast.clerk.viewer, now=NOW)
    register = f"{reverse('complaints:register')}?from=phone_call-{call.pk}&nature=suggestion"
    assert register.replace("&", "&amp;") in client.get(page("call", call.pk)).text
    form = client.get(register).context["form"]
    assert (form["channel"].value(), form["nature"].value()) == ("phone", "suggestion")
    given = {
        "key": str(uuid.uuid4()), "origin": f"phone_call-{call.pk}", "who": "resident", "room": cast.room.pk,
        "person": cast.resident.person.pk, "text": "楼下加个长椅", "channel": "phone", "nature": "suggestion",
        "category": form.fields["category"].choices[-1][0] or form.fields["category"].queryset[0].pk,
    }  # fmt: skip
    answer = client.post(reverse("complaints:register"), given, headers=HTMX)
    assert answer.status_code == 204, answer.text
    call.refresh_from_db()
    assert (call.purpose, call.case_kind) == ("case", "complaint")
    assert "仅备案" not in client.get(page("call", call.pk)).text


def test_the_list_of_numbers_to_call_back(cast: Cast, exchange: Exchange, sign_in: SignIn) -> None:
    exchange.missed("one", BEGAN)
    row, client = CallBack.objects.get(), sign_in(cast.clerk)
    listed = client.get(page("call_backs")).text
    assert MASKED in listed
    assert NUMBER not in listed
    tried = client.post(page("called_back", row.pk, "nobody"), {"version": row.version}, headers=HTMX)
    stale = client.post(page("called_back", row.pk, "reached"), {"version": row.version}, headers=HTMX)
    assert (tried.status_code, stale.status_code) == (204, 409)
    revealed = client.post(page("call_back_number", row.pk), {"reason": "回拨"}, headers=HTMX)
    assert f"tel:{NUMBER}" in revealed.text
    reached = client.post(page("called_back", row.pk, "reached"), {"version": row.version + 1}, headers=HTMX)
    assert reached.status_code == 204
    assert "已回拨接通" in client.get(page("call_back", row.pk)).text
    assert MASKED not in client.get(page("call_backs"), {"waiting": "1"}).text
    assert sign_in(cast.engineer).get(page("call_backs")).status_code == 404


def test_only_the_head_of_the_desk_or_the_manager_gives_up(cast: Cast, exchange: Exchange, sign_in: SignIn) -> None:
    exchange.missed("one", BEGAN)
    row = CallBack.objects.get()
    CallBack.objects.update(tries=3)
    given = {"reason": "三次无人接听", "version": row.version}
    assert sign_in(cast.head_of_engineering).post(page("unreachable", row.pk), given).status_code == 404
    assert sign_in(cast.clerk).post(page("unreachable", row.pk), given).status_code == 404
    assert page("unreachable", row.pk) in sign_in(cast.manager).get(page("call_back", row.pk)).text
    assert sign_in(cast.manager).post(page("unreachable", row.pk), given, headers=HTMX).status_code == 204
    row.refresh_from_db()
    assert row.end == "unreachable"


def test_a_call_is_typed_in(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    form = client.get(page("type_in")).context["form"]
    given = {
        "estate": cast.estate.pk, "direction": "incoming", "number": "139-0013-9000", "q": "",
        "began_at": form["began_at"].value(), "answered": "on", "text": "问快递柜",
    }  # fmt: skip
    assert client.post(page("type_in"), {**given, "number": "12"}).status_code == 422
    answer = client.post(page("type_in"), given)
    call = Call.objects.get()
    assert answer.headers["Location"] == page("call", call.pk)
    assert (call.number, call.grade, call.verdict, call.note) == (NUMBER, "by_hand", "unknown", "问快递柜")
    assert "不计入接听及时率" in client.get(page("call", call.pk)).text


def test_numbers_go_after_some_months(cast: Cast, exchange: Exchange) -> None:
    call = exchange.missed("one", BEGAN)
    mobile = Piece(call="one", leg=f"one:{NUMBER}", extension=NUMBER, rang_at=BEGAN, ended_at=BEGAN)
    exchange.tells(mobile, now=BEGAN)
    assert f"{NUMBER[:3]}****{NUMBER[-4:]}" in {each.shown_extension for each in Leg.objects.all()}
    record = Record.objects.create(
        source=exchange.source, external_id="1", linked_id="one", body=f"src={NUMBER}", received_at=BEGAN
    )
    assert forget_all(now=NOW + timedelta(days=170)) == 0
    CallBack.objects.update(ended_at=NOW, end="reached")
    assert forget_all(now=NOW + timedelta(days=190)) == 1
    call.refresh_from_db()
    record.refresh_from_db()
    assert (call.number, call.verdict, record.body, CallBack.objects.get().number) == ("", "missed", "", "")
    assert set(Leg.objects.values_list("outside", flat=True)) == {""}
    assert set(Leg.objects.values_list("extension", flat=True)) == {"", "801"}
    assert not Leg.objects.filter(leg__contains=NUMBER).exists()
    assert forget_all(now=NOW + timedelta(days=191)) == 0


def test_a_call_of_which_a_case_was_made_is_taken_once(cast: Cast, exchange: Exchange) -> None:
    call = exchange.answered("one", BEGAN)
    assert known(cast.clerk_elsewhere.viewer, call.pk) is None
    become(call.pk, Became("complaint", 1, cast.clerk.viewer, NOW))
    assert known(cast.clerk.viewer, call.pk) is None
    with pytest.raises(UnableToNote):
        become(call.pk, Became("complaint", 2, cast.clerk.viewer, NOW))


def test_whoever_waits_longest_stands_first_and_what_ended_stands_below(cast: Cast, sign_in: SignIn) -> None:
    def missed(hours: int, **more: object) -> int:
        at = NOW - timedelta(hours=hours)
        return maker(cast).call_back(number=f"1380013800{hours}", missed_at=at, **more).pk

    ended = {"ended_at": NOW, "end": "reached"}
    rows = [missed(1), missed(3), missed(2, **ended), missed(4, **ended)]
    shown = sign_in(cast.clerk).get(page("call_backs")).content.decode()
    places = [shown.index(f'"{page("call_back", rows[n])}"') for n in (1, 0, 2, 3)]
    assert places == sorted(places)
