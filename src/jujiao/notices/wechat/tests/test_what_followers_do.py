"""Owners follow, leave, scan, choose: what may be sent to them follows, in whatever order it is told."""

from datetime import timedelta

import pytest

from jujiao.demo.wechat.owners import Owners
from jujiao.kernel.machine import clock
from jujiao.notices.models import Receipt
from jujiao.notices.wechat.models import Consent, Follower, Inbound
from jujiao.notices.wechat.tests.door_stage import Desk
from jujiao.testing.platform_requests import event

ANN = "oANN"
pytestmark = pytest.mark.usefixtures("desk")


def one() -> Follower:
    return Follower.objects.get(openid=ANN)


def test_who_follows_may_be_sent_to_and_who_leaves_not(owners: Owners) -> None:
    owners.follows(ANN)
    assert (one().follows, one().touched_by, one().touched_at) == (True, "followed", Inbound.objects.get().at)
    assert "绑定" in owners.platform.follower(ANN).read[0]
    owners.platform.now = lambda: clock.now() + timedelta(seconds=2)
    owners.unfollows(ANN)
    assert (one().follows, one().wrote_at, one().touched_at, one().touched_by) == (False, None, None, "")


def test_events_that_overtake_each_other_come_to_the_same(owners: Owners) -> None:
    now = clock.now()
    early, late = (str(int((now - timedelta(seconds=back)).timestamp())) for back in (60, 30))
    owners.push(ANN, event("unsubscribe", FromUserName=ANN, CreateTime=late))
    owners.push(ANN, event("subscribe", FromUserName=ANN, CreateTime=early))
    assert not one().follows
    owners.push("oBO", event("subscribe", FromUserName="oBO", CreateTime=late))
    owners.push("oBO", event("unsubscribe", FromUserName="oBO", CreateTime=early))
    assert Follower.objects.get(openid="oBO").follows


def test_clicks_and_scans_open_the_short_window(owners: Owners, desk: Desk) -> None:
    owners.clicks(ANN, "REPAIR")
    assert one().touched_by == "clicked"
    owners.platform.scenes["of-somebody-else"] = clock.now() + timedelta(minutes=1)
    owners.scans(ANN, "of-somebody-else")
    assert (one().touched_by, one().wrote_at, desk.written) == ("scanned", None, [])
    assert owners.platform.follower(ANN).read == []


def test_who_refused_takes_messages_again_once_they_write(owners: Owners) -> None:
    owners.clicks(ANN, "REPAIR")
    Follower.objects.update(refuses=True)
    owners.clicks(ANN, "OTHER")
    assert one().refuses
    owners.writes(ANN, "在吗")
    assert not one().refuses


def test_a_yes_is_worth_one_notice_and_a_no_in_the_settings_ends_all(owners: Owners) -> None:
    def consent() -> tuple[int, bool]:
        return Consent.objects.values_list("left", "declined").get(template_id="t1")

    owners.chooses(ANN, {"t1": True, "t2": False})
    owners.platform.now = lambda: clock.now() - timedelta(seconds=5)
    owners.chooses(ANN, {"t1": True})
    assert consent() == (2, False)
    owners.platform.now = lambda: clock.now() - timedelta(seconds=3)
    owners.chooses(ANN, {"t1": False})
    assert consent() == (2, False)
    owners.declines(ANN, "t1")
    assert consent() == (0, True)
    owners.platform.now = clock.now
    owners.chooses(ANN, {"t1": True})
    assert consent() == (1, False)


def test_results_of_what_we_sent_are_written_down(owners: Owners) -> None:
    owners.platform.results.append((ANN, "71", "success"))
    owners.platform.results.append((ANN, "72", "failed:user block"))
    owners.platform.notices_sent.append((ANN, "t1", "73"))
    owners.tell_results()
    told = {name.partition(":")[2]: came for name, came in Receipt.objects.values_list("vendor_id", "delivered")}
    assert told == {"71": True, "72": False, "73": True}
    assert one().refuses


def test_where_somebody_is_is_not_kept(owners: Owners, desk: Desk) -> None:
    owners.push(ANN, event("LOCATION", FromUserName=ANN, Latitude="31.2", Longitude="121.4", Precision="9"))
    owners.push(ANN, event("something_new", FromUserName=ANN, Told="x"))
    assert dict(Inbound.objects.values_list("kind", "fields"))["LOCATION"] == {}
    assert dict(Inbound.objects.values_list("kind", "fields"))["something_new"]["Told"] == "x"
    assert (desk.written, one().touched_at) == ([], None)
