"""People choose by which ways they are told of what, and when not; what is demanded comes through."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.company.accounts.models import User
from jujiao.company.duty.models import DutyPost
from jujiao.company.duty.operations import sign_off, sign_on
from jujiao.notices.choosing import choose_ways
from jujiao.notices.jobs import deliver, send_once
from jujiao.notices.models import Delivery, Notice, Preference
from jujiao.notices.news import news_of
from jujiao.notices.operations import Telling, tell
from jujiao.notices.preferences import groups_of, on_duty, preference_of, ways_of
from jujiao.notices.sentences import kinds
from jujiao.rules.telling import Quiet, Weight
from jujiao.testing.browser import VIEWS, PageAs, check_page, check_targets
from jujiao.testing.cast import NOW, Cast, Member
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import a_notice

NIGHT = Quiet(time(22), time(7))
LATE = NOW.replace(hour=23)
MORNING = NOW.replace(hour=7) + timedelta(days=1)
PAGE = "/notices/settings/"


def choose(member: Member, **chosen: Any) -> None:
    given: dict[str, Any] = {"no_mail": [], "no_system": [], "quiet": None, **chosen}
    choose_ways(user=member.user, actor=member.viewer, now=NOW, **given)


def told(member: Member, kind: str, now: datetime = LATE) -> Delivery | None:
    """The mail of a new notice, where there is one."""
    tell(Telling(users=[member.user], kind=kind, key=f"{kind}:{now}", params={"number": "YX-1"}, subject=None), now=now)
    return Delivery.objects.filter(notice__kind=kind, channel="email").first()


def test_who_has_chosen_nothing_has_every_way(cast: Cast) -> None:
    assert told(cast.clerk, "complaint.arrived") is not None
    assert ways_of("complaint.arrived", preference_of(cast.clerk.user), LATE, on_duty=False).system


def test_no_mail_is_written_of_what_was_switched_off(cast: Cast) -> None:
    choose(cast.clerk, no_mail=["work"])
    assert told(cast.clerk, "complaint.arrived") is None
    assert told(cast.clerk, "promise.half") is not None
    assert told(cast.clerk2, "complaint.arrived") is not None
    assert Notice.objects.filter(recipient=cast.clerk.user).count() == 2  # the inbox has all of it


def test_a_mail_that_is_switched_off_after_it_was_written_does_not_leave(cast: Cast) -> None:
    delivery = told(cast.clerk, "complaint.arrived")
    assert delivery
    choose(cast.clerk, no_mail=["work"])
    send_once(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, mail.outbox) == ("unwanted", 0, [])


def test_in_quiet_hours_a_mail_waits_for_their_end(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(cast.clerk, quiet=NIGHT)
    delivery = told(cast.clerk, "complaint.arrived")
    assert delivery
    ProcrastinateJob.objects.all().delete()
    monkeypatch.setattr("jujiao.kernel.machine.clock.now", lambda: LATE)
    send_once(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.not_before, mail.outbox) == ("queued", 0, MORNING, [])
    job = ProcrastinateJob.objects.get()
    assert (job.scheduled_at, job.args) == (MORNING, {"delivery_ids": [delivery.pk]})

    monkeypatch.setattr("jujiao.kernel.machine.clock.now", lambda: MORNING)
    send_once(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, len(mail.outbox)) == ("sent", 1)


@pytest.mark.parametrize(
    ("meanwhile", "state"), [({"is_active": False}, "withheld"), ({"email": ""}, "unwanted"), ({}, "sent")]
)
def test_a_mail_that_waited_leaves_for_who_is_there_in_the_morning(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, meanwhile: dict[str, Any], state: str
) -> None:
    choose(cast.clerk, quiet=NIGHT)
    delivery = told(cast.clerk, "complaint.arrived")
    assert delivery
    ProcrastinateJob.objects.all().delete()
    monkeypatch.setattr("jujiao.kernel.machine.clock.now", lambda: LATE)
    for _attempt in range(2):  # a worker that falls has its job done again
        deliver(delivery_ids=[delivery.pk])
    assert ProcrastinateJob.objects.count() == 1

    User.objects.filter(pk=cast.clerk.user.pk).update(**{"name": cast.clerk.user.name, **meanwhile})
    monkeypatch.setattr("jujiao.kernel.machine.clock.now", lambda: MORNING)
    send_once(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, len(mail.outbox)) == (state, int(state == "sent"))


@pytest.mark.parametrize("kind", ["promise.due", "promise.company", "account.change_password", "complaint.replied"])
def test_what_is_demanded_waits_for_no_morning(cast: Cast, kind: str) -> None:
    choose(cast.clerk, quiet=NIGHT)
    found = ways_of(kind, Preference.objects.get(), LATE, on_duty=False)
    assert (found.mail, found.system, found.not_before) == (True, True, None)


def test_whoever_has_signed_on_is_told_of_their_work_in_quiet_hours_too(cast: Cast) -> None:
    choose(cast.engineer, quiet=NIGHT)
    choose(cast.engineer2, quiet=NIGHT)
    kept = Preference.objects.get(user=cast.engineer.user)
    post = DutyPost.objects.create(estate=cast.estate, department=cast.engineering, name="维修待命", kind="repair")
    assert not on_duty(kept, LATE)
    attendance = sign_on(duty_post=post, actor=cast.engineer.viewer, now=LATE)
    assert on_duty(kept, LATE + timedelta(hours=1))
    assert ways_of("complaint.dispatched", kept, LATE, on_duty=True).not_before is None
    assert ways_of("complaint.dispatched", kept, LATE, on_duty=False).not_before == MORNING
    assert not on_duty(Preference.objects.get(user=cast.engineer2.user), LATE)
    sign_off(attendance=attendance, actor=cast.engineer.viewer, now=LATE + timedelta(hours=2))
    assert not on_duty(kept, LATE + timedelta(hours=2))


def test_whether_somebody_is_on_duty_is_asked_in_their_quiet_hours_alone(cast: Cast) -> None:
    choose(cast.engineer, quiet=NIGHT)
    with CaptureQueriesContext(connection) as asked:
        assert not on_duty(Preference.objects.get(), NOW)
        assert not on_duty(Preference(), LATE)
    assert len([one for one in asked if "duty_attendance" in one["sql"]]) == 0


def test_a_mail_reaches_whoever_is_on_duty_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(cast.engineer, quiet=NIGHT)
    post = DutyPost.objects.create(estate=cast.estate, department=cast.engineering, name="维修待命", kind="repair")
    sign_on(duty_post=post, actor=cast.engineer.viewer, now=LATE)
    delivery = told(cast.engineer, "complaint.dispatched")
    assert delivery
    monkeypatch.setattr("jujiao.kernel.machine.clock.now", lambda: LATE)
    send_once(delivery_id=delivery.pk)
    delivery.refresh_from_db()
    assert (delivery.state, len(mail.outbox)) == ("sent", 1)


def test_the_device_shows_what_is_wanted_now(cast: Cast) -> None:
    a_notice(cast.clerk)
    a_notice(cast.clerk, kind="promise.due", params={"number": "YX-1", "promise": "First reply"})

    def shown(now: datetime) -> int:
        return len(news_of(cast.clerk.viewer, after=0, now=now)["letters"])

    assert shown(LATE) == 2
    choose(cast.clerk, quiet=NIGHT)
    assert (shown(LATE), shown(NOW)) == (1, 2)
    choose(cast.clerk, no_system=["alarms"])
    assert shown(LATE) == 1


def test_telling_is_one_statement(cast: Cast) -> None:
    choose(cast.clerk, no_mail=["alarms"])
    telling = Telling(users=[cast.clerk.user, cast.clerk2.user], kind="complaint.arrived", key="1", subject=None)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        tell(telling, now=NOW)
    assert len([one for one in asked if "notices_notice" in one["sql"]]) == 1
    assert not [one for one in asked if one["sql"].startswith("SELECT") and "notices_preference" in one["sql"]]


def test_every_kind_is_of_a_group_that_somebody_can_be_told_of(cast: Cast) -> None:
    for key, kind in kinds().items():
        assert kind.group.door, key
    owners = {group.key for group in groups_of(cast.resident.viewer)}
    assert owners == {"my_cases"}
    assert [group.key for group in groups_of(cast.clerk.viewer)] == ["work", "reminders", "alarms", "account"]
    assert {
        key for key, kind in kinds().items() if kind.weight is Weight.ORDINARY and kind.group.key != "my_cases"
    } == set()


def test_the_page_keeps_what_was_chosen_and_says_what_is_wrong(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.clerk)
    given: dict[str, Any] = {"mail": ["alarms", "reminders", "account"], "system": ["work"]}
    refused = client.post(PAGE, {**given, "quiet": "on", "quiet_from": "22:00", "quiet_until": "22:00"})
    assert (refused.status_code, Preference.objects.count()) == (422, 0)
    assert client.post(PAGE, {**given, "quiet": "on", "quiet_from": "22:00", "quiet_until": ""}).status_code == 422
    assert client.post(PAGE, {**given, "mail": ["my_cases"]}).status_code == 422  # no group of theirs
    saved = client.post(PAGE, {**given, "quiet": "on", "quiet_from": "22:00", "quiet_until": "07:00"})
    assert saved.status_code == 302
    kept = Preference.objects.get()
    assert (kept.user, kept.no_mail, kept.quiet) == (cast.clerk.user, ["work"], NIGHT)
    assert kept.no_system == ["account", "alarms", "reminders"]
    client.post(PAGE, given)
    kept.refresh_from_db()
    assert kept.quiet is None


def test_an_owner_takes_the_choice_along(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(cast.resident)
    client.post(PAGE, {"system": [], "quiet": "on", "quiet_from": "21:30", "quiet_until": "08:00"})
    assert Preference.objects.get().no_system == ["my_cases"]
    assert client.get("/my/me/data/").json()["how_to_be_told"][0]["quiet_from"] == "21:30:00"


@pytest.mark.browser
@pytest.mark.parametrize(("width", "language"), VIEWS)
def test_the_settings_stand_up_to_a_look(width: int, language: str, cast: Cast, page_as: PageAs) -> None:
    choose(cast.head_of_engineering, quiet=NIGHT)
    page = page_as(cast.head_of_engineering, width=width, language=language, path=PAGE)
    check_page(page)
    if width < 768:
        check_targets(page)
    page.locator("[name=quiet_until]").fill("22:00")
    page.locator("main form .btn-primary").first.click()
    expect(page.locator("#id_quiet_until_error p")).to_be_visible()
    check_page(page)


@pytest.mark.browser
@pytest.mark.parametrize(("width", "language"), [(390, "zh-hans"), (1440, "en")])
def test_an_owner_chooses_which_way_comes_first(width: int, language: str, cast: Cast, page_as: PageAs) -> None:
    cast.resident.user.email = "lin@example.org"
    cast.resident.user.save(update_fields=["email"])
    page = page_as(cast.resident, width=width, language=language, path=PAGE)
    check_page(page)
    page.locator("[name=order][value='sms,email']").check()
    page.locator("main form .btn-primary").first.click()
    expect(page.locator("[name=order][value='sms,email']")).to_be_checked()
    assert Preference.objects.get().order == ["sms", "email"]
    if width < 768:
        check_targets(page)
