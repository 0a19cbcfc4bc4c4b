"""The short form of `./jujiao drill outage`: a real PostgreSQL is stopped under a real web server and started again."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

from jujiao.drills.founding import told
from jujiao.drills.mailbox import Mailbox
from jujiao.drills.outage.cases import Case, database_restarted
from jujiao.drills.stage import Stage, lend_static_files
from jujiao.kernel.machine.postgres import Server
from jujiao.kernel.machine.postgres.binaries import programs
from jujiao.testing.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def own(tmp_path: Path, cast: Cast) -> Iterator[Stage]:
    """A stage over a PostgreSQL of its own, with what stands in the database of the test."""
    facts = told(cast)
    server = Server(tmp_path / "postgres", durable=False)
    lend_static_files(tmp_path)
    with server.in_use():
        _copy_into(server.url())
        it = Stage(tmp_path, server.url(), server, facts)
        yield it
        it.end()
    shutil.rmtree(server.places.socket, ignore_errors=True)


def _copy_into(url: str) -> None:
    here = connection.settings_dict
    source = f"postgresql:///{here['NAME']}?host={quote(here['HOST'])}&user={here['USER']}"
    dumped = subprocess.run([str(programs() / "pg_dump"), "--no-owner", source], check=True, stdout=subprocess.PIPE)
    subprocess.run(
        [str(programs() / "psql"), "--quiet", url], input=dumped.stdout, check=True, stdout=subprocess.DEVNULL
    )


def test_intake_says_so_and_goes_on_by_itself(own: Stage) -> None:
    case = Case(own, Mailbox(), own.web(DJANGO_SETTINGS_MODULE="jujiao.drills.impatient"), {})
    case.register()
    database_restarted(case, down=0.5)
    assert case.faults == []
    assert set(case.shown) == {"database away", "first complaint after the database is back"}
    with psycopg.connect(own.url) as looking:
        kept = {number for (number,) in looking.execute("SELECT number FROM complaints_complaint")}
    assert kept >= set(case.acknowledged.values())
    assert len(case.acknowledged) >= 2
