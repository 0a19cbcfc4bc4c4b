"""`python -m jujiao.drills.bench.loop RUNNING DUE ESTATE`: the promise loop over many promises, in a process apart.

Prints the figures as JSON. The rows are written by SQL, as they would stand after months; the loop is the product's."""

import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any, Final

import django

FILL = """
INSERT INTO promises_promise (subject_kind, subject_id, subject_label, kind, round, seq, clause, unit, started_at,
    due_at, agreed, provisional, state, next_alarm_at, department_id, company_id, estate_id, owed_to_kind, owed_to_id,
    rulebook_version_id, quantity, role)
SELECT 'complaint', 1000000 + n, 'YX-2026-' || n, 'complaint.first_reply', 1, 1, '3.2.2', 'elapsed',
    clock_timestamp() - interval '1 hour', clock_timestamp() + interval '3 days', false, false, 'running',
    clock_timestamp() + interval '1 day' + n * interval '1 second',
    (SELECT min(id) FROM staff_department WHERE estate_id = e.id), e.company_id, e.id, '', NULL,
    (SELECT max(id) FROM rulebook_rulebookversion), NULL, ''
FROM generate_series(1, %s) n, (SELECT id, company_id FROM estates_estate WHERE code = %s) e
"""
FALL_DUE = """
UPDATE promises_promise SET next_alarm_at = clock_timestamp() - interval '1 minute',
    started_at = clock_timestamp() - interval '49 hours', due_at = clock_timestamp() - interval '1 hour'
WHERE id IN (SELECT id FROM promises_promise WHERE subject_id > 1000000 ORDER BY id LIMIT %s)
"""
MANY: Final = 2000
"""Gathered promises that fall due in one second, such as the quarter's contacts of an estate."""
FALL_DUE_TOGETHER = """
INSERT INTO promises_promise (subject_kind, subject_id, subject_label, kind, round, seq, clause, unit, started_at,
    due_at, agreed, provisional, state, next_alarm_at, department_id, company_id, estate_id, owed_to_kind, owed_to_id,
    rulebook_version_id, quantity, role)
SELECT 'bench', n, 'B-' || n, 'bench.contact', 1, 1, '3.3.1', 'elapsed', now() - interval '90 days', now(), false,
    false, 'running', now(), (SELECT min(id) FROM staff_department WHERE estate_id = e.id), e.company_id, e.id, '',
    NULL, (SELECT max(id) FROM rulebook_rulebookversion), NULL, ''
FROM generate_series(1, %s) n, (SELECT id, company_id FROM estates_estate WHERE code = %s) e
"""
TOLD = "SELECT count(*), count(DISTINCT recipient_id) FROM notices_notice WHERE kind = 'promise.gathered'"
LOOKS = 300


def main(running: int, due: int, estate: str) -> None:
    """Fills, looks while nothing is due, then fires what is due."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from django.core.checks import run_checks
    from django.db import connection

    from jujiao.kernel.machine import clock
    from jujiao.promises.jobs import Alarms

    def say(statement: str, *values: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)

    # As before any command of the product, the worker's too: pages and routes are read before the first look.
    run_checks()
    # What is measured is the loop; the audit of rows that the bench itself writes would only cost time.
    say("SET session_replication_role = replica")
    say(FILL, running, estate)
    say("SET session_replication_role = DEFAULT")
    say("ANALYZE")
    ceiling = _times(lambda: say("SELECT 1"))
    alarms = Alarms()
    idle = _times(lambda: alarms(clock.database_now()))
    memory = _memory()
    say("SET session_replication_role = replica")
    say(FALL_DUE, due)
    say("SET session_replication_role = DEFAULT")
    begun, fired = time.monotonic(), 0
    while found := alarms(clock.database_now()):
        fired += found
    took = time.monotonic() - begun
    memory_growth = _memory() / memory
    _declare()
    say("SET session_replication_role = replica")
    say(FALL_DUE_TOGETHER, MANY, estate)
    say("SET session_replication_role = DEFAULT")
    begun, gathered = time.monotonic(), 0
    while found := alarms(clock.database_now()):
        gathered += found
    gathered_took = time.monotonic() - begun
    with connection.cursor() as cursor:
        cursor.execute(TOLD)
        notices, people = cursor.fetchone()
    print(
        json.dumps(
            {
                "idle_ms": statistics.median(idle) * 1000,
                "idle_p99_ms": sorted(idle)[int(LOOKS * 0.99)] * 1000,
                "select_ms": statistics.median(ceiling) * 1000,
                "fired": fired,
                "fired_seconds": took,
                "memory_growth": memory_growth,
                "gathered": gathered,
                "gathered_seconds": gathered_took,
                "gathered_notices_each": notices / people,
            }
        )
    )


def _declare() -> None:
    """A kind of promise whose alarms are gathered; the product's own come with its coming chapters."""
    from jujiao.kernel.record import subjects
    from jujiao.kernel.record.subjects import PromiseKind, SubjectKind
    from jujiao.promises.models import Promise
    from jujiao.rules.promising import Kind

    contact = Kind("bench.contact", "3.3.1", "contact.new_owner", ladder="many")
    kind = PromiseKind(rule=contact, label="Contact", colour="azure", step="contact", step_label="Contact")
    subjects.declare(SubjectKind(key="bench", label="Bench", model=Promise, id_column="subject_id", promises=(kind,)))


def _times(do: Callable[[], Any]) -> list[float]:
    found = []
    for _look in range(LOOKS):
        begun = time.perf_counter()
        do()
        found.append(time.perf_counter() - begun)
    return found


def _memory() -> int:
    """The most that this process held so far, in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
