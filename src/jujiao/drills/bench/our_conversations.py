"""`python -m jujiao.drills.bench.our_conversations MANY WAITING`: so many conversations by SQL, of people who live
there and else of strangers, each with three messages; so many of them wait, every second one of the others is ended."""

import json
import os
import sys
import time
from typing import Any

import django

from jujiao.drills.bench.filled import filled

FOLLOWERS = """
INSERT INTO wechat_follower (account_id, openid, follows, refuses, touched_by, first_at)
SELECT %(account)s, 'bench-' || n, true, false, '', now() - interval '1 year' FROM generate_series(1, %(many)s) n
"""
PEOPLE = """
CREATE TEMP TABLE writers AS
SELECT n, home.person, CASE WHEN home.person IS NULL THEN follower.id END AS follower,
    now() - n * interval '20 seconds' AS at, n <= %(waiting)s AS waits,
    n > %(waiting)s AND n %% 2 = 0 AS ended
FROM generate_series(1, %(many)s) n
JOIN wechat_follower follower ON follower.openid = 'bench-' || n
LEFT JOIN (SELECT residency.person_id AS person, row_number() OVER (ORDER BY residency.person_id) AS place
           FROM (SELECT DISTINCT person_id FROM estates_residency WHERE moved_in = '2020-05-01') residency) home
    ON home.place = n
"""
CONVERSATIONS = """
INSERT INTO conversations_conversation
    (id, estate_id, person_id, follower_id, way, round, seq, waiting_since, due_at, began_at, last_at, last_text,
     ended_at, version)
SELECT 1000000 + n, %(estate)s, person, follower, CASE WHEN person IS NULL THEN 'wechat' ELSE 'pages' END, 1, 1,
    CASE WHEN waits THEN at END, CASE WHEN waits THEN at + interval '10 minutes' END, at - interval '1 hour', at,
    '第 ' || n || ' 位住户问门禁卡在哪里补办', CASE WHEN ended THEN at END, 1
FROM writers
"""
MESSAGES = """
INSERT INTO conversations_message
    (conversation_id, round, seq, direction, content, text, way, external_id, medium, at, accepted_by, case_kind)
SELECT 1000000 + n, 1, 1, direction, 'text', '第 ' || n || ' 位住户问门禁卡在哪里补办', 'pages', '', '',
    at - after, '', ''
FROM writers, (
    VALUES ('incoming', interval '3 minutes'), ('note', interval '2 minutes'), ('incoming', interval '0')
) AS said (direction, after)
"""
TABLES = ("wechat_follower", "conversations_conversation", "conversations_message")


def main(many: int, waiting: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jujiao.settings")
    django.setup()
    from django.db import connection

    from jujiao.company.staff.models import Assignment
    from jujiao.kernel.machine import clock
    from jujiao.service.conversations.proof.rows import Maker

    begun = time.monotonic()
    post: Any = Assignment.objects.get(employee__user__username="clerk")
    estate = post.estate or post.department.estate
    account = Maker(estate, clock.now()).account()
    asked = {"many": many, "waiting": waiting, "account": account.pk, "estate": estate.pk}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        with filled(cursor, TABLES):
            for statement in (FOLLOWERS, PEOPLE, CONVERSATIONS, MESSAGES):
                cursor.execute(statement, asked)
        cursor.execute("SELECT setval(pg_get_serial_sequence('conversations_conversation', 'id'), 2000000)")
        cursor.execute("VACUUM ANALYZE")
    print(json.dumps({"seconds": time.monotonic() - begun}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
