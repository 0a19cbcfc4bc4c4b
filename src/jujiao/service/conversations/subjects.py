"""What promises and timelines of this app speak of: conversations."""

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.subjects import PromiseKind, SubjectKind
from jujiao.rules.service.conversations import RULES
from jujiao.rules.service.conversations import PromiseKind as Promised
from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.queries import CONVERSATION as KEY
from jujiao.service.conversations.queries import called

CONVERSATION = SubjectKind(
    key=KEY,
    label=_("Conversation"),
    model=Conversation,
    estate_column="estate_id",
    called=called,
    promises=(
        PromiseKind(
            rule=RULES[Promised.ANSWER], label=_("Answer a message"), colour="blue", step="", step_label=_("Answer")
        ),
    ),
)
