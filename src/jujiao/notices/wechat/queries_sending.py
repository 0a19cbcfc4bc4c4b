"""By which ways an account sends, and how that went lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import BigIntegerField, Count, QuerySet
from django.db.models.functions import Cast

from jujiao.notices.models import Attempt, AttemptState
from jujiao.notices.wechat.blanks import Blank
from jujiao.notices.wechat.models import Account, Follower, Right, Template, WayOut
from jujiao.notices.wechat.queries import rests

DAYS: Final = timedelta(days=7)
"""How far back it is counted what went by which way."""


@dataclass(frozen=True)
class WayShown:
    """A way by which an account sends: the `right` to it, None where it has none; whether it `rests`; its `template`
    where it needs one; and how many messages went by it lately, by what became of them."""

    way: WayOut
    right: Right | None
    rests: bool
    template: Template | None
    taken: int
    failed: int

    @property
    def needs_template(self) -> bool:
        return self.way is not WayOut.WINDOW

    @property
    def blanks(self) -> list[tuple[str, str]]:
        """What each blank of the template is filled with, in words."""
        found = self.template.blanks if self.template else {}
        return [(name, str(Blank(value).label)) for name, value in found.items()]

    @property
    def works(self) -> bool:
        """Whether messages go by it."""
        ready = self.template is not None or not self.needs_template
        return self.right is not None and self.right.lost_at is None and not self.rests and ready


def ways_shown(account: Account, now: datetime) -> list[WayShown]:
    """Every way, in the order in which they are tried."""
    rights = {right.way: right for right in Right.objects.filter(account=account)}
    templates = {template.way: template for template in Template.objects.filter(account=account)}
    rows = _lately(account, now).values_list("way", "state").annotate(Count("pk")).order_by()
    went = {(way, state == AttemptState.FAILED): 0 for way in WayOut for state in AttemptState}
    for way, state, count in rows:
        if way in WayOut:
            went[WayOut(way), state == AttemptState.FAILED] += count
    return [
        WayShown(
            way=way,
            right=rights.get(way),
            rests=way in rights and rests(rights[way], now),
            template=templates.get(way),
            taken=went[way, False],
            failed=went[way, True],
        )
        for way in WayOut
    ]


def codes_lately(account: Account, now: datetime) -> dict[str, int]:
    """How often the platform answered each code lately, and what was not sent as no way was open."""
    failed = _lately(account, now).filter(state=AttemptState.FAILED)
    return dict(failed.values_list("code").annotate(Count("pk")).order_by())


def _lately(account: Account, now: datetime) -> QuerySet[Attempt]:
    """What went to followers of an account; an attempt's address is the follower's id."""
    rows = Attempt.objects.exclude(way="").filter(started_at__gte=now - DAYS)
    followers = Follower.objects.filter(account=account).values("pk")
    return rows.annotate(follower=Cast("address", BigIntegerField())).filter(follower__in=followers)
