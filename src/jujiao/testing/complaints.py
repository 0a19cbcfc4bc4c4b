"""A complaint for tests that are not about how it comes to be."""

from io import BytesIO
from typing import Any

from PIL import Image

from jujiao.kernel.models import Attachment
from jujiao.kernel.record.attachments.keeping import attachments_of
from jujiao.kernel.record.attachments.reading import read_files
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import SUBJECT, Category, Complaint
from jujiao.testing.cast import NOW, Cast


def attached_to(complaint: Complaint) -> list[Attachment]:
    """All that was sent along with it, in order."""
    return [one for sent in attachments_of(SUBJECT, complaint.pk).values() for one in sent]


def a_complaint(cast: Cast, text: str = "卫生间天花板漏水") -> Complaint:
    """A complaint of the resident about their room, with a photo, in the hands of the engineer."""
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    picture.seek(0)
    complaint = operations.register(
        actor=cast.resident.viewer,
        now=NOW,
        estate=cast.estate,
        category=Category.objects.get(code="leak"),
        text=text,
        channel="online",
        room=cast.room,
        person=cast.resident.person,
        attachments=read_files([picture]),
    )
    step: dict[str, Any] = {"now": NOW, "complaint_id": complaint.pk, "version": None}
    operations.dispatch(actor=cast.clerk.viewer, department=cast.engineering, **step)
    return operations.accept(actor=cast.engineer.viewer, **step)
