"""An answer in WeChat goes within the window, beyond it by template or notice, then out of WeChat: by itself, once."""

import json
import logging
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest

from jujiao.demo.wechat.platform import CUSTOM, TEMPLATE
from jujiao.kernel.machine import retrying
from jujiao.kernel.record import subjects
from jujiao.notices.choosing import choose_ways
from jujiao.notices.models import Attempt, CallTask, Delivery, Notice
from jujiao.notices.operations import Outsider, Telling, tell
from jujiao.notices.operations.sending import begin
from jujiao.notices.wechat.jobs import tidy
from jujiao.notices.wechat.models import Account, Binding, Consent, Follower, Right, Sending
from jujiao.notices.wechat.operations.results import told
from jujiao.notices.wechat.queries import left_for
from jujiao.notices.wechat.tests.sending_stage import OPENID, SAID, Stage, an_account, may_send
from jujiao.rules.wechat import EVERYTHING, WINDOW_ONLY
from jujiao.testing.cast import NOW
from jujiao.testing.messaging import carry_out


def went(notice: Notice) -> list[tuple[str, str, str, str]]:
    """Channel, way within it, state and code of each try, oldest first."""
    tries = Attempt.objects.filter(delivery__notice=notice).order_by("started_at", "delivery_id", "n")
    return [(each.delivery.channel, each.way, each.state, each.code) for each in tries.select_related("delivery")]


def test_within_the_window_the_whole_text_goes_and_is_counted(stage: Stage) -> None:
    may_send(stage.account, EVERYTHING)
    stage.writes()
    notice = stage.answer()
    assert went(notice) == [("wechat", "window", "accepted", "")]
    assert notice.accepted_by == "wechat"
    assert len(stage.read) == 1
    assert SAID in stage.read[0]
    left = left_for(stage.follower.pk, stage.moment.now)
    assert (left.messages, left.until) == (4, NOW + timedelta(hours=48))


