"""What calls (3.1.2) bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Menu, Place, Topic
from jujiao.service.calls.demo.story import tell
from jujiao.service.calls.finders import FINDERS
from jujiao.service.calls.glance import at_a_glance
from jujiao.service.calls.help import HELP
from jujiao.service.calls.listening.listener import listen
from jujiao.service.calls.operations.noting import ORIGIN
from jujiao.service.calls.personal_data import personal_data
from jujiao.service.calls.queries import MISSED_TOPIC
from jujiao.service.calls.recorded import COLUMNS, TABLES, VERBS
from jujiao.service.calls.sentences import NOTICES
from jujiao.service.calls.subjects import CALL, EXCHANGE, TO_CALL_BACK

CHAPTER = Chapter(
    key="telephony",
    subjects=(CALL, TO_CALL_BACK, EXCHANGE),
    addresses={"telephone/": "jujiao.service.calls.urls"},
    api=Api(router="jujiao.service.calls.api.router", prefix="call", about="Calls, and how long they rang."),
    notices=NOTICES,
    listens=listen,
    places=(
        Place(menu=Menu.STAFF, rank=250, page="telephony:calls", label=_("Calls"), icon="phone"),
        Place(menu=Menu.STAFF, rank=254, page="telephony:call_backs", label=_("To call back"), icon="phone-call"),
        Place(menu=Menu.STAFF, rank=258, page="telephony:rates", label=_("Calls answered in time"), icon="chart-bar"),
        Place(menu=Menu.STAFF, rank=1020, page="telephony:sources", label=_("Telephone exchanges"), icon="phone"),
        Place(menu=Menu.ACTION, rank=250, page="telephony:type_in", label=_("Type a call in"), icon="phone"),
    ),
    figures=at_a_glance,
    finders=FINDERS,
    help=HELP,
    origins=(ORIGIN,),
    personal_data=personal_data,
    topics=(Topic(name=MISSED_TOPIC, heard_by=Role.CLERK, ring=_("A call was missed: please call back")),),
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    demonstration=tell,
)
