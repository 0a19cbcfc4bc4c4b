"""What may be sent to a follower, by which ways, and what an account may use."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from jujiao.notices.wechat.models import Account, Consent, Follower, Right, Sending, Template, WayOut
from jujiao.rules.wechat import ALLOWANCES, Act, Left, Reader, Rights, Way, left, next_way

LONGEST: Final = max(allowance.lasts for allowance in ALLOWANCES.values())
"""What was sent before that counts against no window."""


def left_for(follower_id: int, now: datetime) -> Left:
    """What may still be sent to a follower within their window, and until when: nothing where the account has no right
    to it, or they do not follow or take no messages."""
    follower = Follower.objects.select_related("account").filter(pk=follower_id).first()
    if follower is None or not takes(follower) or not rights_of(follower.account, now).window:
        return left((), (), now)
    return window_of(follower, now)


def window_of(follower: Follower, now: datetime) -> Left:
    """What is left of a follower's window, whatever the account may use."""
    sent = Sending.objects.filter(follower=follower, at__gt=now - LONGEST).values_list("at", flat=True)
    return left(_acts(follower), sent, now)


def takes(follower: Follower) -> bool:
    """Whether an account may send to them at all, but for notices to which they agreed."""
    return follower.follows and not follower.refuses


def agreed(follower: Follower) -> bool:
    """Whether they have agreed to a notice that they have not had yet."""
    return Consent.objects.filter(follower=follower, declined=False, left__gt=0).exists()


def rights_of(account: Account, now: datetime) -> Rights:
    """What an account may use at `now`: what it has, has not lost and does not rest, with a template where that needs
    one."""
    held = {right.way for right in Right.objects.filter(account=account, lost_at=None) if not rests(right, now)}
    ready = {WayOut.WINDOW.value, *Template.objects.filter(account=account).values_list("way", flat=True)}
    return Rights(**{way.value: way.value in held & ready for way in WayOut})


def rests(right: Right, now: datetime) -> bool:
    """Whether the platform takes no more by that way for now."""
    return right.rests_until is not None and now < right.rests_until


def reader_of(follower: Follower, now: datetime) -> Reader:
    """How a follower can be reached at `now`, in WeChat alone."""
    templates = dict(Template.objects.filter(account=follower.account_id).values_list("way", "template_id"))
    consents = {one.template_id: one for one in Consent.objects.filter(follower=follower)}
    template, notice = (consents.get(templates.get(way.value, "")) for way in (WayOut.TEMPLATE, WayOut.NOTICE))
    return Reader(
        follows=takes(follower),
        left=window_of(follower, now).messages,
        template=template is None or not template.declined,
        consents=0 if notice is None or notice.declined else notice.left,
        text=False,
        call=False,
    )


def way_to(follower: Follower, *, past: str, messages: int, now: datetime) -> Way | None:
    """The way within WeChat by which so many messages go to a follower now, behind the one that is `past` ("" for
    none); None where none is open."""
    tried = [Way(past)] if past else []
    return next_way(rights_of(follower.account, now), reader_of(follower, now), tried=tried, messages=messages)


def _acts(follower: Follower) -> Iterable[tuple[Act, datetime]]:
    """What they did that opens a window, since the platform last said that none is open. It tells of acts to the
    second."""
    acts = ((Act.WROTE, follower.wrote_at), (follower.touched_by, follower.touched_at))
    shut = follower.shut_at and follower.shut_at.replace(microsecond=0)
    return [(Act(act), at) for act, at in acts if at is not None and (shut is None or at >= shut)]