def test_the_sixth_answer_goes_by_text_message_once_and_its_promise_ends_with_it(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[tuple[list[int], str]] = []
    of = subjects.of

    def recording(kind: str) -> Any:
        return replace(of(kind), told=lambda _id, how: ended.append((list(how.promises), how.channel)))

    monkeypatch.setattr("jujiao.notices.operations.reaching.subjects.of", recording)
    may_send(stage.account, WINDOW_ONLY)
    stage.writes()
    for number in range(1, 7):
        stage.answer(f"第{number}条", settles=[number])
    assert len(stage.read) == 5
    assert [text for text in stage.vendor.texts if "第6条" in text] == stage.vendor.texts
    assert len(stage.vendor.texts) == 1
    assert ended == [*(([number], "wechat") for number in range(1, 6)), ([6], "sms")]
    assert left_for(stage.follower.pk, stage.moment.now).messages == 0
    assert stage.platform.asked[CUSTOM] == 5
    assert went(Notice.objects.latest("pk")) == [
        ("wechat", "closed", "failed", "not_open"),
        ("sms", "", "accepted", ""),
    ]


def test_beyond_the_window_a_template_says_what_fits_and_leads_to_the_rest(stage: Stage) -> None:
    may_send(stage.account, EVERYTHING)
    stage.writes()
    stage.later(hours=48)
    notice = stage.answer()
    assert went(notice) == [("wechat", "template", "accepted", "")]
    (sent,) = [json.loads(each.content) for each in stage.asked if TEMPLATE in each.url.path]
    assert all(len(each["value"]) <= 32 for each in sent["data"].values())
    assert len(sent["data"]["thing1"]["value"]) <= 20
    assert sent["data"]["character_string2"]["value"] == "YX-1"
    assert left_for(stage.follower.pk, stage.moment.now).messages == 0


def test_what_a_template_cannot_tell_goes_by_a_notice_to_which_they_agreed_once(stage: Stage) -> None:
    may_send(stage.account, EVERYTHING)
    stage.agrees("T-notice")
    stage.platform.follower(OPENID).declined.add("T-template")
    first, second = stage.answer(), stage.answer()
    assert went(first) == [
        ("wechat", "template", "failed", "43101"),
        ("wechat", "notice", "accepted", ""),
    ]
    assert Consent.objects.get(template_id="T-notice").left == 0
    assert Consent.objects.get(template_id="T-template").declined
    assert went(second)[-1] == ("sms", "", "accepted", "")
    assert stage.platform.asked[TEMPLATE] == 1


def test_a_template_message_that_did_not_arrive_goes_on_by_the_next_way(stage: Stage) -> None:
    may_send(stage.account, EVERYTHING)
    notice = stage.answer()
    (_openid, number, _status) = stage.platform.results.pop()
    told(
        follower=stage.follower, message_id=number, arrived=False, code="", status="failed:user block",
        at=stage.moment.now, now=stage.moment.now,
    )  # fmt: skip
    stage.carry_out()
    assert went(notice) == [
        ("wechat", "template", "failed", ""),
        ("sms", "", "accepted", ""),
    ]
    assert stage.answer().ways == ["sms"]
    Follower.objects.update(refuses=False)
    assert stage.answer().accepted_by == "wechat"


def test_a_template_message_that_arrived_is_shown_as_such(stage: Stage) -> None:
    may_send(stage.account, EVERYTHING)
    notice = stage.answer()
    (_openid, number, _status) = stage.platform.results.pop()
    facts: dict[str, Any] = {"arrived": True, "code": "", "status": "success", "at": NOW, "now": stage.moment.now}
    other = Follower.objects.create(
        account=an_account(stage.cast, name="别的", app_id="wx9", original_id="gh_9", path="p9"),
        openid="x", first_at=NOW,
    )  # fmt: skip
    told(follower=other, message_id=number, **facts)
    assert went(notice) == [("wechat", "template", "accepted", "")]
    told(follower=stage.follower, message_id=number, **facts)
    assert went(notice) == [("wechat", "template", "delivered", "")]


def test_a_long_answer_goes_in_parts_of_which_none_is_said_twice(stage: Stage) -> None:
    may_send(stage.account, WINDOW_ONLY)
    stage.writes()
    said = "".join(f"第{number}句话说明情况。" for number in range(200))
    notice = stage.answer(said)
    parts = len(stage.read)
    assert parts > 1
    assert said in "".join(stage.read)
    assert left_for(stage.follower.pk, stage.moment.now).messages == 5 - parts
    stage.writes()
    answer, count = stage.platform.answer, 0

    def busy_at_the_second(path: str, query: Any, body: bytes) -> Any:
        nonlocal count
        count += CUSTOM in path
        if count == 2:
            count += 1
            return "application/json", b'{"errcode": -1}'
        return answer(path, query, body)

    stage.read.clear()
    stage.platform.answer = busy_at_the_second  # type: ignore[method-assign]
    again = stage.answer(said)
    assert [each[2] for each in went(again)] == ["failed", "accepted"]
    assert len(stage.read) == parts
    assert Sending.objects.filter(at__gte=NOW + timedelta(minutes=1)).count() == parts
    assert notice.accepted_by == again.accepted_by == "wechat"


def test_what_a_worker_had_sent_before_it_died_is_not_sent_again(stage: Stage) -> None:
    may_send(stage.account, WINDOW_ONLY)
    stage.writes()
    outsider = Outsider(stage.cast.spouse, "", stage.cast.spouse.phone, stage.follower.pk)
    telling = Telling(
        outsiders=[outsider], kind="complaint.replied", key="1", subject=None, by="wechat",
        params={"number": "YX-1", "said": SAID},
    )  # fmt: skip
    tell(telling, now=NOW)
    attempt = begin(Delivery.objects.get().pk, address=str(stage.follower.pk), way="window", now=NOW)
    assert attempt is not None
    Sending.objects.create(follower=stage.follower, at=NOW, attempt_id=attempt.pk)
    carry_out(NOW)
    assert (stage.read, Delivery.objects.get().state) == ([], "sent")


def test_who_is_bound_to_nobody_is_told_as_the_follower_that_they_are(stage: Stage) -> None:
    may_send(stage.account, WINDOW_ONLY)
    Binding.objects.all().delete()
    stage.writes()
    stranger = [Outsider(None, follower_id=stage.follower.pk)]
    assert went(stage.answer(outsiders=stranger)) == [("wechat", "window", "accepted", "")]
    stage.later(hours=49)
    stage.answer(outsiders=stranger)
    assert CallTask.objects.count() == 1
    assert stage.vendor.texts == []


def test_an_answer_never_goes_to_who_is_somebody_else_by_now(stage: Stage) -> None:
    may_send(stage.account, WINDOW_ONLY)
    stage.writes()
    outsider = Outsider(stage.cast.spouse, "", stage.cast.spouse.phone, stage.follower.pk)
    tell(
        Telling(
            outsiders=[outsider], kind="complaint.replied", key="1", subject=None, by="wechat",
            params={"number": "YX-1", "said": SAID},
        ),
        now=NOW,
    )  # fmt: skip
    Binding.objects.update(ended_at=NOW)
    Binding.objects.create(follower=stage.follower, person=stage.cast.resident.person, by="scan", bound_at=NOW)
    carry_out(NOW)
    assert stage.read == []
    assert [each.channel for each in Delivery.objects.order_by("id")] == ["wechat", "sms"]
    assert len(stage.vendor.texts) == 1


def test_an_owner_with_an_account_is_told_in_wechat_unless_they_chose_otherwise(stage: Stage) -> None:
    may_send(stage.account, WINDOW_ONLY)
    resident = stage.cast.resident
    Binding.objects.update(person=resident.person)
    stage.writes()
    facts: dict[str, Any] = {"outsiders": [], "users": [resident.user]}
    assert stage.answer(**facts, by="").ways == ["wechat"]
    assert stage.answer(kind="complaint.replied", **facts, must_reach=True).ways == ["wechat", "sms"]
    chosen: dict[str, Any] = {"no_mail": [], "no_system": [], "quiet": None, "actor": resident.viewer, "now": NOW}
    choose_ways(user=resident.user, order=["sms"], **chosen)
    assert stage.answer(**facts, by="").ways == ["sms"]
    assert stage.answer(**facts, must_reach=True, by="wechat").ways == ["wechat", "sms"]
    choose_ways(user=resident.user, **{**chosen, "no_mail": ["my_cases"]})
    assert stage.answer(**facts, by="").ways == []


def test_what_is_work_is_told_to_nobody_in_wechat(stage: Stage) -> None:
    stage.cast.spouse.user = stage.cast.clerk.user
    stage.cast.spouse.save(update_fields=["user"])
    notice = stage.answer(outsiders=[], users=[stage.cast.clerk.user], kind="complaint.arrived", must_reach=True)
    assert "wechat" not in notice.ways


def test_a_right_that_the_platform_denies_is_switched_off_and_administration_hears_once(stage: Stage) -> None:
    may_send(stage.account, EVERYTHING)
    stage.writes()
    stage.platform.rights.discard(CUSTOM)
    for _time in range(2):
        assert stage.answer().accepted_by == "wechat"
    assert stage.platform.asked[CUSTOM] == 1
    assert Right.objects.get(way="window").code == "48001"
    alarm = Notice.objects.get(kind="official_account.refused")
    assert alarm.recipient == stage.cast.sysadmin.user
    assert SAID not in json.dumps(alarm.params, ensure_ascii=False)


def test_a_day_that_is_used_up_rests_the_way_and_wakes_by_itself(stage: Stage) -> None:
    may_send(stage.account, WINDOW_ONLY)
    stage.writes()
    stage.platform.ready[CUSTOM] = [45009]
    assert stage.answer().accepted_by == "sms"
    assert stage.answer().accepted_by == "sms"
    assert stage.platform.asked[CUSTOM] == 1
    stage.later(hours=1)
    assert stage.answer().accepted_by == "wechat"


def test_who_left_is_tried_no_more_until_they_come_back(stage: Stage) -> None:
    may_send(stage.account, EVERYTHING)
    stage.writes()
    stage.platform.follower(OPENID).follows = False
    notice = stage.answer()
    assert [each[3] for each in went(notice)] == ["43004", ""]
    assert not Follower.objects.get(pk=stage.follower.pk).follows
    assert left_for(stage.follower.pk, stage.moment.now).messages == 0
    assert "wechat" not in stage.answer().ways


def test_what_the_owner_did_meanwhile_is_newer_than_the_answer(stage: Stage) -> None:
    may_send(stage.account, EVERYTHING)
    stage.writes()
    answer = stage.platform.answer

    def comes_back(path: str, query: Any, body: bytes) -> Any:
        given = answer(path, query, body)
        if CUSTOM in path:
            stage.later(seconds=1)
            stage.writes()
        return given

    stage.platform.ready[CUSTOM] = [43004]
    stage.platform.answer = comes_back  # type: ignore[method-assign]
    stage.answer()
    assert Follower.objects.get(pk=stage.follower.pk).follows


def test_an_account_for_practice_writes_to_the_console(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    Account.objects.update(url="")
    may_send(stage.account, EVERYTHING)
    stage.writes()
    with caplog.at_level(logging.WARNING):
        notice = stage.answer()
    assert (notice.accepted_by, stage.asked) == ("wechat", [])
    assert SAID in caplog.text


def test_an_answer_stands_in_no_log(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    may_send(stage.account, EVERYTHING)
    stage.writes()
    with caplog.at_level(logging.DEBUG, logger="jujiao"):
        stage.answer()
        stage.platform.ready[CUSTOM] = [45047, 40037, 9999]
        stage.answer()
    for secret in (SAID, OPENID):
        assert secret not in caplog.text


@pytest.mark.parametrize("path", ["stable_token", CUSTOM])
def test_where_the_platform_says_nothing_the_next_channel_has_it_within_a_minute(stage: Stage, path: str) -> None:
    may_send(stage.account, EVERYTHING)
    stage.writes()
    answer = stage.platform.answer

    def is_away(asked: str, query: Any, body: bytes) -> Any:
        if path in asked:
            raise httpx.ConnectTimeout("no answer")
        return answer(asked, query, body)

    stage.platform.answer = is_away  # type: ignore[assignment, method-assign]
    notice = stage.answer()
    assert went(notice) == [
        ("wechat", "window", "failed", "ConnectTimeout"),
        ("wechat", "window", "failed", "ConnectTimeout"),
        ("sms", "", "accepted", ""),
    ]
    assert notice.accepted_at is not None
    assert notice.accepted_at - NOW < timedelta(minutes=1)
    assert not Notice.objects.filter(kind="official_account.refused").exists()


@pytest.mark.parametrize("minutes", [-10, 10])
def test_a_clock_that_is_wrong_counts_no_message_less(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    may_send(stage.account, WINDOW_ONLY)
    stage.writes()
    monkeypatch.setattr(retrying, "_ahead", timedelta(minutes=minutes))
    stage.moment.forward(minutes=minutes)
    stage.answer()
    assert left_for(stage.follower.pk, NOW + timedelta(minutes=2)).messages == 4


def test_what_no_window_counts_any_more_is_forgotten(stage: Stage) -> None:
    may_send(stage.account, WINDOW_ONLY)
    stage.writes()
    stage.answer()
    stage.later(hours=71)
    tidy(0)
    assert Sending.objects.exists()
    stage.later(hours=2)
    tidy(0)
    assert not Sending.objects.exists()
