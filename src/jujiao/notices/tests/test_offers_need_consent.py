"""Offers reach only who has consented; taking it back holds for the very next message; service always comes."""

from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.urls import reverse
from playwright.sync_api import expect

from jujiao.company.accounts.models import User
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.notice_kinds import MY_CASES, OFFERS, NoticeKind
from jujiao.notices.choosing import choose_ways
from jujiao.notices.consenting.models import Consent, Said
from jujiao.notices.consenting.operations import UnableToConsent, give_consent, withdraw_consent
from jujiao.notices.jobs import send_once
from jujiao.notices.models import Delivery, Notice
from jujiao.notices.news import news_of
from jujiao.notices.operations import Telling, tell
from jujiao.notices.sentences import kinds
from jujiao.notices.tests.test_choosing_how_one_is_told import NIGHT, PAGE
from jujiao.testing.browser import VIEWS, Moment, PageAs, check_page, check_targets
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn

OFFER = "sample.offer"
KINDS = {OFFER: OFFERS, "sample.news": MY_CASES, "sample.answer": MY_CASES}
HOURS = {"by day": NOW, "in the evening": NOW.replace(hour=21, minute=30), "by night": NOW.replace(hour=23)}
PART = "/notices/consent/of/{}/"


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """An offer, news that can wait, and an answer that a clause demands."""
    for key, group in KINDS.items():
        monkeypatch.setitem(kinds(), key, NoticeKind("%(number)s", group, clause="3.2.2" if "answer" in key else ""))


@pytest.fixture
def owner(cast: Cast) -> Member:
    User.objects.filter(pk=cast.resident.user.pk).update(email="lin@example.com")
    cast.resident.user.refresh_from_db()
    return cast.resident


def say(owner: Member, *, yes: bool, now: datetime = NOW) -> None:
    operation = give_consent if yes else withdraw_consent
    operation(person=owner.person, how=Said.ONLINE, actor=owner.viewer, now=now)


def told(owner: Member, kind: str, key: str = "1", now: datetime = NOW) -> Delivery | None:
    user = User.objects.get(pk=owner.user.pk)
    tell(Telling(users=[user], kind=kind, key=f"{kind}:{key}", params={"number": key}, subject=None), now=now)
    return Delivery.objects.filter(notice__key=f"{kind}:{key}").first()


