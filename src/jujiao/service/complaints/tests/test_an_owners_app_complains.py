"""An owner complains from an app of their own: with photos, once for a key, and reads what their page shows."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from jujiao.company.accounts.operations import issue_token
from jujiao.kernel.machine import clock
from jujiao.kernel.models import Attachment
from jujiao.kernel.record.attachments.reading import MOST_FILES
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.operations import note
from jujiao.testing.cast import Cast, Member
from jujiao.testing.complaints import a_complaint, attached_to

URL = "/api/v1/complaints"
WRITTEN = {"estate": "YX", "room": "1-1-101", "category": "leak", "text": "卫生间漏水"}


def picture(name: str = "leak.png") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (8, 8), "navy").save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), "image/png")


@pytest.fixture
def app(cast: Cast) -> Any:
    """Calls the API as somebody of the cast, with JSON, or with a form where files go along."""
    tokens: dict[int, str] = {}

    def call(who: Member, path: str, said: Any = None, *, files: Any = None, key: str = "") -> Any:
        token = tokens.get(who.user.pk) or issue_token(user=who.user, label="app", actor=who.viewer, now=clock.now())
        tokens[who.user.pk] = token
        headers = {"Authorization": f"Bearer {token}"} | ({"Idempotency-Key": key} if key else {})
        client = Client(raise_request_exception=False, headers=headers)
        if said is None:
            return client.get(path)
        if files is None:
            return client.post(path, said, content_type="application/json")
        request = said if isinstance(said, str) else json.dumps(said)
        return client.post(path, {"request": request, "files": files})

    return call


def test_a_complaint_with_photos_is_theirs_and_taken_once(cast: Cast, app: Any) -> None:
    answers = [app(cast.resident, URL, WRITTEN, files=[picture(), picture()], key="7f1c") for _time in range(2)]
    assert [each.status_code for each in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    complaint = Complaint.objects.get()
    assert (complaint.person, complaint.room, complaint.channel) == (cast.resident.person, cast.room, "api")
    told = answers[0].json()
    assert [file["kind"] for file in told["timeline"][0]["files"]] == ["photo", "photo"]
    again = app(cast.resident, URL, WRITTEN, files=[picture()], key="7f1c")
    assert (again.status_code, again.json()["code"]) == (422, "KeyReused")
    assert Attachment.objects.count() == 2


def test_more_words_and_photos_are_added_once_whatever_others_did(cast: Cast, app: Any) -> None:
    complaint = a_complaint(cast)
    read = app(cast.resident, f"{URL}/{complaint.pk}").json()
    said = {"text": "又漏了", "version": read["version"]}
    first = app(cast.resident, f"{URL}/{complaint.pk}/add", said, files=[picture()], key="a1")
    assert first.status_code == 200, first.content
    assert [len(entry["files"]) for entry in first.json()["timeline"]][-1] == 1
    later = {**said, "version": first.json()["version"]}
    assert app(cast.resident, f"{URL}/{complaint.pk}/add", later, files=[picture()], key="a1").status_code == 200
    assert len(attached_to(complaint)) == 2
    stale = app(cast.resident, f"{URL}/{complaint.pk}/add", said, files=[picture()])
    assert (stale.status_code, stale.json()["current"]) == (409, first.json()["version"])


def test_what_they_read_is_what_their_page_shows(cast: Cast, app: Any) -> None:
    complaint = a_complaint(cast)
    note(
        actor=cast.engineer.viewer, now=clock.now(), complaint_id=complaint.pk, version=None, text="业主难沟通",
        attachments=(),
    )  # fmt: skip
    told = app(cast.resident, f"{URL}/{complaint.pk}").json()
    assert "业主难沟通" not in json.dumps(told, ensure_ascii=False)
    (photo,) = told["timeline"][0]["files"]
    file = app(cast.resident, f"/api/v1/files/{photo['id']}")
    assert (file.status_code, file["Content-Type"]) == (200, "image/jpeg")
    assert len(b"".join(app(cast.resident, f"/api/v1/files/{photo['id']}?small=true").streaming_content)) > 100
    for stranger in (cast.neighbour, cast.outsider, cast.guard):
        assert app(stranger, f"/api/v1/files/{photo['id']}").status_code == 404
    why = app(cast.resident, f"/api/v1/promises/{told['promises'][0]['id']}/why").json()
    assert why["days"]
    assert app(cast.neighbour, f"/api/v1/promises/{told['promises'][0]['id']}/why").status_code == 404


@pytest.mark.parametrize(
    ("said", "files", "status"),
    [
        ("", [], 400),
        ("{", [], 400),
        ("[" * 100_000, [], 400),
        ("null", [], 422),
        (json.dumps({**WRITTEN, "chanel": "app"}), [], 422),
        (json.dumps(WRITTEN), [SimpleUploadedFile("a.exe", b"MZ" * 20)], 422),
        (json.dumps(WRITTEN), [SimpleUploadedFile("a.jpg", b"")], 422),
        (json.dumps(WRITTEN), [picture() for _file in range(MOST_FILES + 1)], 422),
    ],
)
def test_a_form_that_says_nothing_good_is_refused(cast: Cast, app: Any, said: str, files: Any, status: int) -> None:
    answer = app(cast.resident, URL, said, files=files)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json; charset=utf-8")
    assert not Complaint.objects.exists()


def test_parts_that_nobody_reads_are_refused(cast: Cast) -> None:
    who = cast.resident
    token = issue_token(user=who.user, label="app", actor=who.viewer, now=clock.now())
    client = Client(headers={"Authorization": f"Bearer {token}"})
    for parts in ({"photo": picture()}, {"note": "x"}, {"files": "x"}):
        assert client.post(URL, {"request": json.dumps(WRITTEN), **parts}).status_code == 400
    complaint = a_complaint(cast)
    body = {"request": json.dumps({"version": complaint.version}), "files": picture()}
    assert client.post(f"{URL}/{complaint.pk}/urge", body).status_code == 400


def test_nobody_who_may_not_register_has_us_read_files(cast: Cast, app: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jujiao.service.complaints.api.registering.files_of", lambda _request: 1 / 0)
    assert app(cast.auditor, URL, WRITTEN, files=[picture()]).status_code in {403, 404, 422}


def test_a_category_is_guessed_by_the_words(cast: Cast, app: Any) -> None:
    assert app(cast.resident, "/api/v1/categories/guess", {"text": "厨房天花板漏水"}).json()["code"] == "leak"
    assert app(cast.resident, "/api/v1/categories/guess", {"text": "你好"}).status_code == 204
