"""What conversations (3.1.3) bring to the product."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.chapters import Chapter
from jujiao.kernel.record.declared import Menu, Place
from jujiao.service.conversations.founding import found
from jujiao.service.conversations.recorded import COLUMNS, TABLES, VERBS
from jujiao.service.conversations.subjects import CONVERSATION
from jujiao.service.conversations.subjects_phrases import PHRASE

CHAPTER = Chapter(
    key="conversations",
    subjects=(CONVERSATION, PHRASE),
    addresses={"conversations/": "jujiao.service.conversations.urls"},
    places=(
        Place(
            menu=Menu.STAFF,
            rank=248,
            page="conversations:phrases",
            label=_("Texts for answers"),
            icon="message-circle",
        ),
    ),
    tables=TABLES,
    columns=COLUMNS,
    verbs=VERBS,
    founding=found,
)
