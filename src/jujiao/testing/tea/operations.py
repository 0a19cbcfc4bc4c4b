"""Serving tea: one row of the timeline, one notice, one ring of the bell."""

from datetime import datetime

from jujiao.company.accounts.models import User
from jujiao.kernel import live, timeline
from jujiao.kernel.access import Viewer
from jujiao.kernel.subjects import Subject
from jujiao.notices.operations import Telling, tell

SUBJECT = "tea"


def serve(*, guest: User, estate_id: int, actor: Viewer, now: datetime) -> None:
    """Tells the guest that tea is served."""
    subject = Subject(SUBJECT, guest.pk)
    timeline.record(subject_kind=SUBJECT, subject_id=guest.pk, estate_id=estate_id, verb="serve", actor=actor, now=now)
    tell(Telling(users=[guest], kind="tea.served", key=f"tea:{guest.pk}", subject=subject), now=now)
    live.changed((f"kettle:{estate_id}", subject), (f"estate:{estate_id}", subject))
