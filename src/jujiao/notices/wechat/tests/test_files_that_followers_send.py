"""Pictures, voices and films are fetched while the platform has them, and what cannot be had is said to be gone."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from jujiao.demo.wechat.owners import Owners
from jujiao.demo.wechat.platform import Platform
from jujiao.kernel.machine import clock
from jujiao.kernel.record.attachments.media import AMR as AMR_MEDIA
from jujiao.notices.wechat.models import Account, Inbound
from jujiao.notices.wechat.operations.media import FILM, VOICE, NotYetError, fetch
from jujiao.notices.wechat.tests.door_stage import Desk, owners_of

ANN = "oANN"
AMR = b"#!AMR\n" + b"\x3c" * 64
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(64)


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def owners(account: Account, platform: Platform) -> Owners:
    return owners_of(account, platform)


def fetched() -> Inbound:
    inbound = Inbound.objects.latest("id")
    fetch(inbound.pk, now=clock.now())
    inbound.refresh_from_db()
    return inbound


def test_a_picture_is_drawn_anew_and_comes_once(owners: Owners, desk: Desk) -> None:
    owners.shows(ANN, jpeg())
    inbound = fetched()
    fetched()
    (news,) = desk.enclosed
    assert (news.way, news.external_id, news.reason, inbound.medium) == ("wechat", str(inbound.pk), "", "here")
    assert (news.file.media.media_type, news.file.width, len(news.file.thumbnail) > 0) == ("image/jpeg", 40, True)


def test_a_voice_is_kept_as_it_came(owners: Owners, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    owners.speaks(ANN, AMR)
    fetched()
    owners.speaks(ANN, b"#!SILK_V3" + bytes(40))
    fetched()
    first, second = desk.enclosed
    assert (first.file.content, first.file.media, first.further) == (AMR, AMR_MEDIA, [])
    assert (second.file.media, second.file.content[:9]) == (VOICE, b"#!SILK_V3")


def test_a_voice_is_made_one_that_plays_where_this_machine_can(
    owners: Owners, desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    frame = b"\xff\xfb\x10\xc4" + bytes(100)
    (tmp_path / "sound").write_bytes(frame * 3)
    program = tmp_path / "ffmpeg"
    program.write_text(f"#!/bin/sh\n/bin/cat > /dev/null\n/bin/cat {tmp_path}/sound\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    owners.speaks(ANN, AMR)
    fetched()
    (news,) = desk.enclosed
    assert news.file.content == AMR
    assert [each.media.media_type for each in news.further] == ["audio/mpeg"]


def test_a_film_is_kept_to_be_taken_along(owners: Owners, desk: Desk) -> None:
    owners.films(ANN, MP4)
    fetched()
    assert (desk.enclosed[0].file.media, desk.enclosed[0].file.content) == (FILM, MP4)


def test_what_is_no_picture_is_said_to_be_none(owners: Owners, desk: Desk) -> None:
    owners.shows(ANN, b"<svg></svg>")
    assert fetched().medium == "gone"
    assert desk.enclosed[0].file is None
    assert desk.enclosed[0].reason


def test_it_is_asked_again_until_the_platform_has_it_no_more(owners: Owners, desk: Desk, platform: Platform) -> None:
    owners.shows(ANN, jpeg())
    platform.ready["media/get"] = [-1]
    with pytest.raises(NotYetError):
        fetched()
    assert (Inbound.objects.get().medium, desk.enclosed) == ("waits", [])
    platform.ready["media/get"] = [-1]
    fetch(Inbound.objects.get().pk, now=clock.now() + timedelta(days=3, minutes=1))
    assert (Inbound.objects.get().medium, desk.enclosed[0].file) == ("gone", None)
