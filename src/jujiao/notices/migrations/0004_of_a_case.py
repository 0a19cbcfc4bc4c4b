from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0003_of_a_promise")]

    operations = [
        migrations.AddIndex(
            "notice", models.Index(fields=["recipient", "subject_kind", "subject_id", "-id"], name="notice_of_case")
        ),
    ]
