"""What calls (3.1.2) bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Place, Topic
from jujiao.service.calls.glance import at_a_glance
from jujiao.service.calls.queries import MISSED_TOPIC
from jujiao.service.calls.recorded import COLUMNS, TABLES, VERBS
from jujiao.service.calls.subjects import CALL, TO_CALL_BACK

CHAPTER = Chapter(
    key="telephony",
    subjects=(CALL, TO_CALL_BACK),
    addresses={"telephone/": "jujiao.service.calls.urls"},
    places=(
        Place(menu=Menu.STAFF, rank=258, page="telephony:rates", label=_("Calls answered in time"), icon="chart-bar"),
    ),
    figures=at_a_glance,
    topics=(Topic(name=MISSED_TOPIC, heard_by=Role.CLERK, ring=_("A call was missed: please call back")),),
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
)
