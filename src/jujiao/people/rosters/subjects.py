"""What timelines of this app speak of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.pages.words import day_words
from jujiao.kernel.record.subjects import SubjectKind
from jujiao.people.rosters.models import AskedLeave, Roster, ShiftKind, Swap
from jujiao.people.rosters.operations.frame import SUBJECT, hold_roster
from jujiao.people.rosters.operations.swap_frame import SWAP
from jujiao.people.rosters.operations.telling import ASKED_LEAVE


def _called(roster: Roster) -> str:
    return f"{roster.estate.name} {day_words(roster.first)} – {day_words(roster.last)}"


ROSTER = SubjectKind(
    key=SUBJECT,
    label=_("Roster"),
    model=Roster,
    estate_column="estate_id",
    called=_called,
    url=lambda roster_id: reverse("rosters:roster", args=[roster_id]),
    hold=hold_roster,
)
SHIFT_KIND = SubjectKind(
    key="shift_kind", label=_("Kind of shift"), model=ShiftKind, estate_column="estate_id", number="name"
)
"""What a post needs stands on the post's own timeline."""
SWAPPED = SubjectKind(
    key=SWAP,
    label=_("Swap of duties"),
    model=Swap,
    called=lambda swap: f"{swap.asker.name} → {swap.other.name}",
    url=lambda _swap_id: reverse("rosters:swaps"),
)
LEAVE_ASKED = SubjectKind(
    key=ASKED_LEAVE,
    label=_("Leave asked for"),
    model=AskedLeave,
    called=lambda asked: asked.employee.name,
    url=lambda _asked_id: reverse("rosters:swaps"),
)
