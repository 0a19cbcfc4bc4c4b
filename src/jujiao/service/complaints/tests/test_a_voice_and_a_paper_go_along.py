"""Where photos can be sent, recordings and PDF files can be: by the desk, by owners, with a step on a case."""

import io
import json
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from jujiao.kernel.record.attachments.reading import read_files
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.service.complaints.tests.an_owner import HTMX, registered, take
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import attached_to
from jujiao.testing.files import PAPER, RECORDINGS
from jujiao.testing.fixtures import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_that_moment")]


def sent() -> list[SimpleUploadedFile]:
    """A recording that browsers play, one of WeChat that they do not, and a paper; all of them misnamed."""
    voice, amr = RECORDINGS["M4A"][0], RECORDINGS["AMR"][0]
    return [
        SimpleUploadedFile("楼道噪音.wav", voice, "image/png"),
        SimpleUploadedFile("语音.mp3", amr, "audio/mpeg"),
        SimpleUploadedFile("合同.jpg", PAPER, "image/jpeg"),
    ]


def kinds(complaint: Complaint) -> list[tuple[str, str, str]]:
    return [(one.kind, one.media_type, one.name) for one in attached_to(complaint)]


ALL = [
    ("voice", "audio/mp4", "楼道噪音.m4a"),
    ("voice", "audio/amr", "语音.amr"),
    ("document", "application/pdf", "合同.pdf"),
]


def test_an_owner_sends_them_with_a_complaint_and_plays_them(cast: Cast, phone: Client) -> None:
    leak = Category.objects.get(code="leak")
    said = {"where": f"room-{cast.room.pk}", "category": leak.pk, "text": "楼道噪音", "attachments": sent()}
    assert phone.post(reverse("complaints_owner:register"), said, headers=HTMX).status_code == 204
    complaint = Complaint.objects.get()
    assert kinds(complaint) == ALL
    page = phone.get(reverse("complaints_owner:case", args=[complaint.pk])).text
    voice, amr, paper = attached_to(complaint)
    assert page.count("<audio") == 1
    assert f'src="/attachments/{voice.pk}/"' in page
    assert [f'href="/attachments/{one.pk}/" download' in page for one in (voice, amr, paper)] == [True] * 3
    assert "浏览器不能播放" in page
    assert phone.get(f"/attachments/{paper.pk}/")["Content-Disposition"].startswith("attachment")


def test_an_owner_adds_them(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    url = reverse("complaints_owner:add", args=[complaint.pk])
    for _tap in range(2):
        assert phone.post(url, {"key": "k", "text": "", "attachments": sent()}, headers=HTMX).status_code == 204
    assert kinds(complaint) == ALL


def test_colleagues_send_them_with_a_step(cast: Cast, sign_in: SignIn, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    step = reverse("complaints:step", args=[complaint.pk, "note"])
    fields: dict[str, Any] = {"version": complaint.version, "text": "现场录音", "attachments": sent()}
    assert sign_in(cast.clerk).post(step, fields, headers=HTMX).status_code == 204
    assert kinds(complaint) == ALL
    for one in attached_to(complaint):  # a note of colleagues, which the owner never sees
        assert phone.get(f"/attachments/{one.pk}/").status_code == 404


def test_a_note_about_a_colleague_keeps_its_files_from_them(cast: Cast, sign_in: SignIn, now: datetime) -> None:
    complaint = registered(cast, now)
    take(complaint, operations.note, cast.clerk, now, text="录音", attachments=read_files([io.BytesIO(PAPER)]))
    [one] = attached_to(complaint)
    assert sign_in(cast.clerk).get(f"/attachments/{one.pk}/").status_code == 200
    Complaint.objects.filter(pk=complaint.pk).update(about_employee=cast.clerk.employee)
    assert sign_in(cast.clerk).get(f"/attachments/{one.pk}/").status_code == 404


def test_owners_take_theirs_along(cast: Cast, phone: Client, now: datetime) -> None:
    complaint = registered(cast, now)
    take(complaint, operations.note, cast.clerk, now, text="内部", attachments=read_files([io.BytesIO(PAPER)]))
    phone.post(
        reverse("complaints_owner:add", args=[complaint.pk]),
        {"key": "k", "text": "录音", "attachments": sent()},
        headers=HTMX,
    )
    taken = json.loads(phone.get(reverse("owner:export")).content)["complaints"][0]["conversation"]
    files = [file for entry in taken for file in entry["files"]]
    assert [(file["kind"], file["media_type"], file["name"]) for file in files] == ALL
    for file in files:
        answer = phone.get(file["url"].removeprefix("http://localhost:8000"))
        assert len(b"".join(answer.streaming_content)) == file["size"]  # type: ignore[attr-defined]
