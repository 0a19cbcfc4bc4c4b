import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("promises", "0001_all_tables")]

    operations = [
        migrations.AddIndex(
            model_name="promise",
            index=django.contrib.postgres.indexes.BrinIndex(
                autosummarize=True, fields=["due_at"], name="promise_fell_due", pages_per_range=32
            ),
        ),
    ]
