"""What an owner sends in WeChat stands in their conversation: words, a photo, and who they turn out to be."""

import io

import pytest
from PIL import Image

from jujiao.demo.wechat.owners import Owners
from jujiao.demo.wechat.platform import Platform
from jujiao.demo.wechat.serving import serving
from jujiao.kernel.machine import clock
from jujiao.kernel.models import Attachment
from jujiao.kernel.record.access import SYSTEM
from jujiao.notices.wechat.jobs import fetch
from jujiao.notices.wechat.models import Account, Inbound
from jujiao.notices.wechat.operations.codes import make_code
from jujiao.notices.wechat.proof.samples_line import SECRET, an_account
from jujiao.notices.wechat.tests.door_stage import owners_of
from jujiao.promises.models import Promise
from jujiao.service.conversations.models import Conversation, Message
from jujiao.testing.cast import NOW, Cast

ANN = "oANN"


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return out.getvalue()


def bind(owners: Owners, cast: Cast, account: Account) -> None:
    owners.writes(ANN, f"绑定 {make_code(account=account, person=cast.resident.person, actor=SYSTEM, now=NOW)}")
    owners.writes(ANN, "确认绑定")


def test_a_stranger_writes_shows_and_turns_out_to_be_the_resident(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "database_now", lambda: NOW)
    account = an_account(cast.estate)
    with serving(Platform(account.app_id, SECRET, now=lambda: NOW)) as platform:
        account.url = platform.url
        account.save(update_fields=["url"])
        owners = owners_of(account, platform)
        owners.writes(ANN, "楼道灯坏了")
        owners.shows(ANN, jpeg())
        stranger = Conversation.objects.get()
        assert (stranger.person_id, stranger.estate_id, stranger.waiting_since) == (None, cast.estate.pk, NOW)
        fetch(inbound_id=Inbound.objects.get(kind="image").pk)
        words, photo = Message.objects.filter(direction="incoming").order_by("id")
        assert (words.text, photo.content, photo.medium) == ("楼道灯坏了", "photo", "here")
        assert Attachment.objects.get(entry=photo.entry).media_type == "image/jpeg"
        owners.writes(ANN, "长" * 2001)
        assert "2001" in platform.follower(ANN).read[-1]
        bind(owners, cast, account)
        owners.writes(ANN, "是我")
    own = Conversation.objects.get(person=cast.resident.person)
    said = Message.objects.filter(conversation=own, direction="incoming").order_by("id")
    assert [each.text for each in said] == ["楼道灯坏了", "", "是我"]
    promise = Promise.objects.get(kind="conversation.answer", state="running")
    assert (own.waiting_since, promise.started_at) == (NOW, NOW)
