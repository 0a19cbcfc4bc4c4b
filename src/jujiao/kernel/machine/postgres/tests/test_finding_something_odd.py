"""What a start may find in its folders, and what it makes of it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from jujiao.kernel.machine.postgres import Server, ServerFailed, account, places
from jujiao.kernel.machine.postgres.tests.conftest import connect, kill


@pytest.fixture
def stranger() -> Iterator[int]:
    """The number of a living process that is no server of ours."""
    with subprocess.Popen(["sleep", "600"]) as process:
        yield process.pid
        process.kill()


def test_a_pid_file_that_names_a_stranger_is_stale(server: Server, stranger: int) -> None:
    with server.in_use():
        words = (server.places.data / "postmaster.pid").read_text().splitlines()
    for lock in (server.places.data / "postmaster.pid", server.places.socket / ".s.PGSQL.5432.lock"):
        lock.write_text("\n".join([str(stranger), *words[1:]]) + "\n")
    assert server.pid is None
    with server.in_use(), connect(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert server.pid != stranger
    os.kill(stranger, 0)  # still alive: nobody took it for the server


@pytest.mark.parametrize("words", ["", "\n", "not a number\n", "99999999\n"])
def test_a_pid_file_without_sense_is_stale(server: Server, words: str) -> None:
    server.places.data.mkdir(parents=True)
    (server.places.data / "postmaster.pid").write_text(words)
    assert server.pid is None


def test_a_start_that_was_killed_half_way_is_finished(server: Server) -> None:
    server.places.data.mkdir(parents=True)
    (server.places.data / "PG_VERSION").write_text("18\n")
    (server.home / "data-is-being-made").touch()
    with server.in_use(), connect(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not (server.home / "data-is-being-made").exists()


def test_a_folder_with_other_things_is_left_alone(server: Server) -> None:
    server.places.data.mkdir(parents=True)
    (server.places.data / "photo.jpg").write_bytes(b"\xff\xd8")
    with pytest.raises(ServerFailed, match="not ours to remove"):
        server.enter()
    assert (server.places.data / "photo.jpg").read_bytes() == b"\xff\xd8"


def test_data_of_another_postgresql_are_named_so_and_left(server: Server) -> None:
    server.places.data.mkdir(parents=True)
    (server.places.data / "PG_VERSION").write_text("13\n")
    with pytest.raises(
        ServerFailed, match=r"was made by PostgreSQL 13, and this version of Jujiao brings PostgreSQL \d"
    ):
        server.enter()
    assert [each.name for each in server.places.data.iterdir()] == ["PG_VERSION"]


def test_a_number_without_a_name_borrows_one_or_hears_why_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account, "has_name", lambda _number: False)
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert all(each.prefix[1:2] == ("--user",) for each in account.accounts())
    assert "number 12345 has none on this machine" in str(account.refused())


def test_a_start_that_fails_says_what_the_server_said(server: Server) -> None:
    with server.in_use():
        pass
    (server.places.data / "postgresql.auto.conf").write_text("shared_buffers = 'plenty'\n")
    with pytest.raises(ServerFailed, match='invalid value for parameter "shared_buffers"'):
        server.enter()
    (server.places.data / "postgresql.auto.conf").write_text("")
    with server.in_use():
        assert server.pid is not None


def test_a_long_path_puts_the_socket_into_a_short_private_folder(tmp_path: Path) -> None:
    server = Server(tmp_path / ("深" * 40))
    try:
        with server.in_use(), connect(server):
            assert server.places.socket.parent == Path("/tmp")
            assert server.places.socket.stat().st_mode & 0o777 == 0o700
    finally:
        shutil.rmtree(server.places.socket)


def test_a_socket_folder_that_somebody_laid_out_for_us_is_refused(tmp_path: Path) -> None:
    home = tmp_path / ("深" * 40)
    trap = places.socket_folder(home, account.Account())
    trap.rmdir()
    trap.symlink_to(tmp_path)
    try:
        with pytest.raises(ServerFailed, match="belongs to somebody else"):
            places.socket_folder(home, account.Account())
    finally:
        trap.unlink()


@pytest.fixture
def outside() -> Iterator[Path]:
    """A folder that every account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="jujiao-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become another account")
def test_root_without_user_namespaces_runs_it_as_another_account(
    server: Server, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [each for each in account.accounts() if each.user is not None]
    if not others:
        pytest.skip("this machine has no account for it")
    with monkeypatch.context() as machine:
        machine.setattr(account, "accounts", lambda: others)
        machine.setattr(places, "OUTSIDE", outside)
        assert server.places.data.is_relative_to(outside)
    with server.in_use(), connect(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
        assert server.pid
        assert Path(f"/proc/{server.pid}").stat().st_uid == others[0].user
        kill(server.pid)
        assert server.ensure() is True
