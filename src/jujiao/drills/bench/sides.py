"""The two sides of the comparison, each on a database of its own for each number of cases, on one PostgreSQL."""

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from jujiao.drills.bench import bare, our_paths, their_cases, their_paths
from jujiao.drills.bench.asked import Unit
from jujiao.drills.process import Process
from jujiao.drills.stage import Stage, Web
from jujiao.kernel.machine.postgres import configuration

WORKERS = 2
PEER = "jujiao.drills.bench.peer"


@dataclass
class Side:
    """One product with so many open cases, served and ready to be asked; `worker` is what works beside its pages."""

    name: str
    cases: int
    web: Web
    units: dict[str, list[Unit]]
    url: str
    worker: Process | None = None
    rates: dict[str, list[float]] = field(default_factory=dict)
    copied: dict[str, float] = field(default_factory=dict)
    """How many cases it has, `open` and in all (`cases`), and the `seconds` in which they were written."""

    def memory(self) -> int:
        """Bytes that its processes hold now."""
        return sum(resident(process) for process in (self.web, self.worker) if process)


def found_ours(it: Stage) -> None:
    """Homes and examples, in the stage's own database; the others are made after it."""
    it.python("-m", "jujiao.drills.bench.our_examples", it.facts["estate"], JUJIAO_LOG_LEVEL="WARNING")


def ours(it: Stage, cases: int, *, closed: int = 0, without: str = "") -> Side:
    """The product over a copy of the stage's database with so many open cases, so many closed ones, and without one of
    its indexes."""
    url = _database(it, f"jujiao_{cases}_{closed}_{without}", "jujiao")
    if without:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f'DROP INDEX "{without}"'.encode())
    as_superuser = url.replace(f"user={configuration.OWNER}", f"user={configuration.SUPERUSER}")
    told = it.python("-m", "jujiao.drills.bench.our_cases", str(cases), str(closed), DATABASE_URL=as_superuser)
    with psycopg.connect(url) as connection:
        units = our_paths.paths(connection, cases, it.facts)
    web = it.web(workers=WORKERS, DATABASE_URL=url, JUJIAO_LOG_LEVEL="WARNING")
    worker = it.worker(DATABASE_URL=url, JUJIAO_LOG_LEVEL="WARNING")
    return Side("ours", cases, web, units, url, worker, copied=json.loads(told))


def theirs(it: Stage, cases: int, python: str) -> Side:
    """The peer over a database of its own with as many open tickets, served by the same server."""
    url = _database(it, f"helpdesk_{cases}", "template1")
    surroundings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": f"{PEER}.settings"}
    founding = [python, "-m", f"{PEER}.founding"]
    done = subprocess.run(
        founding, env=it.surroundings(**surroundings), stdout=subprocess.PIPE, text=True, check=True, timeout=120
    )
    facts = json.loads(done.stdout)
    as_superuser = url.replace(f"user={configuration.OWNER}", f"user={configuration.SUPERUSER}")
    with psycopg.connect(as_superuser, autocommit=True) as connection:
        their_cases.fill(connection, cases, facts)
    web = it.plain_web(f"{PEER}.wsgi:application", workers=WORKERS, python=python, **surroundings)
    return Side("theirs", cases, web, their_paths.paths(cases, facts), url)


def ceiling(it: Stage) -> Side:
    """Plain Django under the same server."""
    url = _database(it, "bare", "template1")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(bare.table().encode())
    web = it.plain_web(f"{bare.__name__}:application", workers=WORKERS, DATABASE_URL=url)
    return Side("ceiling", 0, web, bare.paths(), url)


def resident(process: Process) -> int:
    """Bytes of memory that a process holds with all that it started (its process group)."""
    pages = 0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            group = int((place / "stat").read_text().rpartition(")")[2].split()[2])
            if group == process.pid:
                pages += int((place / "statm").read_text().split()[1])
        except OSError:  # it ended meanwhile
            continue
    return pages * 4096


def _database(it: Stage, name: str, pattern: str) -> str:
    """A new database of the stage's server; its address."""
    assert it.server is not None, "the bench has a server of its own"
    with psycopg.connect(it.server.url("postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{pattern}"'.encode())
    return it.server.url(name)
