import sys

from django.db import migrations

from jujiao.rules.places import place_code, place_key

BATCH = 1000


def read_anew(apps, schema_editor):
    """Nothing is taken away: of two places that are the same now, one has its id in its key, and a room its code, until
    somebody renames it; whoever upgrades is told which."""
    building, unit, room = (apps.get_model("estates", name) for name in ("Building", "Unit", "Room"))
    twice = [
        *_read(building.objects.select_related("estate"), _named, lambda row: row.estate_id, _building),
        *_read(unit.objects.select_related("building__estate"), _named, lambda row: row.building_id, _unit),
        *_read(room.objects.select_related("unit__building", "estate"), _coded, lambda row: row.estate_id, _room),
    ]
    for place in twice:
        print(f"jujiao: {place} are the same place now. Both stay: rename one of them.", file=sys.stderr)


def _read(rows, said, within, called):
    """Writes what has changed; returns the pairs that are the same now, in words."""
    taken, changed = {}, []
    for row in rows.order_by("id").iterator(BATCH):
        code, key = said(row)
        if key == row.key:
            taken[within(row), key] = row
        else:
            changed.append((row, code, key))
    # A key may be that of a row which gives it up, so all that change are apart first.
    for row, _code, _key in changed:
        _write(row, key=f"{row.key}~{row.pk}~")
    twice = []
    for row, code, key in changed:
        first = taken.setdefault((within(row), key), row)
        if first is not row:
            code, stood = None, f"{key}~{row.pk}"
            if row.key != stood:
                twice.append(f"{called(first)} and {called(row)}")
            key = stood
        _write(row, key=key, **({} if code is None else {"code": code}))
    return twice


def _write(row, **values):
    type(row)._default_manager.filter(pk=row.pk).update(**values)


def _named(row):
    return None, place_key(row.name)


def _coded(row):
    code = place_code(row.unit.building.name, row.unit.name, row.number)
    return code, place_key(code)


def _building(row):
    return f"{row.estate.code} {row.name}"


def _unit(row):
    return f"{_building(row.building)} {row.name}"


def _room(row):
    return f"{row.estate.code} {row.code}"


class Migration(migrations.Migration):
    """棟, 單元, 第1栋 and 2梯 are read as 栋, 单元, 1栋 and 2单元: the keys of all places, and the codes of rooms."""

    dependencies = [("estates", "0005_several_numbers")]

    operations = [migrations.RunPython(read_anew, migrations.RunPython.noop)]
