"""What follows from each kind of message and event, with the follower held: who follows, what may be sent to them,
what they wrote. Each gives what the follower reads at once, "" for nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy

from jujiao.kernel.machine.wechat import kinds
from jujiao.kernel.machine.wechat.kinds import Read
from jujiao.notices.wechat.models import Account, Consent, Follower, Inbound
from jujiao.notices.wechat.models.follower import Touch
from jujiao.notices.wechat.operations import codes, results
from jujiao.notices.wechat.operations.binding import end_of
from jujiao.notices.wechat.operations.passing_on import pass_on

UNFOLLOWED: Final = "unsubscribe"
MESSAGE: Final = "message:"
"""What the key of a message begins with."""
WELCOME: Final = gettext_lazy(
    "Hello. Write here what you need; the front desk answers. "
    "For it to know you, send “绑定” and your mobile number that it has on record."
)
ASK_AGAIN: Final = gettext_lazy(
    "We no longer know who writes here, as you have moved out or your number has changed. "
    "Send “绑定” and your mobile number to be known again."
)


@dataclass(frozen=True)
class Received:
    """One message or event, new to us, with its row."""

    account: Account
    follower: Follower
    inbound: Inbound
    read: Any
    now: datetime


def kind_of(read: Read) -> str:
    """What the platform calls it."""
    return read.kind if isinstance(read, kinds.Unknown) else EFFECTS[type(read)][0]


def follow_up(received: Received) -> str:
    """Does what follows; what the follower reads is in the language of the house."""
    with translation.override(settings.LANGUAGE_CODE):
        return EFFECTS[type(received.read)][1](received)


def _wrote(received: Received) -> str:
    """Opens the window of those who wrote, and lets whoever answers have it, unless it was about who they are."""
    follower, at = received.follower, received.inbound.at
    if follower.wrote_at is None or at > follower.wrote_at:
        follower.wrote_at = at
        follower.save(update_fields=["wrote_at"])
    _follows(received, listens=True)
    ended = end_of(follower, received.now)
    answer = (
        codes.said(follower, received.read.content, received.now) if isinstance(received.read, kinds.Text) else None
    )
    if answer is not None:
        return answer
    refusal = pass_on(received)
    return refusal or (str(ASK_AGAIN) if ended else "")


def _followed(received: Received) -> str:
    _touch(received, Touch.FOLLOWED)
    _follows(received, listens=True)
    return _by_code(received) or str(WELCOME)


def _unfollowed(received: Received) -> str:
    """The platform has taken from them all of ours: no window is open any more. What they agreed to, they may still be
    sent."""
    follower, at = received.follower, received.inbound.at
    if _acts(follower).filter(at__gt=at).exists():
        return ""
    follower.follows, follower.wrote_at, follower.touched_at, follower.touched_by = False, None, None, ""
    follower.save(update_fields=["follows", "wrote_at", "touched_at", "touched_by"])
    return ""


def _scanned(received: Received) -> str:
    _touch(received, Touch.SCANNED)
    _follows(received, listens=False)
    return _by_code(received)


def _clicked(received: Received) -> str:
    _touch(received, Touch.CLICKED)
    _follows(received, listens=False)
    return ""


def _chose(received: Received) -> str:
    """A yes to a question is worth one notice. A no to it takes nothing away; one in their settings takes all."""
    for choice in received.read.choices:
        consent, _new = Consent.objects.get_or_create(follower=received.follower, template_id=choice.template_id[:64])
        if choice.accepted:
            consent.left, consent.declined = consent.left + received.read.asked, False
        elif not received.read.asked:
            consent.left, consent.declined = 0, True
        consent.save(update_fields=["left", "declined"])
    return ""


def _template_went(received: Received) -> str:
    read = received.read
    results.told(message_id=read.message_id, arrived=read.arrived, code="", status=read.status, **_when(received))
    return ""


def _notices_went(received: Received) -> str:
    for each in received.read.results:
        arrived = each.code in {"0", ""}
        results.told(message_id=each.message_id, arrived=arrived, code=each.code, status=each.status, **_when(received))
    return ""


def _something(received: Received) -> str:
    """A message of a kind that we do not know is a message; an event is only kept."""
    if received.read.key.startswith(MESSAGE):
        return _wrote(received)
    received.inbound.fields = dict(received.read.fields)
    received.inbound.save(update_fields=["fields"])
    return ""


def _nothing(_received: Received) -> str:
    """It is kept, and that is all."""
    return ""


def _by_code(received: Received) -> str:
    """What is answered to a code; codes that were not made by us say something else."""
    scene = received.read.scene
    return codes.shown(received.follower, scene, received.now) if codes.SCENE.fullmatch(scene) else ""


def _when(received: Received) -> dict[str, Any]:
    return {"follower": received.follower, "at": received.inbound.at, "now": received.now}


def _touch(received: Received, touch: Touch) -> None:
    follower, at = received.follower, received.inbound.at
    if follower.touched_at is None or at >= follower.touched_at:
        follower.touched_at, follower.touched_by = at, touch
        follower.save(update_fields=["touched_at", "touched_by"])


def _follows(received: Received, *, listens: bool) -> None:
    """Whoever does anything follows us, unless they have left since: events overtake each other. Who writes or follows
    anew takes messages again."""
    follower = received.follower
    left = follower.inbound.filter(kind=UNFOLLOWED, at__gt=received.inbound.at)
    if left.exists():
        return
    follower.follows, follower.refuses = True, follower.refuses and not listens
    follower.save(update_fields=["follows", "refuses"])


def _acts(follower: Follower) -> Any:
    return follower.inbound.filter(kind__in=ACTS)


EFFECTS: Final[Mapping[type, tuple[str, Callable[[Received], str]]]] = {
    kinds.Text: ("text", _wrote),
    kinds.Image: ("image", _wrote),
    kinds.Voice: ("voice", _wrote),
    kinds.Video: ("video", _wrote),
    kinds.Location: ("location", _wrote),
    kinds.Link: ("link", _wrote),
    kinds.Followed: ("subscribe", _followed),
    kinds.Unfollowed: (UNFOLLOWED, _unfollowed),
    kinds.Scanned: ("SCAN", _scanned),
    kinds.Clicked: ("CLICK", _clicked),
    kinds.Viewed: ("VIEW", _nothing),
    kinds.Located: ("LOCATION", _nothing),
    kinds.TemplateResult: ("TEMPLATESENDJOBFINISH", _template_went),
    kinds.Chosen: ("subscribe_msg_event", _chose),
    kinds.NoticesSent: ("subscribe_msg_sent_event", _notices_went),
    kinds.Unknown: ("", _something),
}
ACTS: Final = frozenset(name for name, effect in EFFECTS.values() if effect in {_wrote, _followed, _scanned, _clicked})
"""The kinds by which somebody shows that they follow."""
