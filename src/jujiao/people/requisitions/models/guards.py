"""What the database itself refuses about requisitions and headcounts, whoever writes at whatever moment."""

from typing import Final

import pgtrigger

from jujiao.rules.people.headcount import COLUMNS, EFFECTS

STANDS = pgtrigger.Trigger(
    name="answer_stands",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    condition=pgtrigger.Condition("NEW.none IS NOT NULL"),
    declare=[("here", "requisitions_requisition%ROWTYPE"), ("said", "boolean")],
    func="""
        SELECT * INTO here FROM requisitions_requisition WHERE id = NEW.id;
        SELECT none INTO said FROM requisitions_answer
        WHERE requisition_id = here.id AND round = here.round ORDER BY id DESC LIMIT 1;
        IF here.none IS NOT NULL AND said IS DISTINCT FROM here.none THEN
            RAISE EXCEPTION 'requisition % does not say what the last answer of its round says', here.id
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    """,
)
"""2.1.1: when a transaction ends, an answered requisition says what the last answer of its round says. Without one it
never becomes "none"."""

WHOLE = pgtrigger.Trigger(
    name="none_or_some",
    operation=pgtrigger.Insert,
    when=pgtrigger.After,
    timing=pgtrigger.Deferred,
    func="""
        IF NEW.none = EXISTS (SELECT FROM requisitions_position WHERE answer_id = NEW.id) THEN
            RAISE EXCEPTION 'answer % says neither none nor some, or both', NEW.id
            USING ERRCODE = 'check_violation';
        END IF;
        RETURN NULL;
    """,
)
"""2.1.1: when a transaction ends, an answer either says "none" or has positions."""


def _summed(column: str) -> str:
    """The SQL of a column of the balance as the sum of its moves, from the very table by which the rules move it."""
    signs = {kind.value: effects[column] for kind, effects in EFFECTS.items() if column in effects}
    cases = " ".join(f"WHEN '{kind}' THEN {sign} * number" for kind, sign in sorted(signs.items()))
    return f"COALESCE(SUM(CASE kind {cases} ELSE 0 END), 0)"


SUMS: Final = ", ".join(_summed(column) for column in COLUMNS)


def balanced(row: str, *, on: pgtrigger.Operation) -> pgtrigger.Trigger:
    """When a transaction ends, the headcount whose id stands in `row` is the sum of its moves."""
    return pgtrigger.Trigger(
        name="balance_is_the_sum",
        operation=on,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func="""
            IF EXISTS (
                SELECT FROM requisitions_headcount WHERE id = ROW_ID AND (COLUMNS) <>
                    (SELECT SUMS FROM requisitions_headcountmove WHERE headcount_id = ROW_ID)
            ) THEN
                RAISE EXCEPTION 'headcount % is not the sum of its moves', ROW_ID USING ERRCODE = 'check_violation';
            END IF;
            RETURN NULL;
        """.replace("ROW_ID", row)
        .replace("COLUMNS", ", ".join(COLUMNS))
        .replace("SUMS", SUMS),
    )
