"""The short form of `./jujiao drill deliveries`: messages go to a vendor that refuses, hangs up and tells receipts
early, twice and never, and a worker dies at one of them."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import cycle
from typing import Any
from uuid import uuid4

import httpx
import pytest
from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from jujiao.drills.deliveries.checking import Found, check
from jujiao.drills.deliveries.telling import KIND, tell_about
from jujiao.drills.mailbox import Mailbox
from jujiao.drills.stage import Stage, until
from jujiao.drills.vendors import Manner, Texts, group_chat, texts
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.messaging import tencent
from jujiao.kernel.machine.messaging import texts as given
from jujiao.kernel.machine.messaging.port import Accepted, Message, Refused, sender_of
from jujiao.notices import jobs
from jujiao.notices.models import Delivery
from jujiao.notices.operations import DELIVER
from jujiao.testing.cast import Cast
from jujiao.testing.messaging import carry_out

pytestmark = pytest.mark.django_db(transaction=True)

MESSAGES = 36
SECRET = "a-secret-that-nobody-guesses"


class Killed(BaseException):
    """What is left of a worker that is killed: nothing is caught, nothing written down."""


@pytest.fixture
def vendor(settings: Settings, live_server: LiveServer) -> Iterator[Texts]:
    """Takes the messages in every manner in turn, and tells its receipts to a real web server."""
    with texts() as one:
        manners: dict[tuple[str, ...], Manner] = {}
        turns = cycle(Manner)
        one.manner = lambda phone, values: manners.setdefault((phone, *values), next(turns))
        one.receipts_to = f"{live_server.url}/receipts/tencent/{SECRET}/"
        settings.RECEIPTS_SECRET = SECRET
        settings.TEXTS = given.Texts(
            vendor="tencent",
            key_id="drill",
            key_secret="drill",
            url=one.environment["JUJIAO_SMS_URL"],
            templates={KIND: "2"},
        )
        yield one


def sent_and_counted(cast: Cast, stage: Stage, vendor: Texts, monkeypatch: pytest.MonkeyPatch) -> Found:
    told = tell_about(cast, MESSAGES)
    a_worker_dies_after_the_vendor_took_a_message(monkeypatch)
    later = clock.now()
    for _time in range(4):
        carry_out(later)
        later += timedelta(minutes=1)
    until(10, vendor.quiet, "receipts are not told", pause=0.05)
    box = Mailbox(mails=[(one.extra_headers["Message-ID"], one.to[0], str(one.subject)) for one in mail.outbox])
    left = ProcrastinateJob.objects.filter(task_name=DELIVER, status="todo").exists()
    return check(stage, box, vendor, told, settled=not left)


def a_worker_dies_after_the_vendor_took_a_message(monkeypatch: pytest.MonkeyPatch) -> None:
    first = Delivery.objects.filter(channel="sms").order_by("pk").values_list("pk", flat=True)[0]
    (job,) = ProcrastinateJob.objects.filter(task_name=DELIVER, args__delivery_ids__0=first)

    def die(*_facts: Any, **_more: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "answered", die)
        with pytest.raises(Killed):
            jobs.deliver(**job.args)


def test_none_is_lost_and_none_is_doubled_without_a_reason(
    cast: Cast, stage: Stage, vendor: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sent_and_counted(cast, stage, vendor, monkeypatch)
    assert found.faults == []
    assert found.figures["sent again under the same id"] == 1
    for what in ("taken by the vendor", "refused", "mails", "calls to make", "sent again as nobody answered"):
        assert int(found.figures[what]) > 0, what


def test_without_reading_the_code_what_was_refused_is_lost(
    cast: Cast, stage: Stage, vendor: Texts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tencent, "read", lambda _status, _answer: Accepted())
    found = sent_and_counted(cast, stage, vendor, monkeypatch)
    assert int(found.figures["lost"]) > 0


def test_a_real_robot_server_is_read_by_its_code() -> None:
    said = Message(template="robot", params={}, text="到期", link="")
    with group_chat() as group:
        for code in (0, 45009):
            group.answer = lambda code=code: {"errcode": code}  # type: ignore[misc]
            answer = sender_of("wecom").send(said, address=group.address, attempt_id=uuid4())
            assert isinstance(answer, Refused) == bool(code)
        assert group.read == ["到期"]
    with pytest.raises(httpx.ConnectError):
        sender_of("wecom").send(said, address=group.address, attempt_id=uuid4())
