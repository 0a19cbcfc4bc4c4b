"""What rosters (3.1.1) bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Place
from jujiao.people.rosters.demo.month import tell
from jujiao.people.rosters.help import HELP
from jujiao.people.rosters.operations.following import FOLLOWS
from jujiao.people.rosters.recorded import COLUMNS, TABLES, VERBS
from jujiao.people.rosters.sentences import NOTICES
from jujiao.people.rosters.subjects import LEAVE_ASKED, ROSTER, SHIFT_KIND, SWAPPED

CHAPTER = Chapter(
    key="rosters",
    subjects=(ROSTER, SHIFT_KIND, SWAPPED, LEAVE_ASKED),
    addresses={"rosters/": "jujiao.people.rosters.urls"},
    places=(
        Place(menu=Menu.STAFF, rank=410, page="rosters:list", label=_("Rosters"), icon="calendar-event"),
        Place(menu=Menu.PERSON, rank=410, page="rosters:mine", label=_("My roster"), icon="calendar-event"),
        Place(menu=Menu.PERSON, rank=420, page="rosters:swaps", label=_("Swaps and leave"), icon="repeat"),
    ),
    help=HELP,
    notices=NOTICES,
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    coming_and_going=FOLLOWS,
    demonstration=tell,
)
