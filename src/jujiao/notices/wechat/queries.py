"""What may be sent to a follower, and what an account may use."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from jujiao.notices.wechat.models import Account, Follower, Right, Sending, Template, WayOut
from jujiao.rules.wechat import ALLOWANCES, Act, Left, Reader, Rights, left

LONGEST: Final = max(allowance.lasts for allowance in ALLOWANCES.values())
"""What went before that counts against no window."""


def left_for(follower_id: int, now: datetime) -> Left:
    """What may still be sent to a follower within their window, and until when; nothing where the account has no right
    to it, or they do not follow or take no messages."""
    follower = Follower.objects.select_related("account").filter(pk=follower_id).first()
    if follower is None or not takes(follower) or not rights_of(follower.account, now).window:
        return left((), (), now)
    return window_of(follower, now)


def window_of(follower: Follower, now: datetime) -> Left:
    """What is left of a follower's window, whatever the account may use."""
    since = now - LONGEST
    sent = Sending.objects.filter(follower=follower, at__gt=since).values_list("at", flat=True)
    return left(_acts(follower), sent, now)


def takes(follower: Follower) -> bool:
    """Whether the account may send to them at all, but for notices to which they agreed."""
    return follower.follows and not follower.refuses


def rights_of(account: Account, now: datetime) -> Rights:
    """What an account may use at `now`: what it has, has not lost, and what has a template where it needs one."""
    held = {right.way for right in Right.objects.filter(account=account, lost_at=None) if not rests(right, now)}
    filled = {WayOut.WINDOW.value, *Template.objects.filter(account=account).values_list("way", flat=True)}
    return Rights(**{way.value: way in held & filled for way in WayOut})


def rests(right: Right, now: datetime) -> bool:
    """Whether the platform takes no more by that way for now."""
    return right.rests_until is not None and now < right.rests_until


def reader_of(follower: Follower, account: Account, now: datetime) -> Reader:
    """How a follower can be reached in WeChat at `now`."""
    templates = dict(Template.objects.filter(account=account).values_list("way", "template_id"))
    consents = {one.template_id: one for one in follower.consents.all()}
    taken, agreed = consents.get(templates.get("template", "")), consents.get(templates.get("notice", ""))
    return Reader(
        follows=takes(follower),
        left=window_of(follower, now).messages,
        template=taken is None or not taken.declined,
        consents=0 if agreed is None or agreed.declined else agreed.left,
    )


def _acts(follower: Follower) -> Iterable[tuple[Act, datetime]]:
    """What they did that opens a window, since the platform last said that none is open."""
    acts = ((Act.WROTE, follower.wrote_at), (follower.touched_by, follower.touched_at))
    shut = follower.shut_at
    return [(Act(act), at) for act, at in acts if at is not None and (shut is None or at > shut)]
