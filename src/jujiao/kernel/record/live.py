"""Tells open pages that something changed: the name of a topic leaves with the commit, never any data.

Topics are "estate:3" (a case of that estate), "company:1" (one of the company alone), "user:17" (that person's inbox),
what rings for a role at an estate, as its chapter declares it: "desk:3", and what a chapter shows to one person in the
frame of all their pages: "ringing:17". A topic may say by ids what of it changed, "queue:3/12": whoever hears "queue:3"
hears of it, and parts of pages that show something else need not ask.

Behind the topic stand the employees from whom the case is kept, as "employee:9": the live process does not pass the
topic on to their pages. A page that stirs, or a bell that rings, while nothing in it changes would tell them that there
is a case which they do not see. Where only some of those who hear the topic see the case, they stand there too, as
"+department:5" or "+clerk@3"."""

import json
from collections.abc import Collection
from typing import Any, Final

from django.db import connection

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.knowing import kept_sql
from jujiao.kernel.record.subjects import Subject

CHANNEL: Final = "jujiao"
ONLY: Final = "+"
PART: Final = "/"
SAY: Final = """
SELECT pg_notify(%s, said) FROM (
    SELECT DISTINCT concat_ws(' ', topic, nullif(marks, ''), (
        SELECT string_agg(DISTINCT 'employee:' || employee_id, ' ') FROM ({kept}) AS kept
        WHERE kept.kind = news.kind AND kept.id = news.id)) AS said
    FROM jsonb_to_recordset(%s::jsonb) AS news (topic text, kind text, id bigint, marks text)) AS told
"""
"""The news come as one JSON value: of arrays PostgreSQL would guess other lengths than these have, and plan
the statement anew each time, which takes it longer than the answer."""


def sees(role: Role, estate_id: int) -> str:
    """The mark of those who hold a role at an estate."""
    return f"{role}@{estate_id}"


def changed(*news: tuple[str, Subject | None], only: Collection[str] = ()) -> None:
    """Says at the commit of the transaction that topics changed, each by what happened to a subject, or (None) to
    something that is kept from nobody; a rollback says nothing. `only`: the marks of those who see it at all, none
    where everybody does who hears the topic."""
    with connection.cursor() as cursor:
        cursor.execute(*saying(*news, only=only))


def saying(*news: tuple[str, Subject | None], only: Collection[str] = ()) -> tuple[str, list[Any]]:
    """The query that says the same, with its parameters, for a statement that does more beside it."""
    marks = " ".join(f"{ONLY}{mark}" for mark in sorted(only))
    said = [{"topic": topic, "marks": marks, **(subject._asdict() if subject else {})} for topic, subject in news]
    return SAY.format(kept=kept_sql()), [CHANNEL, json.dumps(said)]
