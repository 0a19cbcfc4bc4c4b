"""What timelines of this app speak of."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.pages.words import day_words
from jujiao.kernel.record.subjects import SubjectKind
from jujiao.people.rosters.models import Roster, ShiftKind
from jujiao.people.rosters.operations.frame import SUBJECT, hold_roster


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
