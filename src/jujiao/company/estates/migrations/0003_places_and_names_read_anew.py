from django.db import migrations

from jujiao.company.estates.names import pinyin_of
from jujiao.rules.places import place_code, place_key

BATCH = 1000


def fill_keys(apps, schema_editor):
    """What stood twice stays: the later one has its id in its key until somebody renames it, and a room its code."""
    building, unit, room = (apps.get_model("estates", name) for name in ("Building", "Unit", "Room"))
    _fill(building, lambda row: row.estate_id)
    _fill(unit, lambda row: row.building_id)
    taken = set()
    for row in room.objects.select_related("unit__building").order_by("id").iterator(BATCH):
        code = place_code(row.unit.building.name, row.unit.name, row.number)
        key = place_key(code)
        if (row.estate_id, key) in taken or len(code) > 64:
            code, key = row.code, f"{key}~{row.pk}"
        taken.add((row.estate_id, key))
        room.objects.filter(pk=row.pk).update(code=code, key=key)


def _fill(model, within):
    taken = set()
    for row in model.objects.order_by("id").iterator(BATCH):
        key = place_key(row.name)
        if (within(row), key) in taken:
            key = f"{key}~{row.pk}"
        taken.add((within(row), key))
        model.objects.filter(pk=row.pk).update(key=key)


def read_names(apps, schema_editor):
    _spell(apps.get_model("estates", "Person"), pinyin_of)


def keep_first_reading(apps, schema_editor):
    _spell(apps.get_model("estates", "Person"), lambda name: pinyin_of(name).partition(",")[0][:200])


def _spell(model, spelt):
    rows = [row for row in model.objects.only("pk", "name", "pinyin").iterator(BATCH) if row.pinyin != spelt(row.name)]
    for row in rows:
        row.pinyin = spelt(row.name)
    model.objects.bulk_update(rows, ["pinyin"], batch_size=BATCH)


class Migration(migrations.Migration):
    """The keys of all places, and the readings of all names, surnames as they are read."""

    dependencies = [("estates", "0002_keys_of_places")]

    operations = [
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        migrations.RunPython(read_names, keep_first_reading),
    ]
