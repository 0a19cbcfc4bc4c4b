"""Backups, with real servers: what is kept, what a check finds, and the way back to a second."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from jujiao.kernel.machine.backup import making, restoring
from jujiao.kernel.machine.backup.condition import SILENT, TOO_OLD, judge
from jujiao.kernel.machine.backup.errors import BackupFailed
from jujiao.kernel.machine.backup.keeper import HOUSE, Keeper, last_time_for_it
from jujiao.kernel.machine.backup.photos import Copier, damaged, put_back
from jujiao.kernel.machine.backup.shelf import Kept, Shelf
from jujiao.kernel.machine.backup.source import SLOT, Source
from jujiao.kernel.machine.postgres import Server

EVENING = datetime(2026, 11, 23, 18, 0, tzinfo=HOUSE)


@pytest.fixture
def place(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "backups")
    shelf.make()
    return shelf


@pytest.fixture
def media(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in ("keeper", "making"):
        monkeypatch.setattr(f"jujiao.kernel.machine.backup.{module}.MEDIA", tmp_path / "media")
    monkeypatch.setattr(making, "HOME", tmp_path)
    (tmp_path / "media" / "complaints" / "1").mkdir(parents=True)
    return tmp_path / "media"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with Server(tmp_path / "postgres").in_use() as server:
        yield server


def kept(name: str, ended_at: datetime, **facts: int) -> Kept:
    given = {"system": 7, "line": 1, "wal_start": 0, "wal_end": 0, "bytes": 1, "photos": 0, **facts}
    return Kept(name=name, started_at=ended_at, ended_at=ended_at, **given)


def put(shelf: Shelf, one: Kept) -> None:
    (shelf.folder / one.name).mkdir()
    one.write(shelf.of(one))


def test_the_way_back_leads_to_the_second(server: Server, place: Shelf, media: Path, tmp_path: Path) -> None:
    (media / "complaints" / "1" / "a.jpg").write_bytes(b"before")
    keeper = Keeper(Source(server), place, now=datetime.now(UTC))
    keeper.look(keeper.next_base - timedelta(seconds=1))
    assert place.kept() == []
    keeper.look(keeper.next_base)
    assert [one.photos for one in place.kept()] == [1]
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE promised AS SELECT 48 AS hours")
        (media / "complaints" / "1" / "b.jpg").write_bytes(b"between")
        row = connection.execute("SELECT clock_timestamp()").fetchone()
        assert row
        connection.execute("DROP TABLE promised")
        (media / "complaints" / "1" / "c.jpg").write_bytes(b"after")
        keeper.look(datetime.now(UTC))
        _wait_for_log(connection)
    assert keeper.receiver
    keeper.receiver.ask_to_stop()
    keeper.receiver.wait()
    restored = restoring.restore(place, tmp_path / "new", at=row[0])
    assert restored.photos == 2
    assert sorted(path.name for path in (tmp_path / "new").glob("media/*/*/*")) == ["a.jpg", "b.jpg"]
    with Server(tmp_path / "new" / "postgres").in_use() as again, psycopg.connect(again.url()) as connection:
        assert connection.execute("SELECT hours FROM promised").fetchone() == (48,)
        assert Source(again).identity() == (restored.base.system, restored.base.line + 1), "a history of its own"


def test_a_moment_that_the_log_does_not_reach_is_refused_and_all_stays(
    server: Server, place: Shelf, media: Path, tmp_path: Path
) -> None:
    making.make(Source(server), place)
    with pytest.raises(BackupFailed, match="runs"):
        restoring.restore(place, tmp_path, at=None)
    server.leave()
    try:
        with pytest.raises(BackupFailed, match="ends before that moment"):
            restoring.restore(place, tmp_path, at=datetime.now(UTC) + timedelta(hours=1))
        with pytest.raises(BackupFailed, match="oldest backup"):
            restoring.restore(place, tmp_path, at=datetime.now(UTC) - timedelta(days=1))
    finally:
        server.enter()
    assert list((tmp_path / "postgres").glob("data*")) == [server.places.data]


def test_in_place_the_last_known_moment_comes_back_and_the_old_is_put_aside(
    server: Server, place: Shelf, media: Path, tmp_path: Path
) -> None:
    making.make(Source(server), place)
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE late AS SELECT 1 AS one")
    server.leave()
    try:
        restoring.restore(place, tmp_path, at=None)
    finally:
        server.enter()
    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SELECT one FROM late").fetchone() == (1,), "from the log that lay in the old folder"
    assert server.places.data.with_name("data-before-restore-1").is_dir()
    assert Keeper(Source(server), place, now=EVENING).due(datetime.now(UTC)), "a new history wants a base of its own"


def test_a_log_with_a_gap_begins_a_new_stretch(server: Server, place: Shelf, media: Path) -> None:
    keeper = Keeper(Source(server), place, now=EVENING)
    making.make(Source(server), place)
    keeper.receiver = keeper._receive()
    assert keeper.due(EVENING), "nothing holds the log between that backup and now"
    assert not Source(server).hold_log()
    with psycopg.connect(server.url(), user="postgres", autocommit=True) as connection:
        assert connection.execute("SELECT slot_name FROM pg_replication_slots").fetchall() == [(SLOT,)]


def test_a_damaged_backup_does_not_pass_its_check(server: Server, place: Shelf, media: Path) -> None:
    (media / "complaints" / "1" / "a.jpg").write_bytes(b"whole")
    one = making.make(Source(server), place)
    copy = place.photos / "complaints" / "1" / "a.jpg"
    copy.write_bytes(b"WHOLE")
    with pytest.raises(BackupFailed, match="damaged"):
        making.check(place.of(one), place)
    copy.write_bytes(b"whole")
    making.check(place.of(one), place)
    archive = place.of(one) / "database" / "base.tar.gz"
    archive.write_bytes(archive.read_bytes()[:-2000])
    with pytest.raises(BackupFailed, match="check of the base backup"):
        making.check(place.of(one), place)


def test_photos_are_copied_once_and_put_back_where_they_are_missing(place: Shelf, media: Path, tmp_path: Path) -> None:
    photo = media / "complaints" / "1" / "a.jpg"
    photo.write_bytes(b"half")
    copier = Copier(media, place)
    assert (copier.copy_new(), copier.copy_new()) == (1, 0)
    photo.write_bytes(b"half and whole")
    assert (copier.copy_new(), Copier(media, place).copy_new(), damaged(place)) == (1, 0, [])
    assert put_back(place, tmp_path / "new", until=photo.stat().st_mtime_ns - 1) == 0
    assert (put_back(place, tmp_path / "new", until=None), put_back(place, media, until=None)) == (1, 0)
    assert (tmp_path / "new" / "complaints" / "1" / "a.jpg").read_bytes() == b"half and whole"


def test_the_oldest_go_with_the_log_that_only_they_need(place: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUJIAO_BACKUP_KEEP", "2")
    log = place.log(7, 1)
    log.mkdir(parents=True)
    names = [f"0000000100000000000000{number:02X}" for number in range(1, 6)]
    for name in [*names, "00000002.history"]:
        (log / name).touch()
    for number in (1, 2, 3):
        start = number * 16 * 1024 * 1024 + 40
        put(place, kept(f"n{number}", EVENING + timedelta(days=number), wal_start=start, wal_end=start))
    making.forget_old(place)
    assert [one.name for one in place.kept()] == ["n2", "n3"]
    assert sorted(path.name for path in log.iterdir()) == [*names[1:], "00000002.history"]


def test_a_backup_off_the_line_of_history_is_not_chosen(place: Shelf) -> None:
    put(place, kept("early", EVENING, wal_end=100))
    put(place, kept("left-behind", EVENING + timedelta(hours=1), wal_end=900))
    place.log(7, 2).mkdir(parents=True)
    (place.log(7, 2) / "00000002.history").write_text("1\t0/200\tbefore 2026-11-23 18:30\n", encoding="utf-8")
    assert restoring.choose(place, EVENING + timedelta(hours=2)).name == "early"


def test_one_is_due_each_night_and_after_a_night_that_was_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    night = datetime(2026, 11, 23, 2, 30, tzinfo=HOUSE)
    assert last_time_for_it(EVENING) == night
    assert last_time_for_it(night - timedelta(seconds=1)) == night - timedelta(days=1)
    monkeypatch.setenv("JUJIAO_BACKUP_AT", "19:00")
    assert last_time_for_it(EVENING) == datetime(2026, 11, 22, 19, 0, tzinfo=HOUSE)


def test_a_missed_night_and_a_silent_log_are_troubles(place: Shelf, tmp_path: Path) -> None:
    born = tmp_path / "born"
    born.touch()
    now = datetime.fromtimestamp(born.stat().st_mtime, UTC)
    assert judge(place, born, now + TOO_OLD).troubles == 0
    assert judge(place, born, now + TOO_OLD + timedelta(seconds=1)).troubles == 2
    put(place, kept("one", now))
    place.alive.touch()
    place.trouble.write_text("no room\n", encoding="utf-8")
    received = datetime.fromtimestamp(place.alive.stat().st_mtime, UTC)
    found = judge(place, born, received + SILENT)
    assert (found.troubles, found.trouble, found.last and found.last.name) == (0, "no room", "one")
    assert judge(place, born, received + SILENT + timedelta(seconds=1)).silent
    assert judge(place, born, now + TOO_OLD + timedelta(seconds=1)).late


def _wait_for_log(connection: psycopg.Connection) -> None:
    row = connection.execute("SELECT pg_current_wal_flush_lsn()").fetchone()
    assert row
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with psycopg.connect(connection.info.dsn, user="postgres") as looking:
            found = looking.execute("SELECT bool_or(write_lsn >= %s) FROM pg_stat_replication", row).fetchone()
        if found and found[0]:
            return
    raise AssertionError("the log is not received")
