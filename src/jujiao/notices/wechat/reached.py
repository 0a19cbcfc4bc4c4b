"""As which follower somebody is reached in WeChat."""

from datetime import datetime
from typing import Final

from jujiao.notices.wechat.models import Follower
from jujiao.notices.wechat.queries import agreed, takes
from jujiao.notices.wechat.queries_bound import bound, same_number

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
LIMIT 1
"""
"""Whether WeChat reaches somebody, for a statement that writes notices to many: a person on record, by themselves or by
their account, as a follower to whom they are bound, nobody on record as the one who is named. It leaves out what
`follower_for` asks once more when a message leaves: their stay and their number."""


def follower_for(*, person_id: int | None, follower_id: int | None, now: datetime) -> Follower | None:
    """As whom they are reached at `now`: a person on record as the one of `follower_id`, if that is they, else as the
    one who wrote last; nobody on record as that one. None where there is none, or none who takes anything."""
    followers = Follower.objects.select_related("account")
    if person_id is None:
        found = list(followers.filter(pk=follower_id)) if follower_id else []
    else:
        bindings = bound(now).filter(person=person_id).select_related("person", "follower__account")
        found = [binding.follower for binding in bindings if same_number(binding, now)]
    able = [one for one in found if one.account.in_use and (takes(one) or agreed(one))]
    return max(able, key=lambda one: (one.pk == follower_id, one.wrote_at or one.first_at, one.pk), default=None)
