"""An owner adds to a complaint, urges, withdraws and rates it, on their own page."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from jujiao.kernel.machine import clock
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.tests.an_owner import HTMX, picture, registered, take
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import attached_to

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_moment")]


def done(cast: Cast, now: datetime) -> Complaint:
    """A complaint that the engineer says is done."""
    complaint = registered(cast, now)
    take(complaint, operations.dispatch, cast.clerk, now, department=cast.engineering)
    take(complaint, operations.accept, cast.engineer, now)
    return take(complaint, operations.resolve, cast.engineer, now, text="已更换水管", channel="phone")


def test_an_owner_adds_words_and_a_photo_once(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    url = reverse("complaints_owner:add", args=[complaint.pk])
    for _tap in range(2):
        answer = phone.post(url, {"key": "k", "text": "还漏到了卧室", "attachments": [picture()]}, headers=HTMX)
        assert answer.status_code == 204
    [photo] = attached_to(complaint)
    page = phone.get(reverse("complaints_owner:case", args=[complaint.pk]))
    assert page.text.count("还漏到了卧室") == 1
    seen = phone.get(reverse("complaints_owner:photo", args=[complaint.pk, photo.pk]), follow=True)
    assert (seen["Content-Type"], seen["Cache-Control"]) == ("image/jpeg", "private, no-store")


def test_nothing_to_add_is_refused(cast: Cast, phone: Client, now: datetime) -> None:
    answer = phone.post(reverse("complaints_owner:add", args=[registered(cast, now).pk]), {"key": "k"}, headers=HTMX)
    assert (answer.status_code, answer["HX-Retarget"]) == (422, "#form-errors")


def test_urging_is_counted_once_a_tap(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    url = reverse("complaints_owner:urge", args=[complaint.pk])
    for key in ("a", "a"):
        phone.post(url, {"key": key}, headers=HTMX)
    complaint.refresh_from_db()
    assert complaint.urges == 1


def test_urging_again_at_once_says_when_the_first_was(
    cast: Cast, phone: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = registered(cast, now)
    url = reverse("complaints_owner:urge", args=[complaint.pk])

    def at(later: timedelta, key: str) -> Any:
        monkeypatch.setattr(clock, "now", lambda: now + later)
        return phone.post(url, {"key": key}, headers=HTMX)

    assert at(timedelta(), "a").status_code == 204
    soon = at(timedelta(seconds=599), "b")
    assert soon.status_code == 422
    assert "10:00" in soon.text
    assert "10:10" in soon.text
    assert at(timedelta(seconds=600), "c").status_code == 204
    complaint.refresh_from_db()
    assert complaint.urges == 2


def test_withdrawing_asks_first_and_ends_it(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    url = reverse("complaints_owner:withdraw", args=[complaint.pk])
    phone.get(url, headers=HTMX)
    complaint.refresh_from_db()
    assert complaint.state == "registered"
    phone.post(url, {"version": complaint.version}, headers=HTMX)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.outcome) == ("closed", "withdrawn")


def test_withdrawing_what_has_moved_on_is_refused(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    take(complaint, operations.dispatch, cast.clerk, now, department=cast.engineering)
    answer = phone.post(reverse("complaints_owner:withdraw", args=[complaint.pk]), {"version": 1}, headers=HTMX)
    complaint.refresh_from_db()
    assert (answer.status_code, complaint.state) == (409, "dispatched")


def test_a_satisfied_owner_closes_the_complaint(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = done(cast, now)
    phone.post(
        reverse("complaints_owner:rate", args=[complaint.pk]), {"version": complaint.version, "score": 5}, headers=HTMX
    )
    complaint.refresh_from_db()
    assert (complaint.state, complaint.outcome, complaint.satisfaction) == ("closed", "satisfied", 5)


def test_a_dissatisfied_owner_opens_the_next_round(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = done(cast, now)
    verdict = {"version": complaint.version, "score": 2, "wrong": ["still_there", "too_slow"], "text": "墙角还在滴"}
    phone.post(reverse("complaints_owner:rate", args=[complaint.pk]), verdict, headers=HTMX)
    complaint.refresh_from_db()
    assert (complaint.state, complaint.round) == ("dispatched", 2)
    assert complaint.follow_up_attempts.get().reasons.endswith("墙角还在滴")
    page = phone.get(reverse("complaints_owner:case", args=[complaint.pk]))
    assert page.text.count('<li class="o-promise">') == 5  # two of this round, three of the first


def test_what_is_not_done_cannot_be_rated(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    answer = phone.post(reverse("complaints_owner:rate", args=[complaint.pk]), {"version": 1, "score": 5}, headers=HTMX)
    complaint.refresh_from_db()
    assert (answer.status_code, complaint.state) == (422, "registered")
