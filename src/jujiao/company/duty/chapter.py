"""What duties bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.demo import tell
from jujiao.company.duty.help import HELP
from jujiao.company.duty.recorded import COLUMNS, TABLES, VERBS
from jujiao.company.duty.subjects import DUTY_BAR, DUTY_POST, LEAVE
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Menu, Panel, Place

CHAPTER = Chapter(
    key="duty",
    subjects=(DUTY_POST, LEAVE, DUTY_BAR),
    addresses={"duty/": "jujiao.company.duty.urls"},
    api=Api(router="jujiao.company.duty.api.router", prefix="duty", about="Who is on duty; signing on and off."),
    places=(
        Place(menu=Menu.STAFF, rank=400, page="duty:board", label=_("On duty"), icon="user-check"),
        Place(menu=Menu.PERSON, rank=400, page="duty:own", label=_("My duty"), icon="user-check"),
    ),
    panels=(
        Panel(of="home", page="duty:control"),
        Panel(of="employee", page="duty:of_employee"),
    ),
    help=HELP,
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    demonstration=tell,
)
