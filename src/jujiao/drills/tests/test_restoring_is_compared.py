"""What the drill of the restore calls equal. The way back itself: kernel/machine/backup/tests, with real servers."""

from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from jujiao.drills.restore.contents import Contents, contents, differences
from jujiao.kernel.models import Heartbeat

AT = datetime(2026, 11, 23, tzinfo=UTC)
BEFORE = Contents(AT, {"a": (2, "x"), "b": (1, "y")}, {"p.jpg": "1"})


def test_the_same_is_the_same() -> None:
    assert differences(BEFORE, BEFORE) == []


def test_a_row_a_table_and_a_photo_that_differ_are_told() -> None:
    after = Contents(AT, {"a": (2, "z"), "c": (0, "")}, {"p.jpg": "2"})
    assert differences(BEFORE, after) == [
        "a had 2 rows and has 2, or others",
        "b had 1 rows and has 0, or others",
        "p.jpg is another file",
        "c was not there",
    ]


@pytest.mark.django_db(transaction=True)
def test_one_changed_cell_changes_the_hash(tmp_path: Path) -> None:
    known = connection.settings_dict
    with psycopg.connect(dbname=known["NAME"], user=known["USER"], host=known["HOST"], autocommit=True) as other:
        beat = Heartbeat.objects.create(name="a:1", started_at=AT, beat_at=AT)
        first = contents(other, tmp_path)
        assert differences(first, contents(other, tmp_path)) == []
        Heartbeat.objects.filter(pk=beat.pk).update(done=1)
        assert differences(first, contents(other, tmp_path)) == ["kernel_heartbeat had 1 rows and has 1, or others"]
