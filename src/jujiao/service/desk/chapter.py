"""What the desk (3.1.1) brings to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Panel, Place
from jujiao.service.desk.demo.story import tell
from jujiao.service.desk.finders import FINDERS
from jujiao.service.desk.help import HELP
from jujiao.service.desk.operations.following import FOLLOWS
from jujiao.service.desk.operations.receiving import ORIGIN
from jujiao.service.desk.personal_data import personal_data
from jujiao.service.desk.recorded import COLUMNS, TABLES, VERBS
from jujiao.service.desk.sentences import NOTICES
from jujiao.service.desk.subjects import COVER_KIND, DUTY, GAP_KIND, VISIT_KIND

CHAPTER = Chapter(
    key="reception",
    subjects=(DUTY, GAP_KIND, COVER_KIND, VISIT_KIND),
    addresses={"desk/": "jujiao.service.desk.urls"},
    places=(
        Place(menu=Menu.STAFF, rank=240, page="reception:visits", label=_("Visitors"), icon="door"),
        Place(menu=Menu.STAFF, rank=404, page="reception:handovers", label=_("Handovers"), icon="clipboard-check"),
        Place(menu=Menu.STAFF, rank=407, page="reception:cover", label=_("Cover"), icon="hourglass"),
        Place(menu=Menu.ACTION, rank=240, page="reception:receive", label=_("Take down a visitor"), icon="door"),
    ),
    panels=(Panel(of="home", page="reception:at_home"), Panel(of="room", page="reception:of_room")),
    finders=FINDERS,
    help=HELP,
    notices=NOTICES,
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    personal_data=personal_data,
    coming_and_going=FOLLOWS,
    origins=(ORIGIN,),
    demonstration=tell,
)
