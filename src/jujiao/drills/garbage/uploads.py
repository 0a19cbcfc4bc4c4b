"""The hostile files at every door that takes files; and what of them is kept and served."""

from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jujiao.drills.garbage.files import CANARY, SCRIPT, corpus
from jujiao.drills.garbage.memory import Memory
from jujiao.drills.garbage.visiting import Visitor, Visits, send_file
from jujiao.service.complaints.models import Complaint, Photo
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint

MOST_MEMORY = 700 * 1024
"""Kilobytes by which the largest file may let the processes grow: a photo of 50 million pixels is 150 MB, twice."""

PICTURE = b"\xff\xd8\xff"
WORKBOOKS = 8
"""One file in so many is sent as a workbook too: each is read by a process of its own."""


def at_uploads(cast: Cast, visits: Visits, memory: Memory) -> Iterator[tuple[str, int, list[str]]]:
    """Each file as a photo of staff and of the owner, some as a workbook: its name, the kilobytes that it took, and
    what was wrong. At last what is kept of them."""
    complaint = a_complaint(cast)
    clerk, owner, hr = visits(cast.clerk), visits(cast.resident), visits(cast.hr)
    for number, (name, content) in enumerate(corpus()):
        wrong = []
        doors: list[tuple[Visitor, str, str, dict[str, Any]]] = [
            (clerk, f"/complaints/{complaint.pk}/do/note/", "photos", {"version": _version(complaint), "text": "照片"}),
            (owner, f"/my/{complaint.pk}/add/", "photos", {"key": f"garbage-{number}", "text": "照片"}),
            (hr, reverse("staff:workbook", args=[cast.estate.pk]), "workbook", {}),
        ]
        memory.begin()
        for visitor, url, field, sent in doors if number % WORKBOOKS == 0 else doors[:2]:
            answer = send_file(visitor, url, {**sent, field: SimpleUploadedFile(name, content, "image/jpeg")})
            if answer.status >= 500:
                wrong.append(f"{name[:40]!r} ({content[:12]!r}) at {url}: {answer.status}")
        grown = memory.grown()
        if grown > MOST_MEMORY:
            wrong.append(f"{name[:40]!r} ({content[:12]!r}) took {grown // 1024} MB")
        yield name, grown, wrong
    yield "kept", 0, list(_kept(complaint, [(clerk, "complaints"), (owner, "complaints_owner")]))


def _kept(complaint: Complaint, readers: list[tuple[Visitor, str]]) -> Iterator[str]:
    """What of it is kept or served as something else than a picture drawn anew."""
    for photo in Photo.objects.filter(complaint=complaint):
        for name in (photo.file, photo.thumbnail):
            with default_storage.open(name) as file:
                yield from _unlike_a_picture(str(name), file.read())
        for reader, floor in readers:
            answer = reader("GET", reverse(f"{floor}:photo", args=[complaint.pk, photo.pk]))
            if floor == "complaints_owner" and answer.status == 404:
                continue  # what the staff note among themselves is not for owners
            headers = answer.headers.get("content-type"), answer.headers.get("x-content-type-options")
            if (answer.status, *headers) != (200, "image/jpeg", "nosniff"):
                yield f"{photo.file} is served with {answer.status} as {headers}"
            yield from _unlike_a_picture(f"{photo.file} as served", answer.content)


def _unlike_a_picture(name: str, content: bytes) -> Iterator[str]:
    if not content.startswith(PICTURE) or SCRIPT in content or CANARY in content or b"GPS" in content:
        yield f"{name} is not a picture drawn anew: {content[:40]!r}"


def _version(complaint: Complaint) -> int:
    return Complaint.objects.values_list("version", flat=True).get(pk=complaint.pk)
