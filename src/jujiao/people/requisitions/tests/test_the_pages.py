"""The pages, opened and sent as people do."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jujiao.kernel.machine import clock
from jujiao.people.requisitions import operations
from jujiao.people.requisitions.models import Answer, Headcount, Requisition
from jujiao.people.requisitions.proof.rows import SAID, maker, seats
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

pytestmark = pytest.mark.django_db


def sent(asked: Requisition | None = None, *cards: dict[str, Any], **more: Any) -> dict[str, Any]:
    whole = {"positions-TOTAL_FORMS": len(cards), "positions-INITIAL_FORMS": 0, **more}
    if asked is not None:
        whole["version"] = asked.version
    for number, card in enumerate(cards):
        whole |= {f"positions-{number}-{name}": value for name, value in card.items()}
    return whole


CARD = {"name": "水电工", "number": 2, "needed_by": f"{clock.now().date() + timedelta(days=40)}", **SAID}
EMPTY = dict.fromkeys(CARD, "")


def answer(client: Client, asked: Requisition, *cards: dict[str, Any], **more: Any) -> Any:
    return client.post(reverse("requisitions:answer", args=[asked.pk]), sent(asked, *cards, **more))


def test_a_head_answers_with_cards(cast: Cast, sign_in: SignIn) -> None:
    asked, client = maker(cast).asked(), sign_in(cast.head_of_engineering)
    page = client.get(reverse("requisitions:answer", args=[asked.pk]))
    assert "公共区域水电维修" in page.text  # what was said last, to begin with
    page = answer(client, asked, {**CARD, "number": 0, "name": ""})
    assert (page.status_code, Answer.objects.filter(requisition=asked).count()) == (422, 1)
    assert "一人将退休" in page.text
    page = answer(client, asked, CARD, EMPTY, {**CARD, "DELETE": "on"})
    assert page["Location"] == reverse("requisitions:case", args=[asked.pk])
    said = Answer.objects.filter(requisition=asked).latest()
    assert [(one.name, one.number) for one in said.positions.all()] == [("水电工", 2)]


def test_nobody_takes_two_ticks(cast: Cast, sign_in: SignIn) -> None:
    asked, client = maker(cast).asked(), sign_in(cast.head_of_engineering)
    assert answer(client, asked, EMPTY, none="on").status_code == 422
    assert answer(client, asked, EMPTY).status_code == 422
    assert answer(client, asked, EMPTY, none="on", confirmed="on").status_code == 302
    asked.refresh_from_db()
    assert asked.none is True


def test_a_stale_answer_keeps_its_words(cast: Cast, sign_in: SignIn) -> None:
    make = maker(cast)
    asked, client = make.asked(), sign_in(cast.head_of_engineering)
    Requisition.objects.filter(pk=asked.pk).update(version=asked.version + 1)
    page = answer(client, asked, {**CARD, "duties": "维修水泵"})
    assert page.status_code == 409
    assert "维修水泵" in page.text
    assert f'name="version" value="{asked.version + 1}"' in page.text


def test_my_work_leads_to_the_answer(cast: Cast, sign_in: SignIn) -> None:
    asked, client = maker(cast).asked(), sign_in(cast.head_of_engineering)
    url = reverse("requisitions:case", args=[asked.pk])
    assert f"{url}?do=answer" in client.get("/").text
    assert client.get(url, {"do": "answer"})["Location"] == reverse("requisitions:answer", args=[asked.pk])


def test_people_are_asked_for_between_the_rounds(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.head_of_engineering)
    page = client.post(reverse("requisitions:ask"), sent(None, CARD, department=cast.engineering.pk))
    assert page.status_code == 302
    assert Requisition.objects.get().department == cast.engineering
    page = client.post(reverse("requisitions:ask"), sent(None, CARD, department=cast.security.pk))
    assert page.status_code == 422


def test_administration_names_the_post(cast: Cast, sign_in: SignIn) -> None:
    make, client = maker(cast), sign_in(cast.hr)
    asked = make.take(operations.answer, "head_of_engineering", make.asked(), positions=[make.wanted(name="水泵工")])
    url = reverse("requisitions:step", args=[asked.pk, "accept"])
    assert "水泵工" in client.get(url).text
    assert client.post(url, {"version": asked.version}).status_code == 422
    position = Answer.objects.filter(requisition=asked).latest().positions.get()
    sent_on = client.post(url, {"version": asked.version, f"post_{position.pk}": make.post().pk})
    assert sent_on.status_code == 302
    asked.refresh_from_db()
    assert asked.state == "accepted"


def test_a_round_says_who_is_silent(cast: Cast, sign_in: SignIn) -> None:
    make = maker(cast)
    opened = operations.open_rounds(cast.company, now=NOW)[-1]
    asked = opened.requisitions.get(department=cast.engineering)
    make.take(operations.answer, "head_of_engineering", asked, positions=[], none=True)
    page = sign_in(cast.hr).get(reverse("requisitions:round", args=[opened.pk]))
    assert (page.context["answered"], page.context["late"]) == (1, len(page.context["rows"]) - 1)
    page = sign_in(cast.head_of_engineering).get(reverse("requisitions:round", args=[opened.pk]))
    assert [row.department for row in page.context["rows"]] == [cast.engineering]


def test_seats_are_moved_by_whoever_may(cast: Cast, sign_in: SignIn) -> None:
    found = seats(cast)
    given = {"department": cast.engineering.pk, "post": found.post_id, "number": 1, "reason": "录用"}
    url = reverse("requisitions:move")
    assert sign_in(cast.hr).post(url, {**given, "kind": "approve"}).status_code == 422
    assert sign_in(cast.hr).post(url, {**given, "kind": "reserve"}).status_code == 302
    assert sign_in(cast.hr).post(url, {**given, "kind": "reserve"}).status_code == 422
    assert Headcount.objects.get().reserved == 1
    moves = sign_in(cast.auditor).get(reverse("requisitions:moves", args=[found.pk])).text
    assert "录用" in moves


def test_others_do_not_learn_of_it(cast: Cast, sign_in: SignIn) -> None:
    asked = maker(cast).answered()
    for stranger in (cast.clerk, cast.engineer, cast.head_of_service, cast.outsider):
        assert sign_in(stranger).get(reverse("requisitions:case", args=[asked.pk])).status_code == 404
