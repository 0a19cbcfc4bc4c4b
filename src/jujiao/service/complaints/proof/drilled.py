"""What the drills ask of complaints."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from django.urls import reverse
from PIL import Image

from jujiao.kernel.models import Attachment
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.attachments.reading import read_files
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.testing.cast import Cast
from jujiao.testing.complaints import a_complaint
from jujiao.testing.drilled import Arrival, Drilled, Export, KeptFile, Upload


def uploads(cast: Cast) -> list[Upload]:
    """Photos of staff and of the owner, with a complaint that is there; and with one that would be new."""
    complaint = a_complaint(cast)

    def noted(_number: int) -> dict[str, Any]:
        return {"version": Complaint.objects.values_list("version", flat=True).get(pk=complaint.pk), "text": "照片"}

    def added(number: int) -> dict[str, Any]:
        return {"key": f"garbage-{number}", "text": "照片"}

    def new(page: str, by: str) -> Upload:
        return Upload(
            address=page, by=by, url=reverse(page), field="attachments", form=lambda _n: {"text": "照片"}, seldom=True
        )

    step = reverse("complaints:step", args=[complaint.pk, "note"])
    add = reverse("complaints_owner:add", args=[complaint.pk])
    return [
        Upload(address="complaints:step", by="clerk", url=step, field="attachments", form=noted),
        Upload(address="complaints_owner:add", by="resident", url=add, field="attachments", form=added),
        new("complaints:register", "clerk"),
        new("complaints_owner:register", "resident"),
    ]


def kept() -> Iterator[KeptFile]:
    """Each file, and the thumbnail of each photo; what the staff note among themselves is not for owners."""
    for one in Attachment.objects.filter(subject_kind=SUBJECT).order_by("pk"):
        shown = reverse("attachments:file", args=[one.pk])
        yield KeptFile(one.file, one.media_type, (("clerk", shown, True), ("resident", shown, False)))
        if one.thumbnail:
            yield KeptFile(one.thumbnail, one.media_type, (("clerk", f"{shown}?small=1", True),))


def plant(cast: Cast, texts: Sequence[str]) -> None:
    """Each text as a complaint's own, as its place and as its contact."""
    first = a_complaint(cast)
    columns = {field.attname: getattr(first, field.attname) for field in Complaint._meta.concrete_fields}
    del columns["id"], columns["room_id"]
    Complaint.objects.bulk_create(
        Complaint(**{**columns, "number": f"YX-{place}", "text": text, "place": text[:80], "contact_name": text[:80]})
        for place, text in enumerate(texts)
    )


def exports(_cast: Cast, _reason: str) -> list[Export]:
    """The queue as a table."""
    return [Export(name="queue", by="manager", url=reverse("complaints:export"))]


def attach(viewer: Viewer, now: datetime, number: int) -> bool:
    """Another photo of noise."""
    complaint = Complaint.objects.order_by("-pk").first()
    if complaint is None:
        return False
    picture = BytesIO()
    Image.effect_noise((320, 240), number % 200).save(picture, "PNG")
    picture.seek(0)
    files = read_files([picture])
    text = f"Photo {number}"
    operations.add(actor=viewer, now=now, complaint_id=complaint.pk, version=None, text=text, attachments=files)
    return True


def body(facts: Mapping[str, Any], text: str) -> dict[str, Any]:
    """A complaint by phone about the first room."""
    place = {"estate": facts["estate"], "category": facts["categories"][0], "room": facts["rooms"][0]}
    return {**place, "text": text, "contact_phone": "13800000101"}


def late(at: datetime) -> dict[str, Any]:
    """When it was spoken, and why that is said."""
    return {"received_at": at.isoformat(), "backdating_reason": "clock ahead"}


DRILLED = Drilled(
    row=a_complaint,
    uploads=uploads,
    kept=kept,
    plant=plant,
    exports=exports,
    attach=attach,
    arrival=Arrival(
        path="/api/v1/complaints", body=body, there="SELECT text, number FROM complaints_complaint", late=late
    ),
)
