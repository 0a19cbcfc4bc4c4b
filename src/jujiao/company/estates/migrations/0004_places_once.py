import django.contrib.postgres.indexes
import jujiao.company.estates.keys
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    """A place stands once, however it is written."""

    dependencies = [("estates", "0003_places_and_names_read_anew")]

    operations = [
        migrations.AlterField(
            model_name="building",
            name="key",
            field=jujiao.company.estates.keys.PlaceKey(of="name"),
        ),
        migrations.AlterField(
            model_name="room",
            name="key",
            field=jujiao.company.estates.keys.PlaceKey(of="code"),
        ),
        migrations.AlterField(
            model_name="unit",
            name="key",
            field=jujiao.company.estates.keys.PlaceKey(of="name"),
        ),
        migrations.AddIndex(
            model_name="room",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["key"], name="room_key_trgm", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="building",
            constraint=models.UniqueConstraint(fields=("estate", "key"), name="building_once"),
        ),
        migrations.AddConstraint(
            model_name="room",
            constraint=models.UniqueConstraint(fields=("estate", "key"), name="room_once"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.UniqueConstraint(fields=("building", "key"), name="unit_once"),
        ),
    ]
