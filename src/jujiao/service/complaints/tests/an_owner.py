"""What an owner types, and complaints of theirs on the way."""

import io
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.testing.cast import Cast

HTMX = {"HX-Request": "true"}


def picture(side: int = 40) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "teal").save(out, "PNG")
    return SimpleUploadedFile("wall.png", out.getvalue(), "image/png")


def registered(cast: Cast, now: datetime) -> Complaint:
    return operations.register(
        actor=cast.resident.viewer,
        now=now,
        estate=cast.estate,
        category=Category.objects.get(code="leak"),
        text="卫生间天花板漏水",
        channel="online",
        room=cast.room,
        person=cast.resident.person,
    )


def take(complaint: Complaint, operation: Any, member: Any, now: datetime, **given: Any) -> Complaint:
    taken: Complaint = operation(actor=member.viewer, now=now, complaint_id=complaint.pk, version=None, **given)
    return taken
