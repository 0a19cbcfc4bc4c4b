"""What companies, estates, rooms and who lives there bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.at_home import personal_data
from jujiao.company.estates.finders import FINDERS
from jujiao.company.estates.recorded import COLUMNS, TABLES, VERBS
from jujiao.company.estates.subjects import COMPANY, ESTATE, PERSON, ROOM
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Menu, Place

CHAPTER = Chapter(
    key="estates",
    subjects=(COMPANY, ESTATE, ROOM, PERSON),
    addresses={"places/": "jujiao.company.estates.urls"},
    api=Api(
        router="jujiao.company.estates.api.router",
        prefix="place",
        about="Estates, rooms and residents, to be named by what others know of them.",
    ),
    places=(
        Place(menu=Menu.STAFF, rank=600, page="estates:rooms", label=_("Places"), icon="building"),
        Place(menu=Menu.STAFF, rank=610, page="estates:people", label=_("Residents"), icon="users"),
    ),
    finders=FINDERS,
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    names_of_owners=frozenset({"person.name", "person.pinyin"}),
    personal_data=personal_data,
)
