"""A message reached whom it was for: what that settles is ended by the chapter that has promised it."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Told
from jujiao.notices.models import Notice

BY_PHONE: Final = "phone"
"""The key of a call among the channels by which somebody was told."""


def hold_subject(notice: Notice) -> None:
    """Locks what a notice is about that must reach its reader, before the notice itself, in the order of every step (no
    deadlock)."""
    if notice.must_reach and notice.subject is not None:
        subjects.of(notice.subject.kind).hold(notice.subject.id)


def reach(notices: Collection[Notice], *, channel: str, at: datetime, actor: Viewer) -> None:
    """Notes that notices about one subject, all held with it, reached their reader at `at`; once for each, by whatever
    came first. What was taken back since had gone to the wrong person: it settles nothing."""
    news = [notice for notice in notices if notice.accepted_at is None and not notice.taken_back]
    for notice in news:
        notice.accepted_at, notice.accepted_by = at, channel
        notice.save(update_fields=["accepted_at", "accepted_by"])
    promises = sorted({promise for notice in news for promise in notice.settles})
    subject = news[0].subject if news else None
    if subject is None:
        return
    kind = subjects.of(subject.kind)
    if promises or channel == BY_PHONE or (kind.hears_all and any(notice.must_reach for notice in news)):
        kind.told(subject.id, Told(promises, channel, at, actor))
