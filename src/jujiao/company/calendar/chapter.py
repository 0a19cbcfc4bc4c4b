"""What the calendar of working days brings to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.calendar.founding import found
from jujiao.company.calendar.recorded import COLUMNS, TABLES, VERBS
from jujiao.company.calendar.subjects import YEAR
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Place

CHAPTER = Chapter(
    key="calendar",
    subjects=(YEAR,),
    addresses={"calendar/": "jujiao.company.calendar.urls"},
    places=(Place(menu=Menu.STAFF, rank=900, page="calendar:year", label=_("Calendar"), icon="calendar"),),
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    founding=found,
)
