"""What the rulebook brings to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.rulebook.finders import FINDERS
from jujiao.company.rulebook.founding import found
from jujiao.company.rulebook.help import HELP
from jujiao.company.rulebook.recorded import COLUMNS, TABLES, VERBS
from jujiao.company.rulebook.subjects import RULEBOOK
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Menu, Place

CHAPTER = Chapter(
    key="rulebook",
    subjects=(RULEBOOK,),
    addresses={"rulebook/": "jujiao.company.rulebook.urls"},
    api=Api(
        router="jujiao.company.rulebook.api.router",
        prefix="commitment",
        about="What owners are promised can be read by everybody whom it concerns.",
    ),
    help=HELP,
    places=(Place(menu=Menu.STAFF, rank=800, page="rulebook:versions", label=_("Rulebook"), icon="book"),),
    finders=FINDERS,
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    founding=found,
)
