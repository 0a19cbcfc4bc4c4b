"""The closed cases of two years: every second at the measured estate, the others at a hundred more."""

from typing import Any, Final

from jujiao.drills.bench.words import TEXT

FIRST = 2_000_000
"""The number before that of the first of them; the open ones stay below."""

HOMES = """
CREATE UNLOGGED TABLE homes AS
SELECT estate.id AS estate, estate.code, room.id AS room, residency.person_id AS person,
    dense_rank() OVER (ORDER BY estate.code = %(here)s DESC, estate.id) - 1 AS estate_place,
    row_number() OVER (PARTITION BY estate.id ORDER BY room.id) - 1 AS place,
    count(*) OVER (PARTITION BY estate.id) AS rooms
FROM estates_estate estate JOIN estates_room room ON room.estate_id = estate.id
JOIN estates_household household ON household.room_id = room.id
JOIN estates_residency residency ON residency.household_id = household.id
WHERE residency.moved_in = '2020-05-01';
CREATE INDEX ON homes (estate_place, place);
CREATE UNLOGGED TABLE departments AS
SELECT old.id AS old, new.estate_id AS estate, min(new.id) AS new
FROM staff_department old JOIN staff_department new USING (kind)
WHERE old.estate_id = (SELECT id FROM estates_estate WHERE code = %(here)s) GROUP BY old.id, new.estate_id;
CREATE INDEX ON departments (estate, old);
ANALYZE homes, departments
"""
COPIES = f"""
CREATE UNLOGGED TABLE closed_copies AS
SELECT n, example.id AS example, 1000000 + n AS id, age, room, person, estate, {TEXT} AS text, false AS unread,
    code || '-' || to_char(clock_timestamp() - age, 'YYMMDD') || '-' || (100000 + n) AS number
FROM (SELECT n, interval '20 days' + (1 - (n - {FIRST})::float8 / %(closed)s) * interval '710 days' AS age,
        CASE WHEN n %% 2 = 0 THEN 0 ELSE 1 + n / 2 %% %(others)s END AS estate_place
    FROM generate_series({FIRST} + 1, {FIRST} + %(closed)s) n) AS cases
JOIN unnest(%(examples)s::bigint[]) WITH ORDINALITY example (id, place)
    ON example.place = 1 + n %% cardinality(%(examples)s::bigint[])
JOIN LATERAL (SELECT rooms FROM homes WHERE homes.estate_place = cases.estate_place LIMIT 1) AS many ON true
JOIN homes ON homes.estate_place = cases.estate_place AND homes.place = n / 3 %% many.rooms;
ANALYZE closed_copies
"""
DEPARTMENT = "(SELECT new FROM departments d WHERE d.estate = c.estate AND d.old = t.department_id)"


LAID_OUT: Final = ", closed_copies, homes, departments"
"""The tables that `lay_out` makes, for dropping them beside another."""


def lay_out(cursor: Any, closed: int, examples: list[int]) -> None:
    """So many closed cases after the pattern of the examples, to be copied."""
    from jujiao.drills.bench.our_places import ELSEWHERE, settle_elsewhere
    from jujiao.service.complaints.models import Complaint

    estate = Complaint.objects.select_related("estate__company").get(pk=examples[0]).estate
    settle_elsewhere(estate.company)
    values = {"here": estate.code, "closed": closed, "examples": examples, "others": ELSEWHERE}
    for statement in f"{HOMES};{COPIES}".split(";"):
        cursor.execute(statement, values)


def moved(model: Any, otherwise: dict[str, str]) -> dict[str, str]:
    """What is another in the copy of a closed case, which may be at another estate."""
    columns = {field.column for field in model._meta.concrete_fields}
    return {**otherwise, **{name: value for name, value in MOVED.items() if name in columns}}


MOVED = {"estate_id": "c.estate", "department_id": DEPARTMENT}
"""What else is another at another estate."""
