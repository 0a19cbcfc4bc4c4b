"""What conversations (3.1.3) bring to the product."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.kernel.record.access import Role
from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Api, Menu, Place, Topic
from jujiao.service.conversations.demo.story import tell
from jujiao.service.conversations.finders import FINDERS
from jujiao.service.conversations.founding import found
from jujiao.service.conversations.glance import at_a_glance
from jujiao.service.conversations.help import HELP
from jujiao.service.conversations.operations.converting import ORIGIN
from jujiao.service.conversations.operations.receiving import CORRESPONDENCE
from jujiao.service.conversations.operations.taking import FOLLOWS, IN_HAND
from jujiao.service.conversations.personal_data import personal_data
from jujiao.service.conversations.queries import RINGS, TOPIC
from jujiao.service.conversations.queries_box import TYPING
from jujiao.service.conversations.recorded import COLUMNS, TABLES, VERBS
from jujiao.service.conversations.sentences import NOTICES
from jujiao.service.conversations.subjects import CONVERSATION
from jujiao.service.conversations.subjects_phrases import PHRASE

CHAPTER = Chapter(
    key="conversations",
    subjects=(CONVERSATION, PHRASE),
    addresses={
        "conversations/": "jujiao.service.conversations.urls",
        "my/conversation/": "jujiao.service.conversations.urls_owner",
    },
    api=Api(
        router="jujiao.service.conversations.api.router",
        prefix="conversation",
        about="Owners write to the desk, and the desk answers.",
    ),
    places=(
        Place(menu=Menu.STAFF, rank=212, page="conversations:inbox", label=_("Conversations"), icon="message-dots"),
        Place(
            menu=Menu.HOME,
            rank=205,
            page="conversations_owner:conversations",
            label=pgettext_lazy("place in the menu", "Message us"),
            icon="message-dots",
        ),
        Place(
            menu=Menu.STAFF,
            rank=214,
            page="conversations:rates",
            label=_("Messages answered in time"),
            icon="chart-bar",
        ),
        Place(
            menu=Menu.STAFF,
            rank=248,
            page="conversations:phrases",
            label=_("Texts for answers"),
            icon="message-circle",
        ),
    ),
    finders=FINDERS,
    help=HELP,
    figures=at_a_glance,
    personal_data=personal_data,
    topics=(
        Topic(name=RINGS, heard_by=Role.CLERK, ring=_("An owner has written and waits for an answer")),
        Topic(name=TOPIC, heard_by=Role.CLERK),
        Topic(name=TYPING, heard_by=Role.CLERK),
    ),
    notices=NOTICES,
    correspondence=CORRESPONDENCE,
    coming_and_going=FOLLOWS,
    in_hand=(IN_HAND,),
    origins=(ORIGIN,),
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    founding=found,
    demonstration=tell,
)
