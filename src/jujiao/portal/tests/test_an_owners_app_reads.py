"""An owner's own app reads who they are, what they were told and what is promised, and opens the live line."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jujiao import rsgi
from jujiao.company.accounts.models import ApiToken
from jujiao.company.accounts.operations import issue_token, revoke_token
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.front import bounds
from jujiao.kernel.record.attachments.reading import MOST_MEGABYTES
from jujiao.notices.models import Preference
from jujiao.portal import live
from jujiao.portal.hearing import topics_of
from jujiao.testing.cast import Cast, Member
from jujiao.testing.rows import a_notice


def token_of(who: Member) -> str:
    return issue_token(user=who.user, label="app", actor=who.viewer, now=clock.now())


@pytest.fixture
def resident(cast: Cast) -> Client:
    return Client(headers={"Authorization": f"Bearer {token_of(cast.resident)}"})


def post(client: Client, path: str, body: Any) -> Any:
    return client.post(f"/api/v1{path}", body, content_type="application/json")


def get(client: Client, path: str) -> Any:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_who_they_are_and_all_that_is_kept_about_them(cast: Cast, resident: Client) -> None:
    told = get(resident, "/my")
    assert (told["name"], told["phone"]) == (cast.resident.person.name, "138****0101")
    (home,) = told["homes"]
    assert (home["estate"], home["room"]) == ("YX", "1-1-101")
    assert {each["name"] for each in home["people"]} == {cast.resident.person.name, cast.spouse.name}
    page = Client()
    page.force_login(cast.resident.user)
    exported = page.get(reverse("owner:export")).json()
    assert {**get(resident, "/my/data"), "exported_at": ""} == {**exported, "exported_at": ""}


def test_they_are_answered_in_the_language_that_they_choose(cast: Cast, resident: Client) -> None:
    assert post(resident, "/my/language", {"language": "en"}).status_code == 204
    cast.resident.user.refresh_from_db()
    assert cast.resident.user.language == "en"
    assert get(resident, "/commitments")[0]["groups"][0]["limits"][0]["label"].isascii()
    assert post(resident, "/my/language", {"language": "tlh"}).status_code == 422


def test_they_read_what_they_were_told_and_nobody_elses(cast: Cast, resident: Client) -> None:
    mine, theirs = a_notice(cast.resident), a_notice(cast.neighbour)
    told = get(resident, "/notices?waiting=true")
    assert [each["id"] for each in told["items"]] == [mine.pk]
    assert told["unread"] == 1
    assert post(resident, f"/notices/{theirs.pk}/read", {}).status_code == 404
    assert post(resident, f"/notices/{mine.pk}/read", {}).json() == {"count": 1}
    assert get(resident, "/notices?waiting=true")["items"] == []
    theirs.refresh_from_db()
    assert theirs.read_at is None
    a_notice(cast.resident)
    assert post(resident, "/notices/read", "").json() == {"count": 1}


def test_they_choose_how_they_are_told(cast: Cast, resident: Client) -> None:
    ways = get(resident, "/notices/ways")
    group = ways["groups"][0]["key"]
    order = ways["orders"][-1]["ways"]
    wanted = {"no_messages": [group], "order": order, "quiet_from": "22:00", "quiet_until": "07:00"}
    told = post(resident, "/notices/ways", wanted).json()
    assert (told["order"], told["quiet_from"], told["groups"][0]["messages"]) == (order, "22:00:00", False)
    for wrong in (
        {"no_messages": ["nothing"]},
        {"order": ["pigeon"]},
        {"quiet_from": "22:00"},
        {"quiet_from": "22:00", "quiet_until": "22:00"},
    ):
        assert post(resident, "/notices/ways", wrong).status_code == 422
    kept = Preference.objects.get(user=cast.resident.user)
    assert (kept.no_mail, kept.no_system, kept.order) == ([group], [], order)


def test_they_say_whether_they_are_told_of_offers(cast: Cast, resident: Client) -> None:
    assert get(resident, "/notices/consent") == {"offers": False}
    assert post(resident, "/notices/consent", {"offers": True}).json() == {"offers": True}
    assert get(resident, "/notices/consent") == {"offers": True}
    assert post(resident, "/notices/consent", {"offers": False}).json() == {"offers": False}


def test_the_live_line_opens_by_a_token_and_ends_with_it(cast: Cast) -> None:
    secret = token_of(cast.resident)
    assert live.heard_by(live.Proof(token=secret)) == topics_of(cast.resident.viewer)
    assert live.heard_by(live.Proof(session="of-nobody", token=secret)) == topics_of(cast.resident.viewer)
    revoke_token(token_id=ApiToken.objects.get().pk, actor=cast.resident.viewer, now=clock.now())
    assert live.heard_by(live.Proof(token=secret)) is None
    assert live.heard_by(live.Proof(session="of-nobody")) is None


def test_photos_are_let_through_for_a_token_in_force_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jujiao.company.accounts.bearing.close_old_connections", lambda: None)
    secret = token_of(cast.resident)
    sent = {"PATH_INFO": "/api/v1/complaints", "HTTP_AUTHORIZATION": f"Bearer {secret}"}
    assert rsgi.most(sent) == MOST_MEGABYTES * bounds.MEGABYTE
    for other in (
        {"PATH_INFO": "/api/v1/notices/read"},
        {"HTTP_AUTHORIZATION": "Bearer wrong"},
        {"HTTP_AUTHORIZATION": secret},
    ):
        assert rsgi.most(sent | other) == bounds.PLAIN
    revoke_token(token_id=ApiToken.objects.get().pk, actor=cast.resident.viewer, now=clock.now())
    assert rsgi.most(sent) == bounds.PLAIN
