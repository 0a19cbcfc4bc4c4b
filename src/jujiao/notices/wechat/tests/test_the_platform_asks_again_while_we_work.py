"""The platform asks again while the first request is still at work: one row, and every answer in time."""

from threading import Event, Thread

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.kernel.machine import clock
from jujiao.notices.wechat.jobs import deal_with
from jujiao.notices.wechat.models import Account, Inbound
from jujiao.notices.wechat.operations import later
from jujiao.notices.wechat.tests.door_stage import Desk
from jujiao.notices.wechat.tests.test_the_platform_is_answered import sent
from jujiao.testing.platform_requests import EXAMPLES, NOW, posted


@pytest.mark.django_db(transaction=True)
def test_one_row_and_every_answer_in_time(account: Account, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "database_now", lambda: NOW)
    monkeypatch.setattr(later, "HURRY", "SET LOCAL lock_timeout = '50ms'")
    at_work, go_on, answers = Event(), Event(), []

    def work() -> None:
        at_work.set()
        assert go_on.wait(30)

    desk.first = work
    body, query = posted(EXAMPLES[0])

    def first() -> None:
        answers.append(sent(account, body, query))
        connection.close()

    working = Thread(target=first)
    working.start()
    assert at_work.wait(30)
    answers += [sent(account, body, query) for _again in range(2)]
    assert (answers, Inbound.objects.count()) == ([(200, b"success")] * 2, 0)  # though the first still works
    go_on.set()
    working.join(30)
    jobs = list(ProcrastinateJob.objects.filter(task_name=later.DEAL_WITH))
    assert len(jobs) == 2
    for job in jobs:
        deal_with(**job.args)
    assert (answers, Inbound.objects.count(), len(desk.written)) == ([(200, b"success")] * 3, 1, 1)
