"""What requisitions (2.1.1) bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Menu, Place
from jujiao.people.requisitions.demo.history import tell
from jujiao.people.requisitions.finders import FINDERS
from jujiao.people.requisitions.help import HELP
from jujiao.people.requisitions.recorded import COLUMNS, TABLES, VERBS
from jujiao.people.requisitions.sentences import NOTICES
from jujiao.people.requisitions.subjects import HEADCOUNT, REQUISITION, ROUND

CHAPTER = Chapter(
    key="requisitions",
    subjects=(REQUISITION, ROUND, HEADCOUNT),
    addresses={"requisitions/": "jujiao.people.requisitions.urls"},
    api=Api(
        router="jujiao.people.requisitions.api.router",
        prefix="requisition",
        about="Which people departments need, and how many seats they have.",
    ),
    places=(
        Place(menu=Menu.STAFF, rank=300, page="requisitions:list", label=_("Requisitions"), icon="user-plus"),
        Place(menu=Menu.STAFF, rank=310, page="requisitions:headcount", label=_("Headcount"), icon="users"),
    ),
    help=HELP,
    finders=FINDERS,
    notices=NOTICES,
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    demonstration=tell,
)
