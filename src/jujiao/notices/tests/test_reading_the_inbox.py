"""What people were told, and how each telling went."""

from datetime import timedelta

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.notices.models import DeliveryState, Notice
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import a_delivery, a_failed_attempt, a_notice


def test_the_inbox_holds_ones_own_newest_first(cast: Cast, sign_in: SignIn) -> None:
    first, second = a_notice(cast.clerk), a_notice(cast.clerk)
    a_notice(cast.clerk2)
    page = sign_in(cast.clerk).get("/notices/")
    assert [letter.notice.pk for letter in page.context["letters"]] == [second.pk, first.pk]
    assert page.context["inbox"].count == 2


def test_opening_a_notice_marks_it_as_read_and_leads_on(cast: Cast, sign_in: SignIn) -> None:
    notice = a_notice(cast.clerk, url="/complaints/1/")
    response = sign_in(cast.clerk).post(f"/notices/{notice.pk}/open/")
    assert (response.status_code, response["Location"]) == (302, "/complaints/1/")
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_a_notice_leads_nowhere_else(cast: Cast, sign_in: SignIn) -> None:
    notice = a_notice(cast.clerk, url="//elsewhere.example/")
    assert sign_in(cast.clerk).post(f"/notices/{notice.pk}/open/")["Location"] == "/notices/"


def test_the_notices_of_others_are_not_there(cast: Cast, sign_in: SignIn) -> None:
    notice = a_notice(cast.clerk2)
    assert sign_in(cast.clerk).post(f"/notices/{notice.pk}/open/").status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


def test_all_are_marked_as_read_at_once_but_only_ones_own(cast: Cast, sign_in: SignIn) -> None:
    mine, others = [a_notice(cast.clerk), a_notice(cast.clerk)], a_notice(cast.clerk2)
    client = sign_in(cast.clerk)
    assert client.post("/notices/read/").status_code == 302
    for notice in [*mine, others]:
        notice.refresh_from_db()
    assert [notice.read_at is None for notice in [*mine, others]] == [False, False, True]
    assert client.get("/notices/?unread=1").context["letters"] == []


def test_those_that_are_ticked_are_marked_as_read_but_only_ones_own(cast: Cast, sign_in: SignIn) -> None:
    first, second, third = (a_notice(cast.clerk) for _number in range(3))
    theirs = a_notice(cast.clerk2)
    sent = {"notices": [first.pk, third.pk, theirs.pk, "x", "9" * 40]}
    assert sign_in(cast.clerk).post("/notices/read/some/", sent).status_code == 302
    waiting = Notice.objects.filter(read_at=None).values_list("pk", flat=True)
    assert set(waiting) == {second.pk, theirs.pk}
    assert sign_in(cast.clerk).get("/notices/read/some/").status_code == 405


def test_the_watchers_see_every_delivery_of_their_company(cast: Cast, sign_in: SignIn) -> None:
    ours = a_delivery(cast, tries=6, state=DeliveryState.FAILED)
    a_failed_attempt(ours, "550", "no such mailbox")
    foreign = a_delivery(cast)
    foreign.notice.estate_id = cast.other_estate.pk
    foreign.notice.save(update_fields=["estate_id"])
    page = sign_in(cast.sysadmin).get("/notices/deliveries/")
    assert [row.delivery.pk for row in page.context["sendings"]] == [ours.pk]
    assert "550: no such mailbox" in page.text
    found = sign_in(cast.sysadmin).get("/notices/deliveries/", {"q": "mailbox"})
    assert [row.delivery.pk for row in found.context["sendings"]] == [ours.pk]


def test_a_failed_delivery_is_sent_again_by_a_button(cast: Cast, sign_in: SignIn) -> None:
    delivery = a_delivery(cast, state=DeliveryState.FAILED)
    response = sign_in(cast.sysadmin).post(f"/notices/deliveries/{delivery.pk}/retry/", headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert "deliveries-changed" in response["HX-Trigger"]
    delivery.refresh_from_db()
    assert delivery.state == DeliveryState.QUEUED
    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"delivery_ids": [delivery.pk]}]


@pytest.mark.parametrize("state", [DeliveryState.SENT, DeliveryState.QUEUED])
def test_what_has_not_failed_is_not_sent_twice(state: DeliveryState, cast: Cast, sign_in: SignIn) -> None:
    delivery = a_delivery(cast, state=state, sent_at=NOW - timedelta(hours=1))
    sign_in(cast.sysadmin).post(f"/notices/deliveries/{delivery.pk}/retry/")
    assert not ProcrastinateJob.objects.exists()


def test_the_auditor_looks_but_does_not_send(cast: Cast, sign_in: SignIn) -> None:
    delivery = a_delivery(cast, state=DeliveryState.FAILED)
    client = sign_in(cast.auditor)
    assert "/retry/" not in client.get("/notices/deliveries/").text
    assert client.post(f"/notices/deliveries/{delivery.pk}/retry/").status_code == 404
