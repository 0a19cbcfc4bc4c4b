"""`python -m jujiao.drills.bench.our_cases CASES [CLOSED]`: open complaints after the pattern of the examples, by SQL,
and closed ones of two years, every second at the same estate, the others at a hundred more.

Every row of an example is written again for each copy, moved in time and to another home. The digests of a copied
timeline are of the right form, but do not fit its content."""

import json
import os
import sys
import time
from typing import Any

import django

from jujiao.drills.bench import elsewhere
from jujiao.drills.bench.filled import fill
from jujiao.drills.bench.words import AGE, TEXT

UNREAD = 150
"""So many notices are new; the others were read."""

COPIES = f"""
CREATE UNLOGGED TABLE copies AS
SELECT n, example.id AS example, 1000000 + n AS id, {AGE} AS age, home.room, home.person, {TEXT} AS text,
    n > %(cases)s - {UNREAD} AS unread,
    'YX-' || to_char(clock_timestamp() - {AGE}, 'YYMMDD') || '-' || (100000 + n) AS number
FROM generate_series(1, %(cases)s) n
JOIN unnest(%(examples)s::bigint[]) WITH ORDINALITY example (id, place)
    ON example.place = 1 + n %% cardinality(%(examples)s::bigint[])
JOIN (SELECT household.room_id AS room, residency.person_id AS person, row_number() OVER () - 1 AS place
      FROM estates_residency residency JOIN estates_household household ON household.id = residency.household_id
      WHERE residency.moved_in = '2020-05-01') home ON home.place = n * 37 %% 4000
"""
QUIET = (
    "CASE WHEN t.state = 'running' AND t.due_at - c.age > now() THEN now() + interval '1 day' + n * interval '1 s' END"
)
"""Of the promises that are not late yet, the next alarm comes after the bench; late ones have had all of theirs."""

CHANGED = "t.changes || jsonb_build_object('id', c.id, 'number', c.number, 'room', c.room, 'person', c.person)"


def main(cases: int, closed: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from django.db import connection

    from jujiao.service.complaints.models import Complaint

    begun = time.monotonic()
    examples = Complaint.objects.order_by("id")
    still_open = list(examples.exclude(state="closed").values_list("pk", flat=True))
    ended = list(examples.filter(state="closed").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(COPIES, {"cases": cases - len(still_open), "examples": still_open})
        cursor.execute("ANALYZE copies")
        if closed:
            elsewhere.lay_out(cursor, closed - len(ended), ended)
        fill(
            {
                model._meta.db_table: _statements(model, belongs, otherwise, closed > 0)
                for model, belongs, otherwise in patterns()
            }
        )
        cursor.execute(f"DROP TABLE copies{elsewhere.LAID_OUT if closed else ''}")
        cursor.execute("SELECT setval(pg_get_serial_sequence('complaints_complaint', 'id'), 2000000)")
        cursor.execute("VACUUM ANALYZE")
    took = time.monotonic() - begun
    open_now, all_of_them = Complaint.objects.exclude(state="closed").count(), Complaint.objects.count()
    print(json.dumps({"open": open_now, "cases": all_of_them, "seconds": took}))


def _statements(model: Any, belongs: str, otherwise: dict[str, str], closed: bool) -> list[str]:
    found = [copying(model, belongs, otherwise, "copies")]
    if closed:
        found.append(copying(model, belongs, elsewhere.moved(model, otherwise), "closed_copies"))
    return found


def patterns() -> list[tuple[Any, str, dict[str, str]]]:
    """Each table, how a row of it belongs to an example, and what is another in the copy; the longest first."""
    from jujiao.kernel.models import TimelineEntry
    from jujiao.notices.models import Notice
    from jujiao.promises.models import Custody, Promise
    from jujiao.service.complaints.models import Complaint, Conversion

    home = {"room_id": "c.room", "person_id": "c.person"}
    subject, case = {"subject_id": "c.id"}, {"complaint_id": "c.id"}
    said = "CASE WHEN t.seq = 1 THEN c.text ELSE t.text END"
    digest = "encode(sha256((c.id || ':' || t.seq)::bytea), 'hex')"
    chain = {"text": said, "digest": digest, "changes": f"CASE WHEN t.seq = 1 THEN {CHANGED} ELSE t.changes END"}
    key = "overlay(t.key PLACING c.id::text FROM 11 FOR length(c.example::text))"
    read = "CASE WHEN NOT c.unread THEN t.created_at - c.age END"
    told = {"key": key, "url": "'/complaints/' || c.id || '/'", "read_at": read}
    of_subject = "t.subject_kind = 'complaint' AND t.subject_id = c.example"
    owed = {"subject_label": "c.number", "owed_to_kind": "'person'", "owed_to_id": "c.person", "next_alarm_at": QUIET}
    return [
        (TimelineEntry, of_subject, {**subject, **chain}),
        (Complaint, "t.id = c.example", {"id": "c.id", "number": "c.number", "text": "c.text", **home}),
        (Promise, of_subject, {**subject, **owed}),
        (Notice, "split_part(t.key, ':', 2) = c.example::text", told),
        (Custody, of_subject, subject),
        (Conversion, "t.complaint_id = c.example", case),
    ]


def copying(model: Any, belongs: str, otherwise: dict[str, str], copies: str) -> str:
    """The statement that copies the rows of one table for each of the copies; every moment moves with its case."""
    from django.db.models import DateTimeField

    values = {
        field.column: f"t.{field.column} - c.age" if isinstance(field, DateTimeField) else f"t.{field.column}"
        for field in model._meta.concrete_fields
        if not field.primary_key
    } | otherwise
    table = model._meta.db_table
    return (
        f"INSERT INTO {table} ({', '.join(values)}) SELECT {', '.join(values.values())} "
        f"FROM {table} t JOIN {copies} c ON {belongs} ORDER BY c.n, t.id"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
