import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0003_pairs_of_characters"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("photo", "Photo"), ("voice", "Voice recording"), ("document", "Document")],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=90)),
                ("file", models.CharField(max_length=120)),
                ("thumbnail", models.CharField(blank=True, max_length=120)),
                ("media_type", models.CharField(max_length=40)),
                ("size", models.PositiveBigIntegerField()),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="kernel.timelineentry",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["subject_kind", "subject_id"], name="attachment_of_subject")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("height__isnull", False),
                                ("kind", "photo"),
                                ("width__isnull", False),
                                models.Q(("thumbnail", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("kind", "photo"), _negated=True),
                                ("height__isnull", True),
                                ("thumbnail", ""),
                                ("width__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="attachment_photo_has_thumbnail",
                    )
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="attachment",
            trigger=pgtrigger.compiler.Trigger(
                name="keep_attachments",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                    hash="d688207464e3da8e3a0125a8528ec3558d7a05ce",
                    operation="UPDATE",
                    pgid="pgtrigger_keep_attachments_11842",
                    table="kernel_attachment",
                    when="BEFORE",
                ),
            ),
        ),
    ]
