from django.core.files.storage import default_storage
from django.db import migrations

AT_A_TIME = 500
SAME = ("id", "entry_id", "file", "thumbnail", "width", "height", "sha256", "created_at")
SET_NUMBERS = "SELECT setval(pg_get_serial_sequence('{0}', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM {0}), false)"


def to_the_kernel(apps, schema_editor):
    """Every photo becomes an attachment with the same id, so that addresses of photos lead on; files stay as they lie."""
    photo, attachment = apps.get_model("complaints", "Photo"), apps.get_model("kernel", "Attachment")
    kept = (
        attachment(
            **{name: getattr(each, name) for name in SAME},
            subject_kind="complaint",
            subject_id=each.complaint_id,
            kind="photo",
            media_type="image/jpeg",
            size=size_of(each.file),
        )
        for each in photo.objects.order_by("id").iterator(chunk_size=AT_A_TIME)
    )
    attachment.objects.bulk_create(kept, batch_size=AT_A_TIME)
    end(schema_editor, "kernel_attachment")


def back_to_complaints(apps, schema_editor):
    """What photos cannot hold stays where it is, and so does all the rest: nothing that people sent is lost."""
    photo, attachment = apps.get_model("complaints", "Photo"), apps.get_model("kernel", "Attachment")
    if attachment.objects.exclude(subject_kind="complaint", kind="photo").exists():
        raise RuntimeError("Voice recordings and documents have no place among photos: erase them first, or go on.")
    rows = attachment.objects.order_by("id").iterator(chunk_size=AT_A_TIME)
    kept = (photo(**{name: getattr(each, name) for name in SAME}, complaint_id=each.subject_id) for each in rows)
    photo.objects.bulk_create(kept, batch_size=AT_A_TIME)
    end(schema_editor, "complaints_photo")
    attachment.objects.all().delete()


def size_of(name):
    """Bytes; 0 for a file that the storage has lost."""
    try:
        return default_storage.size(name)
    except FileNotFoundError:
        return 0


def end(schema_editor, table):
    schema_editor.execute(SET_NUMBERS.format(table))
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [
        ("complaints", "0008_open_ones_by_what_they_are"),
        ("kernel", "0004_attachments"),
    ]

    operations = [migrations.RunPython(to_the_kernel, back_to_complaints)]
