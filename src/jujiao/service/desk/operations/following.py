"""3.1.1: what follows, in the transaction of a sign-on, when somebody comes, and when nobody is expected any more."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.declared import Attended, ComingAndGoing
from jujiao.kernel.record.timeline import note
from jujiao.promises.models import PromiseState
from jujiao.promises.operations import end
from jujiao.rules.service.desk import PromiseKind
from jujiao.service.desk.models import Gap
from jujiao.service.desk.operations.promising import hold_duty, promise_sign_on
from jujiao.service.desk.queries import DUTY, GAP


def came(attended: Attended) -> None:
    """The sign-on itself keeps what was promised about it, be it before the duty began; a gap of the post ends."""
    if attended.duty_id is not None:
        promise_sign_on(hold_duty(attended.duty_id), attended.now)
        _end(DUTY, attended.duty_id, [PromiseKind.SIGN_ON], PromiseState.MET, attended.at)
    gaps = Gap.objects.filter(duty_post=attended.duty_post_id, ends_at=None, starts_at__lte=attended.at)
    for gap in gaps.select_related("duty_post").select_for_update(of=("self",)):
        close(gap, attended.at, PromiseState.MET, actor=attended.actor)


def called_off(duty_ids: Sequence[int], now: datetime) -> None:
    """Whoever is not expected any more owes no sign-on."""
    for duty_id in duty_ids:
        _end(DUTY, duty_id, [PromiseKind.SIGN_ON], PromiseState.CANCELLED, now)


def close(gap: Gap, at: datetime, state: PromiseState, *, actor: Viewer = SYSTEM) -> None:
    """The gap, which is held, is over."""
    gap.ends_at = at
    gap.save(update_fields=["ends_at"])
    _end(GAP, gap.pk, [PromiseKind.COVER], state, at)
    note(gap, "close_cover_gap", actor, at, estate_id=gap.duty_post.estate_id, starts_at=gap.starts_at)


def _end(kind: str, subject_id: int, kinds: Iterable[str], state: PromiseState, at: datetime) -> None:
    end(subject_kind=kind, subject_id=subject_id, kinds=kinds, state=state, at=at)


FOLLOWS = ComingAndGoing(came=came, called_off=called_off)
