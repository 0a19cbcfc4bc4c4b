"""Photos that complaints kept for themselves are in the table of all attachments, each with its id and its file."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from jujiao.kernel.models import Attachment
from jujiao.kernel.record.attachments.keeping import keep
from jujiao.kernel.record.attachments.media import PDF
from jujiao.kernel.record.attachments.reading import CleanFile
from jujiao.service.complaints.models import SUBJECT
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.complaints import a_complaint, attached_to

moving = import_module("jujiao.service.complaints.migrations.0009_photos_are_attachments")
pytestmark = pytest.mark.django_db
BEFORE = ("complaints", "0008_open_ones_by_what_they_are")


@pytest.fixture
def apps(db: None) -> Any:
    """The tables as they were between adding and tightening."""
    old = MigrationLoader(connection).project_state([BEFORE, ("kernel", "0004_attachments")]).apps
    with connection.schema_editor() as editor:
        editor.create_model(old.get_model("complaints", "Photo"))
    return old


def moved(move: Any, apps: Any) -> None:
    def execute(statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement)

    move(apps, SimpleNamespace(execute=execute))


def columns(one: Any, *names: str) -> list[Any]:
    return [getattr(one, name) for name in names]


def test_there_and_back(cast: Cast, apps: Any) -> None:
    complaint = a_complaint(cast)
    [there] = attached_to(complaint)
    name = default_storage.save("complaints/7/abc.jpg", ContentFile(b"12345"))
    photo = apps.get_model("complaints", "Photo")
    common: dict[str, Any] = {"width": 8, "height": 6, "sha256": "a" * 64, "created_at": NOW, "thumbnail": "t.jpg"}
    common |= {"complaint_id": complaint.pk, "entry_id": there.entry_id}
    photo.objects.create(pk=there.pk + 40, file=name, **common)
    photo.objects.create(pk=there.pk + 41, file="complaints/7/lost.jpg", **common)
    Attachment.objects.all().delete()

    moved(moving.to_the_kernel, apps)
    first, lost = Attachment.objects.order_by("pk")
    assert columns(first, "pk", "subject_kind", "subject_id", "entry_id", "kind", "media_type", "file", "size") == [
        there.pk + 40, SUBJECT, complaint.pk, there.entry_id, "photo", "image/jpeg", name, 5,
    ]  # fmt: skip
    assert columns(lost, "pk", "size", "name", "width", "height") == [there.pk + 41, 0, "", 8, 6]
    keep(there.entry, [CleanFile(PDF, b"%PDF- %%EOF")], NOW)  # the next number is free
    added = Attachment.objects.order_by("pk").last()
    assert added is not None
    assert added.pk == there.pk + 42

    with pytest.raises(RuntimeError, match="no place among photos"):
        moved(moving.back_to_complaints, apps)
    added.delete()
    photo.objects.all().delete()
    moved(moving.back_to_complaints, apps)
    assert not Attachment.objects.exists()
    back = photo.objects.order_by("pk").first()
    assert columns(back, "pk", "complaint_id", "file", "thumbnail", "width", "sha256") == [
        there.pk + 40, complaint.pk, name, "t.jpg", 8, "a" * 64,
    ]  # fmt: skip
