"""A file has one address, behind the access of what it is about, and leaves as safely as it can."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.test import Client, override_settings

from jujiao.kernel.models import Attachment
from jujiao.kernel.record import subjects
from jujiao.kernel.record.attachments.media import Media
from jujiao.kernel.record.attachments.reading import CleanFile
from jujiao.testing.cast import Cast
from jujiao.testing.files import DOCUMENTS, RECORDINGS
from jujiao.testing.fixtures import SignIn
from jujiao.testing.rows import SUBJECT, an_attachment

pytestmark = pytest.mark.django_db
KINDS = RECORDINGS | DOCUMENTS
SOUND = bytes(range(256)) * 4


def kept(cast: Cast, content: bytes, media: Media, name: str = "") -> Attachment:
    return an_attachment(cast, CleanFile(media, content, name))


def of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("name", KINDS)
def test_it_leaves_as_what_it_is_and_nobody_guesses(name: str, cast: Cast, sign_in: SignIn) -> None:
    content, media = KINDS[name]
    response = sign_in(cast.clerk).get(f"/attachments/{kept(cast, content, media).pk}/")
    assert (response.status_code, of(response), response["Content-Type"]) == (200, content, media.media_type)
    assert (response["X-Content-Type-Options"], response["Cache-Control"]) == ("nosniff", "private, no-store")
    played = name not in {"AMR", "AMR in wide band", "3GP", "PDF"}
    assert response["Content-Disposition"].startswith("inline" if played else "attachment")


def test_what_is_taken_along_bears_the_name_that_it_was_sent_under(cast: Cast, sign_in: SignIn) -> None:
    content, media = DOCUMENTS["PDF"]
    response = sign_in(cast.clerk).get(f"/attachments/{kept(cast, content, media, '报价单 3号楼.pdf').pk}/")
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E6%8A%A5%E4%BB%B7%E5%8D%95%203%E5%8F%B7%E6%A5%BC.pdf"
    )


@pytest.mark.parametrize(
    ("asked", "part", "said"),
    [
        ("bytes=0-1", SOUND[:2], "bytes 0-1/1024"),
        ("bytes=1000-", SOUND[1000:], "bytes 1000-1023/1024"),
        ("bytes=-24", SOUND[-24:], "bytes 1000-1023/1024"),
        ("bytes=-4096", SOUND, "bytes 0-1023/1024"),
        ("bytes=1023-9999", SOUND[1023:], "bytes 1023-1023/1024"),
    ],
)
def test_a_player_asks_for_parts(asked: str, part: bytes, said: str, cast: Cast, sign_in: SignIn) -> None:
    one = kept(cast, SOUND, RECORDINGS["MP3"][1])
    response = sign_in(cast.clerk).get(f"/attachments/{one.pk}/", headers={"Range": asked})
    assert (response.status_code, of(response), response["Content-Range"]) == (206, part, said)
    assert (response["Accept-Ranges"], int(response["Content-Length"])) == ("bytes", len(part))


@pytest.mark.parametrize(
    ("asked", "status"),
    [("bytes=1024-", 416), ("bytes=9-3", 416), ("bytes=-0", 416), ("bytes=0-1,4-5", 200), ("lines=1-2", 200)],
)
def test_a_part_that_is_not_there_is_refused_and_another_unit_is_no_part(
    asked: str, status: int, cast: Cast, sign_in: SignIn
) -> None:
    one = kept(cast, SOUND, RECORDINGS["WAV"][1])
    response = sign_in(cast.clerk).get(f"/attachments/{one.pk}/", headers={"Range": asked})
    assert response.status_code == status
    assert of(response) == (SOUND if status == 200 else b"")


def test_only_who_may_read_the_entry_is_given_it(cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch) -> None:
    one, asked = kept(cast, *DOCUMENTS["PDF"]), []
    kind = subjects.of(SUBJECT)

    def shows(viewer: Any, subject_id: int, entry_id: int) -> bool:
        asked.append((viewer.user_id, subject_id, entry_id))
        return bool(viewer.user_id == cast.clerk.user.pk)

    monkeypatch.setitem(kind.__dict__, "shows", shows)
    url = f"/attachments/{one.pk}/"
    assert [sign_in(person).get(url).status_code for person in (cast.clerk, cast.manager)] == [200, 404]
    assert asked == [(person.user.pk, one.subject_id, one.entry_id) for person in (cast.clerk, cast.manager)]
    assert Client().get(url).status_code == 302


def test_a_kind_of_subject_that_says_nothing_shows_nothing(cast: Cast, sign_in: SignIn) -> None:
    one = kept(cast, *DOCUMENTS["PDF"])
    Attachment.objects.all().delete()
    one.pk, one.subject_kind = None, "account"
    one.save(force_insert=True)
    assert sign_in(cast.director).get(f"/attachments/{one.pk}/").status_code == 404


def test_it_never_changes_and_can_be_erased(cast: Cast) -> None:
    one = kept(cast, *DOCUMENTS["PDF"])
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Attachment.objects.filter(pk=one.pk).update(name="other.pdf")
    assert Attachment.objects.filter(pk=one.pk).delete()[0] == 1


def test_any_storage_will_do(cast: Cast, sign_in: SignIn, tmp_path: Path) -> None:
    """As in a bucket, nothing lies in a folder here: what is kept and served goes through the storage alone."""
    memory = {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    with override_settings(STORAGES=settings.STORAGES | memory, MEDIA_ROOT=tmp_path):
        one = kept(cast, SOUND, RECORDINGS["MP3"][1])
        assert default_storage.exists(one.file)
        assert list(tmp_path.iterdir()) == []
        client, url = sign_in(cast.clerk), f"/attachments/{one.pk}/"
        assert of(client.get(url)) == SOUND
        assert of(client.get(url, headers={"Range": "bytes=2-3"})) == SOUND[2:4]
        default_storage.delete(one.file)
        assert client.get(url).status_code == 404
