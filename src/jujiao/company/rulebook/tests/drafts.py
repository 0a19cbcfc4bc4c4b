"""A draft in which the first reply is due sooner, and the director who puts it in force."""

from datetime import datetime
from decimal import Decimal

from jujiao.company.rulebook import operations, queries
from jujiao.company.rulebook.models import RulebookVersion
from jujiao.testing.cast import Cast

REPLY = "complaint.first_reply"


def publish(draft: RulebookVersion, cast: Cast, now: datetime, at: datetime | None = None) -> RulebookVersion:
    draft.refresh_from_db()
    return operations.publish(
        version=draft,
        row_version=draft.version,
        proof="3 月 11 日张贴于各楼栋公告栏",
        effective_from=at,
        actor=cast.director.viewer,
        now=now,
    )


def reply_in_force(cast: Cast, at: datetime, estate_id: int | None = None) -> Decimal:
    version = queries.version_in_force(cast.company.pk, at)
    return queries.figures(version.pk, estate_id).number(REPLY)