def sent(delivery: Delivery, now: datetime, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("jujiao.kernel.machine.clock.now", lambda: now)
    send_once(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    return delivery.state


def test_without_consent_an_offer_is_nowhere_and_service_is(owner: Member) -> None:
    assert told(owner, OFFER) is None
    assert told(owner, "sample.news") is not None
    assert [notice.kind for notice in Notice.objects.filter(recipient=owner.user)] == ["sample.news"]


def test_with_consent_it_comes_and_once_taken_back_the_next_one_does_not(
    owner: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(owner, yes=True)
    first, second = told(owner, OFFER, "1"), told(owner, OFFER, "2")
    assert first
    assert second
    assert sent(first, NOW, monkeypatch) == "sent"
    assert len(news_of(owner.viewer, after=0, now=NOW)["letters"]) == 2
    say(owner, yes=False, now=NOW + timedelta(seconds=1))
    assert sent(second, NOW + timedelta(seconds=2), monkeypatch) == "unwanted"  # written before, and not sent
    assert told(owner, OFFER, "3") is None
    assert news_of(owner.viewer, after=0, now=NOW)["letters"] == []
    assert len(mail.outbox) == 1


def test_the_matrix_through_the_database(owner: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kind by preference by hour by consent: what each says of one mail, and when it leaves."""
    outcomes: dict[tuple[str, str, str, bool], str] = {}
    preferences: dict[str, dict[str, Any]] = {
        "nothing chosen": {},
        "quiet nights": {"quiet": NIGHT},
        "no mail": {"no_mail": ["my_cases", "offers"]},
    }
    for preference, consents in product(preferences, (False, True)):
        given = {"no_mail": [], "no_system": [], "quiet": None, **preferences[preference]}
        choose_ways(user=owner.user, actor=owner.viewer, now=NOW, **given)
        say(owner, yes=consents)
        for kind, hour in product(KINDS, HOURS):
            delivery = told(owner, kind, f"{preference}{consents}{hour}", HOURS[hour])
            state = sent(delivery, HOURS[hour], monkeypatch) if delivery else "not written"
            outcomes[kind, preference, hour, consents] = state
    assert len(outcomes) == 54
    for (kind, preference, hour, consents), state in outcomes.items():
        if preference == "no mail" or (kind == OFFER and not consents):
            expected = "not written"
        elif kind == OFFER:
            expected = "sent" if hour == "by day" else "queued"
        elif kind == "sample.news" and preference == "quiet nights":
            expected = "queued" if hour == "by night" else "sent"
        else:
            expected = "sent"
        assert state == expected, (kind, preference, hour, consents)
    waiting = Delivery.objects.filter(state="queued", notice__kind=OFFER)
    assert {one.not_before for one in waiting} == {NOW.replace(hour=8) + timedelta(days=1)}


def test_no_clause_has_anybody_told_of_an_offer() -> None:
    with pytest.raises(ValueError, match="offer"):
        NoticeKind("%(number)s", OFFERS, clause="3.3.1")


def test_each_consent_is_a_row_with_when_and_how(cast: Cast) -> None:
    owner = cast.resident
    say(owner, yes=True)
    say(owner, yes=True, now=NOW + timedelta(hours=1))  # said again, the first one stays
    withdraw_consent(person=owner.person, how=Said.PHONE, actor=cast.clerk.viewer, now=NOW + timedelta(days=1))
    withdraw_consent(person=owner.person, how=Said.PHONE, actor=cast.clerk.viewer, now=NOW + timedelta(days=2))
    give_consent(person=owner.person, how=Said.WRITING, actor=cast.clerk.viewer, now=NOW + timedelta(days=3))
    rows = list(Consent.objects.order_by("pk").values_list("given_at", "given_how", "withdrawn_at", "withdrawn_how"))
    assert rows == [
        (NOW, "online", NOW + timedelta(days=1), "phone"),
        (NOW + timedelta(days=3), "writing", None, ""),
    ]
    verbs = TimelineEntry.objects.filter(subject_kind="person", subject_id=owner.person.pk).order_by("seq")
    assert [entry.verb for entry in verbs] == ["consent", "withdraw_consent", "consent"]


@pytest.mark.parametrize("columns", [{"given_how": "desk"}, {"given_at": NOW - timedelta(days=9)}])
def test_what_was_given_stays_on_record_as_it_was(columns: dict[str, Any], cast: Cast) -> None:
    say(cast.resident, yes=True)
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.objects.update(**columns)
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.objects.all().delete()
    say(cast.resident, yes=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        Consent.objects.update(withdrawn_at=None, withdrawn_how="", withdrawn_by=None)


def test_nobody_consents_for_somebody_else(cast: Cast) -> None:
    person = cast.resident.person
    for actor, how, error in (
        (cast.neighbour, Said.ONLINE, UnableToConsent),
        (cast.neighbour, Said.DESK, NotAllowed),
        (cast.clerk, Said.ONLINE, UnableToConsent),
        (cast.clerk, "telepathy", UnableToConsent),
        (cast.engineer, Said.DESK, NotAllowed),
        (cast.clerk_elsewhere, Said.DESK, NotAllowed),
        (cast.outsider, Said.DESK, NotAllowed),
    ):
        with pytest.raises(error):
            give_consent(person=person, how=how, actor=actor.viewer, now=NOW)
    assert not Consent.objects.exists()


def test_the_owner_says_so_on_their_page_and_takes_it_along(owner: Member, sign_in: SignIn) -> None:
    client = sign_in(owner)
    assert 'name="yes" value="1"' in client.get(PAGE).text
    assert f'href="{PAGE}"' in client.get("/my/me/").text
    client.post("/notices/settings/consent/", {"yes": "1"})
    assert Consent.objects.get().given_by == owner.user
    assert 'name="yes" value="0"' in client.get(PAGE).text
    taken = client.get("/my/me/data/").json()["consents_to_offers"]
    assert [(one["given_how"], one["withdrawn_at"]) for one in taken] == [("online", None)]
    client.post("/notices/settings/consent/", {"yes": "0"})
    assert Consent.objects.get().withdrawn_how == "online"


def test_staff_are_asked_for_no_consent(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    assert "/notices/settings/consent/" not in client.get(PAGE).text
    assert client.post("/notices/settings/consent/", {"yes": "1"}).status_code == 404


def test_the_desk_writes_it_down_for_who_has_no_account(cast: Cast, sign_in: SignIn) -> None:
    person = cast.former.person
    person.user = None
    person.save(update_fields=["user"])
    client, url = sign_in(cast.clerk), PART.format(person.pk)
    assert url in client.get(reverse("estates:person", args=[person.pk])).text
    assert "j-row" in client.get(url).text
    assert client.post(url, {"yes": "1", "how": "writing"}).status_code == 200
    kept = Consent.objects.get()
    assert (kept.person, kept.given_how, kept.given_by) == (person, "writing", cast.clerk.user)
    assert "同意接收优惠消息" in client.get(reverse("estates:person", args=[person.pk])).text  # its history
    refused = client.post(url, {"how": "online"}, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert client.post(url, {"how": "phone"}).status_code == 200
    kept.refresh_from_db()
    assert (kept.withdrawn_how, kept.withdrawn_by) == ("phone", cast.clerk.user)
    assert "<form" not in sign_in(cast.auditor).get(url).text


@pytest.mark.browser
@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_both_pages_stand_up_to_a_look(width: int, language: str, cast: Cast, page_as: PageAs, moment: Moment) -> None:
    person = cast.resident.person
    give_consent(person=person, how=Said.WRITING, actor=cast.clerk.viewer, now=NOW - timedelta(days=9))
    withdraw_consent(person=person, how=Said.PHONE, actor=cast.clerk.viewer, now=NOW - timedelta(days=8))
    desk = page_as(cast.clerk, width=width, language=language, path=reverse("estates:person", args=[person.pk]))
    part = desk.locator("#consent-of-person")
    part.locator("select").select_option("phone")
    part.locator("button").click()
    expect(part.locator("li")).to_have_count(2)
    check_page(desk)
    if width < 768:
        check_targets(desk)
    page = page_as(cast.resident, width=width, language=language, path=PAGE)
    page.locator("form[action$='/consent/'] button").click()
    expect(page.locator("form[action$='/consent/'] button[value='1']")).to_be_visible()
    check_page(page)
    if width < 768:
        check_targets(page)
