"""What the rulebook brings to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.rulebook.founding import found
from jujiao.company.rulebook.recorded import COLUMNS, TABLES
from jujiao.company.rulebook.subjects import RULEBOOK
from jujiao.kernel.record.chapters import Chapter, Commitment, Menu, Place

CHAPTER = Chapter(
    key="rulebook",
    subjects=(RULEBOOK,),
    addresses={"rulebook/": "jujiao.company.rulebook.urls"},
    places=(Place(menu=Menu.STAFF, rank=800, page="rulebook:versions", label=_("Rulebook"), icon="book"),),
    tables=TABLES,
    columns=COLUMNS,
    founding=found,
    # What no chapter of its own keeps yet.
    commitments=(
        Commitment(
            rank=200,
            title=_("When you call or write"),
            icon="phone-call",
            figures=("desk.hours", "call.rings", "message.by_day", "message.by_night"),
        ),
        Commitment(
            rank=300,
            title=_("When something is to be repaired"),
            icon="tool",
            figures=("repair.emergency", "repair.ordinary"),
        ),
        Commitment(
            rank=400,
            title=_("Every day"),
            icon="shield-check",
            figures=("patrol.rounds", "cleaning.roads_and_stairs", "cleaning.waste"),
        ),
    ),
)
