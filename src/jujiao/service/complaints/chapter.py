"""What complaints (3.2) bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, CaseForm, Commitment, Menu, Panel, Place, Topic
from jujiao.service.complaints.demo.history import tell
from jujiao.service.complaints.finders import FINDERS
from jujiao.service.complaints.glance import at_a_glance
from jujiao.service.complaints.help import HELP
from jujiao.service.complaints.operations.handing_back import IN_HAND
from jujiao.service.complaints.operations.leaving_the_desk import FOLLOWS
from jujiao.service.complaints.personal_data import personal_data
from jujiao.service.complaints.recorded import COLUMNS, TABLES, VERBS
from jujiao.service.complaints.sentences import NOTICES
from jujiao.service.complaints.subjects import COMPLAINT

CHAPTER = Chapter(
    key="complaints",
    subjects=(COMPLAINT,),
    addresses={
        "complaints/": "jujiao.service.complaints.urls",
        "my/": "jujiao.service.complaints.urls_owner",
    },
    api=Api(
        router="jujiao.service.complaints.api.router",
        prefix="complaint",
        about="Complaints and their promises.",
    ),
    places=(
        Place(menu=Menu.STAFF, rank=200, page="complaints:board", label=_("Board"), icon="layout-kanban"),
        Place(menu=Menu.STAFF, rank=210, page="complaints:queue", label=_("Complaints"), icon="messages"),
        Place(menu=Menu.STAFF, rank=215, page="complaints:in_hand", label=_("Workload"), icon="users"),
        Place(menu=Menu.STAFF, rank=220, page="complaints:follow_ups", label=_("Follow-ups"), icon="phone-call"),
        Place(menu=Menu.STAFF, rank=230, page="complaints_owner:cases", label=_("My complaints"), icon="home"),
        Place(menu=Menu.HOME, rank=200, page="complaints_owner:cases", label=_("My complaints"), icon="messages"),
        Place(
            menu=Menu.HOME, rank=210, page="complaints_owner:register", label=_("New complaint"), icon="message-plus"
        ),
        Place(menu=Menu.PERSON, rank=200, page="complaints_owner:cases", label=_("My complaints"), icon="home"),
        Place(
            menu=Menu.ACTION,
            rank=200,
            page="complaints:register",
            label=_("Register a complaint"),
            icon="message-plus",
            key="n",
        ),
    ),
    panels=(
        Panel(of="room", page="complaints:of_room"),
        Panel(of="person", page="complaints:of_person"),
    ),
    finders=FINDERS,
    starts={Role.OWNER: "complaints_owner:cases"},
    help=HELP,
    topics=(Topic(name="desk", heard_by=Role.CLERK, ring=_("A new complaint has come in")),),
    notices=NOTICES,
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    names_of_owners=frozenset({"complaint.contact_name"}),
    figures=at_a_glance,
    personal_data=personal_data,
    in_hand=(IN_HAND,),
    coming_and_going=FOLLOWS,
    case_forms=(
        CaseForm(rank=200, page="complaints:register", label=_("Register a complaint"), icon="message-plus"),
        CaseForm(
            rank=210, page="complaints:register", label=_("Write down praise"), icon="thumb-up", query="nature=praise"
        ),
        CaseForm(
            rank=220,
            page="complaints:register",
            label=_("Write down a suggestion"),
            icon="message-dots",
            query="nature=suggestion",
        ),
    ),
    demonstration=tell,
    commitments=(
        Commitment(
            rank=100,
            title=_("When you complain"),
            icon="messages",
            figures=(
                "complaint.dispatch",
                "complaint.first_reply",
                "complaint.resolve",
                "complaint.progress",
                "complaint.follow_up",
            ),
        ),
        Commitment(
            rank=110,
            title=_("When you ask or suggest"),
            icon="message-circle",
            figures=("complaint.enquiry", "complaint.suggestion"),
        ),
    ),
)
