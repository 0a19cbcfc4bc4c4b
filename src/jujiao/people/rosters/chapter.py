"""What rosters (3.1.1) bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Place
from jujiao.people.rosters.demo.month import tell
from jujiao.people.rosters.help import HELP
from jujiao.people.rosters.recorded import COLUMNS, TABLES, VERBS
from jujiao.people.rosters.sentences import NOTICES
from jujiao.people.rosters.subjects import ROSTER, SHIFT_KIND

CHAPTER = Chapter(
    key="rosters",
    subjects=(ROSTER, SHIFT_KIND),
    addresses={"rosters/": "jujiao.people.rosters.urls"},
    places=(Place(menu=Menu.STAFF, rank=410, page="rosters:list", label=_("Rosters"), icon="calendar-event"),),
    help=HELP,
    notices=NOTICES,
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    demonstration=tell,
)
