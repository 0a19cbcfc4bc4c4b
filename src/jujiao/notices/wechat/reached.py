"""As which follower somebody is reached in WeChat."""

from typing import Final

from django.db import connection

FOLLOWER: Final = """
SELECT follower.id
FROM (
    SELECT binding.follower_id AS id FROM estates_person AS person
        JOIN wechat_binding AS binding ON binding.person_id = person.id AND binding.ended_at IS NULL
    WHERE person.id = {person} OR person.user_id = {user}
    UNION ALL
    SELECT {follower} WHERE {person} IS NULL AND {user} IS NULL AND {follower} IS NOT NULL
) AS known
JOIN wechat_follower AS follower ON follower.id = known.id
JOIN wechat_account AS account ON account.id = follower.account_id AND account.in_use
WHERE follower.follows AND NOT follower.refuses
    OR EXISTS (SELECT FROM wechat_consent WHERE follower_id = follower.id AND "left" > 0 AND NOT declined)
ORDER BY follower.id = {follower} DESC NULLS LAST, follower.wrote_at DESC NULLS LAST, follower.id DESC
LIMIT 1
"""
"""The follower that somebody is: of a person on record, by themselves or by their account, the bound one as whom they
are told of this, else the one who wrote last; of nobody on record, the one who is named. None who can take nothing: who
follows no more, or refuses, and has agreed to no notice."""


def follower_of(*, person_id: int | None, user_id: int | None, follower_id: int | None) -> int | None:
    """As whom they are reached now, `follower_id` where that is theirs still; None where WeChat does not reach them."""
    with connection.cursor() as cursor:
        statement = FOLLOWER.format(person="%(person)s::bigint", user="%(user)s::int", follower="%(follower)s::bigint")
        cursor.execute(statement, {"person": person_id, "user": user_id, "follower": follower_id})
        row = cursor.fetchone()
    return None if row is None else int(row[0])
