"""backup while people write, a table dropped, restore to the second before: every row, file and timeline compared"""

import json
import shutil
import subprocess
import sys
import threading
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import psycopg

from jujiao.drills.outcome import Outcome
from jujiao.drills.process import Process
from jujiao.drills.restore.contents import Contents, contents, differences
from jujiao.drills.restore.writing import Writer
from jujiao.drills.stage import Stage, lend_static_files, stage, until
from jujiao.kernel.machine.postgres import Server

FIGURES = {"complaint.dispatch": "0.04", "complaint.first_reply": "0.001", "complaint.resolve": "0.0012"}
"""Minutes and hours: promises of two to five seconds, whose last rung has passed long since when the worker comes."""

TABLE = "complaints_complaint"

OVERDUE = """
    SELECT id FROM promises_promise WHERE state = 'running' AND next_alarm_at <= clock_timestamp()
    AND started_at < clock_timestamp() - interval '12 seconds'
"""
WAITING = "SELECT 1 FROM promises_promise WHERE state = 'running' AND next_alarm_at <= clock_timestamp() LIMIT 1"
FIRED = """
    SELECT count(*), count(DISTINCT promise_id) FROM promises_alarm WHERE promise_id = ANY(%s) AND id > %s
"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=30.0, help="of writing before and after the base backup")


def run(options: dict[str, Any]) -> Outcome:
    """Writes, backs up while writing, drops a table while writing, restores elsewhere and compares."""
    with stage(figures=FIGURES) as it:
        it.environment["JUJIAO_BACKUP"] = str(it.home / "backups")  # never the shelf of whoever runs the drill
        log = it.home / "backups.log"
        keeper = Process("backups", [sys.executable, "-m", "jujiao", "keep-backups"], it.surroundings(), log)
        keeper.start()
        it.processes.append(keeper)
        before = mishap(it, options["seconds"])
        until(30, lambda: all_received(it), "the log was not received")
        keeper.stop()
        if options["control"]:
            # The guard is the log: what was changed since the base backup lies nowhere else.
            shutil.rmtree(it.home / "backups" / "wal")
        return compare(it, before, control=options["control"])


def mishap(it: Stage, seconds: float) -> Contents:
    """The writing, the backup and the mishap; what was there in the second before."""
    web = it.web()
    stop = threading.Event()
    writer = Writer(it, web, stop)
    command = [sys.executable, "-m", "jujiao.drills.restore.photographer"]
    photographer = Process(
        "photos", command, it.surroundings(DRILL_CLERK=str(it.facts["users"]["clerk"])), it.home / "photos.log"
    )
    it.processes.append(photographer)
    writer.start()
    photographer.start()
    until(30, lambda: any((it.home / "media").rglob("*-s.jpg")), "no photo was taken")
    time.sleep(seconds / 2)
    it.run("backup")
    time.sleep(seconds / 2)
    with it.connect() as connection:
        before = contents(connection, it.home / "media")
        time.sleep(1)
        _drop(connection)
    stop.set()
    writer.join()
    photographer.kill()
    web.stop()
    return before


def _drop(connection: psycopg.Connection[Any]) -> None:
    """Drops the table; whoever writes may hold one that goes along and want this one, and then a deadlock ends it."""
    while True:
        try:
            connection.execute(f"DROP TABLE {TABLE} CASCADE")
            return
        except psycopg.errors.DeadlockDetected:
            continue


def compare(it: Stage, before: Contents, *, control: bool) -> Outcome:
    """Restores into a home of its own, compares, and starts the application on it."""
    new = it.home / "restored"
    new.mkdir()
    begun = time.monotonic()
    # Without the log, that second cannot be reached, and the command says so; what can be reached is the base.
    refused = False
    if control:
        try:
            it.run("restore", "--at", before.at.isoformat(), "--into", str(new))
        except subprocess.CalledProcessError:
            refused = True
    at = [] if control else ["--at", before.at.isoformat()]
    it.run("restore", *at, "--into", str(new))
    took = time.monotonic() - begun
    lend_static_files(new)
    server = Server(new / "postgres")
    with server.in_use():
        again = Stage(new, server.url(), server, it.facts)
        try:
            with again.connect() as connection:
                after = contents(connection, new / "media")
            faults = differences(before, after)
            if control and not refused:
                faults.append("a second that the log does not reach was not refused")
            inside = {} if control else inspect(again, faults)
        finally:
            again.end()
            shutil.rmtree(server.places.socket, ignore_errors=True)
    figures: dict[str, int | float | str] = {
        "tables": len(before.tables),
        "rows": before.rows,
        "rows lost": max(0, before.rows - after.rows),
        "tables that differ": sum(before.tables[name] != after.tables.get(name) for name in before.tables),
        "files": len(before.files),
        "files that differ": sum(after.files.get(name) != mark for name, mark in before.files.items()),
        **inside,
        "s to restore": round(took, 1),
    }
    return Outcome(figures, tuple(faults))


def inspect(again: Stage, faults: list[str]) -> dict[str, int | float | str]:
    """Starts the application on what was restored: its timelines, a page of the API, a new complaint, the alarms."""
    from jujiao.testing.proofs import arrivals

    chains = json.loads(again.python("-m", "jujiao.drills.restore.chains"))
    faults += [f"the timeline of {subject} is broken" for subject in chains["broken"]]
    web = again.web()
    token = again.facts["tokens"]["clerk"]
    for arrival in arrivals():
        status, _answer = again.call(web, "GET", arrival.path, token=token)
        body = arrival.body(again.facts, "after")
        created, _answer = again.call(web, "POST", arrival.path, token=token, body=body)
        if (status, created) != (200, 201):
            faults.append(f"{arrival.path} answers {status} and {created} on what was restored")
    with again.connect() as connection:
        known = connection.execute("SELECT coalesce(max(id), 0) FROM promises_alarm").fetchall()[0][0]
        overdue = [row[0] for row in connection.execute(OVERDUE)]
        worker = again.worker()
        until(60, lambda: not connection.execute(WAITING).fetchall(), "the alarms are not fired")
        time.sleep(3)
        fired, promises = connection.execute(FIRED, [overdue, known]).fetchall()[0]
        worker.stop()
    if not len(overdue) == fired == promises:
        faults.append(f"{len(overdue)} promises were overdue, {fired} alarms fired for {promises} of them")
    return {
        "timelines": chains["whole"],
        "broken": len(chains["broken"]),
        "overdue": len(overdue),
        "alarms for them": fired,
    }


def all_received(it: Stage) -> bool:
    """Whether all of the log and of the photos is on the shelf."""
    assert it.server
    with it.connect(user="postgres") as connection:
        behind = "SELECT bool_and(write_lsn >= pg_current_wal_flush_lsn()) FROM pg_stat_replication"
        received = connection.execute(behind).fetchall()[0][0]
    shelf = it.home / "backups" / "photos" / "files"
    return bool(received) and _names(it.home / "media") <= _names(shelf)


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
