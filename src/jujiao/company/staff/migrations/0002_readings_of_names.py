from django.db import migrations, models

from jujiao.company.estates.names import pinyin_of

BATCH = 1000


def read_names(apps, schema_editor):
    _spell(apps.get_model("staff", "Employee"), pinyin_of)


def keep_first_reading(apps, schema_editor):
    _spell(apps.get_model("staff", "Employee"), lambda name: pinyin_of(name).partition(",")[0][:200])


def _spell(model, spelt):
    rows = [row for row in model.objects.only("pk", "name", "pinyin").iterator(BATCH) if row.pinyin != spelt(row.name)]
    for row in rows:
        row.pinyin = spelt(row.name)
    model.objects.bulk_update(rows, ["pinyin"], batch_size=BATCH)


class Migration(migrations.Migration):
    """Names are found by all their readings."""

    dependencies = [("staff", "0001_all_tables")]

    operations = [
        migrations.AlterField(
            model_name="employee",
            name="pinyin",
            field=models.CharField(blank=True, max_length=600),
        ),
        migrations.AlterField(
            model_name="employeeevent",
            name="pinyin",
            field=models.CharField(blank=True, max_length=600),
        ),
        migrations.RunPython(read_names, keep_first_reading),
    ]
