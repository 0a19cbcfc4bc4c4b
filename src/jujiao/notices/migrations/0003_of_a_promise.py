"""A reminder knows its promise: which one, when that is due, and when it no longer needs anybody."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_taken_back"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("notice", "promise_id", models.BigIntegerField(null=True)),
        migrations.AddField("notice", "due_at", models.DateTimeField(null=True)),
        migrations.AddField("notice", "withdrawn_at", models.DateTimeField(null=True)),
        migrations.RemoveIndex("notice", "notice_unread"),
        migrations.AddIndex(
            "notice",
            models.Index(
                condition=models.Q(("read_at__isnull", True), ("withdrawn_at__isnull", True)),
                fields=["recipient"],
                name="notice_unread",
            ),
        ),
        migrations.AddIndex(
            "notice",
            models.Index(
                condition=models.Q(("promise_id__isnull", False), ("withdrawn_at__isnull", True)),
                fields=["promise_id"],
                name="notice_of_promise",
            ),
        ),
        migrations.AddConstraint(
            "notice",
            models.CheckConstraint(
                condition=models.Q(promise_id__isnull=True, due_at__isnull=True, withdrawn_at__isnull=True)
                | models.Q(promise_id__isnull=False, due_at__isnull=False),
                name="notice_of_promise_has_time",
            ),
        ),
    ]
