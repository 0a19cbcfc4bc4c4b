"""One starts it, others join, the last to leave stops it."""

from collections.abc import Callable
from pathlib import Path

from jujiao.kernel.machine.postgres import Server
from jujiao.kernel.machine.postgres.tests.conftest import User, connect

Come = Callable[[], User]


def test_the_first_user_starts_it_and_the_last_one_stops_it(server: Server, home: Path, user: Come) -> None:
    with server.in_use():
        pid = server.pid
        other = user()
        assert other.server_pid() == pid
    assert server.pid == pid, "the other one still uses it"
    other.leave()
    assert server.pid is None


def test_its_database_belongs_to_a_role_that_is_no_superuser(server: Server) -> None:
    with server.in_use(), connect(server) as connection:
        found = connection.execute(
            "SELECT current_database(), current_user, rolsuper, rolcreatedb, datlocprovider, datlocale,"
            " pg_encoding_to_char(encoding) FROM pg_roles, pg_database"
            " WHERE rolname = current_user AND datname = current_database()"
        ).fetchone()
    assert found == ("jujiao", "jujiao", False, True, "b", "C.UTF-8", "UTF8")


def test_it_listens_to_nobody_from_outside(server: Server) -> None:
    with server.in_use(), connect(server) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert server.places.socket.stat().st_mode & 0o777 == 0o700


def test_two_starts_at_once_share_one_server(user: Come, server: Server) -> None:
    first, second = user(), user()
    assert first.server_pid() == second.server_pid() == server.pid
    first.leave()
    second.leave()
    assert server.pid is None


def test_what_was_written_is_there_the_next_time(server: Server, home: Path) -> None:
    with server.in_use(), connect(server) as connection:
        connection.execute("CREATE TABLE kept AS SELECT '业主' AS word")
    again = Server(home)
    with again.in_use(), connect(again) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("业主",)
