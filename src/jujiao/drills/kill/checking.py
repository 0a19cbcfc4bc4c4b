"""What is left when all is quiet: every complaint, alarm, notice and mail, counted in the database itself."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import psycopg

from jujiao.drills.mailbox import Mailbox
from jujiao.drills.stage import Stage
from jujiao.testing.proofs import arrivals

WAITING = """
    SELECT (SELECT count(*) FROM promises_promise WHERE state = 'running' AND next_alarm_at IS NOT NULL)
         + (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing'))
"""
UNFINISHED = """
    SELECT p.id, p.subject_label, p.kind FROM promises_promise p
    WHERE p.next_alarm_at IS NOT NULL
       OR NOT EXISTS (SELECT 1 FROM promises_alarm a WHERE a.promise_id = p.id AND a.rung = 'company')
"""
DOUBLED = {
    "complaint registered twice": "SELECT text FROM complaints_complaint GROUP BY text HAVING count(*) > 1",
    "alarm fired twice": "SELECT promise_id, rung FROM promises_alarm GROUP BY 1, 2 HAVING count(*) > 1",
    "alarm told twice": """
        SELECT subject_id, details->>'promise', details->>'rung' FROM kernel_timelineentry WHERE verb = 'alarm'
        GROUP BY 1, 2, 3 HAVING count(*) > 1""",
    "notice twice in an inbox": "SELECT recipient_id, key FROM notices_notice GROUP BY 1, 2 HAVING count(*) > 1",
}
WRONG = {
    "complaint without its three promises": """
        SELECT c.number FROM complaints_complaint c
        WHERE (SELECT count(*) FROM promises_promise p WHERE p.subject_id = c.id) <> 3""",
    "alarm without its timeline entry": """
        SELECT a.promise_id, a.rung FROM promises_alarm a JOIN promises_promise p ON p.id = a.promise_id
        WHERE NOT EXISTS (SELECT 1 FROM kernel_timelineentry t WHERE t.subject_id = p.subject_id AND t.verb = 'alarm'
            AND t.details->>'promise' = p.kind AND t.details->>'rung' = a.rung)""",
    "alarm whose people were not told": """
        SELECT a.promise_id, a.rung FROM promises_alarm a WHERE jsonb_array_length(a.told) <>
            (SELECT count(*) FROM notices_notice n WHERE n.key = 'promise:' || a.promise_id || ':' || a.rung)""",
    "gap in a timeline": """
        SELECT subject_id FROM kernel_timelineentry GROUP BY subject_kind, subject_id HAVING max(seq) <> count(*)""",
}
LATENESS = """
    SELECT extract(epoch FROM a.fired_at - greatest(p.started_at + (p.due_at - p.started_at) * f.part, t.seen))
    FROM promises_alarm a JOIN promises_promise p ON p.id = a.promise_id
    JOIN (VALUES ('half', 0.5), ('three_quarters', 0.75), ('due', 1), ('manager', 1.25), ('company', 2))
        AS f (rung, part) ON f.rung = a.rung
    JOIN (SELECT pgh_obj_id, min(pgh_created_at) AS seen FROM promises_promiseevent GROUP BY 1) AS t
        ON t.pgh_obj_id = p.id
"""


@dataclass
class Findings:
    """Counts, and one sentence for each thing that must not be."""

    alarms: int = 0
    mails: int = 0
    again: int = 0
    lateness: float = 0.0
    lost: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unsent: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def quiet(stage: Stage, seconds: float, *, mend: Callable[[], None]) -> bool:
    """Waits until nothing is due and nothing is to be sent any more; False where that does not come."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        mend()
        try:
            with stage.connect() as connection:
                if _rows(connection, WAITING) == [(0,)]:
                    return True
        except psycopg.Error:
            pass  # it may be recovering from the last kill
        time.sleep(1)
    return False


def check(stage: Stage, box: Mailbox, acknowledged: dict[str, str], settled: bool) -> Findings:
    """Counts what is there against what was acknowledged, and mails against deliveries."""
    found = Findings()
    with stage.connect() as connection:
        there = dict(row for arrival in arrivals() for row in _rows(connection, arrival.there))
        found.lost = [
            f"{text} was acknowledged as {n} and is gone" for text, n in acknowledged.items() if there.get(text) != n
        ]
        found.alarms = _rows(connection, "SELECT count(*) FROM promises_alarm")[0][0]
        found.missed = [
            f"promise {row[0]}: {row[2]} of {row[1]} was never told as late" for row in _rows(connection, UNFINISHED)
        ]
        found.doubled = sentences(connection, DOUBLED)
        found.wrong = sentences(connection, WRONG) + ([] if settled else ["it did not become quiet"])
        lateness = sorted(float(row[0]) for row in _rows(connection, LATENESS))
        found.lateness = lateness[int(len(lateness) * 0.99)] if lateness else 0.0
        _check_mails(connection, box, found)
    return found


def _check_mails(connection: psycopg.Connection[Any], box: Mailbox, found: Findings) -> None:
    """Each mail came by the attempt that is written down as accepted; a retry is another attempt, and another id."""
    tries = _rows(
        connection,
        "SELECT '<' || a.id || '@jujiao>', a.state FROM notices_attempt a "
        "JOIN notices_delivery d ON d.id = delivery_id WHERE d.channel = 'email'",
    )
    waiting = _rows(connection, "SELECT id, state FROM notices_delivery WHERE channel = 'email' AND state <> 'sent'")
    known = {identity for identity, _state in tries}
    came = Counter(mail[0] for mail in box.mails)
    found.mails = len(came)
    found.again = sum(came.values()) - len(came)
    found.unsent = [f"the mail of delivery {identity} is {state}" for identity, state in waiting]
    found.unsent += [
        f"mail {one} was accepted and never came" for one, state in tries if state == "accepted" and one not in came
    ]
    found.wrong += [f"mail {identity} came and nobody knows it" for identity in came if identity not in known]
    found.wrong += [f"two mails under one id: {one}" for one in came if len({m for m in box.mails if m[0] == one}) > 1]


def sentences(connection: psycopg.Connection[Any], questions: dict[str, str]) -> list[str]:
    """One for each row that a question finds."""
    return [f"{what}: {row}" for what, question in questions.items() for row in _rows(connection, question)]


def _rows(connection: psycopg.Connection[Any], question: str) -> list[Any]:
    return connection.execute(question.encode()).fetchall()
