"""3.1.3, 个人信息保护法 19: what was written years ago goes; that it was answered in time stays."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from pytest_django import DjangoCaptureOnCommitCallbacks

from jujiao.kernel.models import Attachment
from jujiao.notices.models import Notice
from jujiao.service.conversations.jobs import forget_all
from jujiao.service.conversations.models import Message
from jujiao.service.conversations.queries_rates import rate, turns_for
from jujiao.service.conversations.tests.desk import MINUTE, now_of, the_desk
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.rows import PAPER

LATER = NOW.replace(year=NOW.year + 3) + timedelta(days=1)


@pytest.mark.django_db
def test_words_and_files_go(cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> None:
    desk = the_desk(cast)
    desk.binds(desk.follower(), cast.resident)
    conversation = desk.wechats("我的电话 13800001111", NOW)
    desk.says(conversation, "收到，13800001111", NOW + MINUTE)
    desk.hears("见附件", NOW + MINUTE, files=[PAPER], latitude=30.0, longitude=120.0)
    (kept,) = Attachment.objects.all()
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_all(now=LATER - timedelta(days=1)) == 0
        assert forget_all(now=LATER) == 3
        assert forget_all(now=LATER) == 0
    assert set(Message.objects.values_list("text", "latitude")) == {("", None)}
    assert not Attachment.objects.exists()
    assert not default_storage.exists(kept.file)
    assert now_of(conversation).last_text == ""
    assert "13800001111" not in str(list(Notice.objects.values_list("params", flat=True)))
    assert rate(turns_for(cast.manager.viewer, LATER)).counted == 1
