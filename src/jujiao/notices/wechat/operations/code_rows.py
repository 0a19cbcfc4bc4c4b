"""The rows of codes: only the keyed hash of each is kept."""

from datetime import datetime
from typing import Final

from django.db.models import Q

from jujiao.kernel.machine.sealing import Seal
from jujiao.notices.wechat.models import Code, Follower

CODES: Final = Seal("wechat.code")


def held(content: str, now: datetime) -> Code | None:
    """The code that says so, held, as long as it may be used."""
    return _held(Q(mark__in=list(CODES.marks(content))), now)


def shown_to(follower: Follower, now: datetime) -> Code | None:
    """The last code that the follower has scanned and not yet said yes to, held."""
    return _held(Q(used_by=follower), now)


def _held(which: Q, now: datetime) -> Code | None:
    codes = Code.objects.select_for_update(of=("self",)).select_related("person")
    return codes.filter(which, used_at=None, ends_at__gt=now).order_by("-id").first()
