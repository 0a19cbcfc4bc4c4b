from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_fewer_indexes")]

    operations = [
        migrations.AddField(
            "notice", "subject_kind", models.CharField(blank=True, default="", max_length=30), preserve_default=False
        ),
        migrations.AddField("notice", "subject_id", models.BigIntegerField(null=True)),
        migrations.AddConstraint(
            "notice",
            models.CheckConstraint(
                condition=models.Q(("subject_id__isnull", True), ("subject_kind", ""))
                | (~models.Q(("subject_kind", "")) & models.Q(("subject_id__isnull", False))),
                name="notice_names_its_subject",
            ),
        ),
        migrations.AlterField(
            "delivery",
            "state",
            models.CharField(
                choices=[("queued", "Waiting"), ("sent", "Sent"), ("failed", "Failed"), ("withheld", "Withheld")],
                default="queued",
                max_length=10,
            ),
        ),
    ]
