"""Many open tickets for the peer, with queues, people and follow-ups: as many things happened to each as to ours."""

from typing import Any

import psycopg

from jujiao.drills.bench.words import AGE, STEPS_SO_FAR, TEXT

TICKETS = f"""
INSERT INTO helpdesk_ticket (title, created, modified, submitter_email, status, on_hold, description, priority,
    due_date, assigned_to_id, queue_id, secret_key)
SELECT left({TEXT}, 60), at, at + interval '1 hour', 'r' || n %% 4000 || '@example.org',
    CASE WHEN n %% 33 = 0 THEN 2 ELSE 1 END, false, {TEXT}, 1 + n %% 5, at + interval '2 days',
    CASE WHEN {STEPS_SO_FAR} > 1 THEN (%(people)s::int[])[1 + n %% cardinality(%(people)s::int[])] END,
    (%(queues)s::int[])[1 + n / 7 %% cardinality(%(queues)s::int[])], md5(n::text)
FROM (SELECT n, clock_timestamp() - {AGE} AS at FROM generate_series(1, %(cases)s) n) made ORDER BY n
"""
FOLLOW_UPS = f"""
INSERT INTO helpdesk_followup (date, title, comment, public, new_status, ticket_id, user_id, message_id)
SELECT created + step * interval '20 minutes',
    (ARRAY['Ticket Opened', 'Assigned', 'Accepted', 'Comment', 'Done'])[step],
    CASE WHEN step = 1 THEN description ELSE '师傅已经上门查看，配件明天到货，安装后再回电说明。' END, step <> 3,
    NULL, id, (%(people)s::int[])[1 + n %% cardinality(%(people)s::int[])], ''
FROM (SELECT id, id AS n, created, description FROM helpdesk_ticket) ticket, generate_series(1, {STEPS_SO_FAR}) step
ORDER BY id, step
"""
CHANGES = """
INSERT INTO helpdesk_ticketchange (field, old_value, new_value, followup_id)
SELECT 'Owner', 'Unassigned', 'staff1', id FROM helpdesk_followup WHERE title = 'Assigned'
"""


def fill(connection: psycopg.Connection[Any], cases: int, facts: dict[str, Any]) -> None:
    """Writes them into the peer's empty database."""
    told = {"cases": cases, "people": facts["people"], "queues": facts["queues"]}
    connection.execute("SET session_replication_role = replica")
    for statement in (TICKETS, FOLLOW_UPS, CHANGES):
        connection.execute(statement.encode(), told)
    connection.execute("VACUUM ANALYZE")
