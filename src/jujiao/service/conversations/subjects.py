"""What promises and timelines of this app speak of: conversations."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import NextStep, PromiseKind, SubjectKind
from jujiao.promises.models import Promise
from jujiao.rules.service.conversations import RULES
from jujiao.rules.service.conversations import PromiseKind as Promised
from jujiao.service.conversations.models import Conversation
from jujiao.service.conversations.operations.answering import told, unreached
from jujiao.service.conversations.operations.holding import hold_living
from jujiao.service.conversations.queries import CONVERSATION as KEY
from jujiao.service.conversations.queries import called, headlines, page_of, shows


def _see_the_page(_viewer: Viewer, promises: Sequence[Promise]) -> dict[int, NextStep]:
    """The answer is written on the page to which the subject leads."""
    return {promise.pk: NextStep("", "") for promise in promises}


CONVERSATION = SubjectKind(
    key=KEY,
    label=_("Conversation"),
    model=Conversation,
    estate_column="estate_id",
    called=called,
    url=page_of,
    promises=(
        PromiseKind(
            rule=RULES[Promised.ANSWER], label=_("Answer a message"), colour="blue", step="", step_label=_("Answer")
        ),
    ),
    headlines=headlines,
    in_short=headlines,
    hold=hold_living,
    shows=shows,
    told=told,
    hears_all=True,
    unreached=unreached,
    next_steps=_see_the_page,
)
