"""3.1.3, 个人信息保护法 19: after some years nobody keeps what was written; that it was, and when it was answered,
stays."""

from datetime import datetime, time
from functools import partial
from typing import Final

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from jujiao.company.estates.models import Company, Estate
from jujiao.company.rulebook.queries import figures, in_force
from jujiao.company.staff.queries import today
from jujiao.kernel.models import Attachment
from jujiao.notices.models import Notice
from jujiao.rules.clocks import SHANGHAI
from jujiao.rules.service.conversations import clause_3_1_3_words_go
from jujiao.service.conversations.models import Conversation, Message

TOGETHER: Final = 500
"""Messages whose words go in one transaction."""
GONE: Final = "…"
"""What stands in a notice in the place of words that went."""
WORDS: Final = ~Q(text="") | Q(latitude__isnull=False) | Q(entry__attachments__isnull=False)
"""Messages that have anything to forget."""


def forget_words(company: Company, *, now: datetime) -> int:
    """Has words, places and files go of messages of years ago, a part at a time; of how many messages that was."""
    version = in_force(company.pk, now)
    if version is None:
        return 0
    count = 0
    for estate in Estate.objects.filter(company=company).order_by("pk"):
        day = clause_3_1_3_words_go(today(now), figures(version.pk, estate.pk))
        if day is not None:
            before = datetime.combine(day, time.min, SHANGHAI)
            while found := _forget_some(estate, before):
                count += found
            Conversation.objects.filter(estate=estate, last_at__lt=before).exclude(last_text="").update(last_text="")
    return count


@transaction.atomic
def _forget_some(estate: Estate, before: datetime) -> int:
    meant = Message.objects.filter(WORDS, conversation__estate=estate, at__lt=before).order_by("pk")
    ids = list(meant.values_list("pk", flat=True).distinct()[:TOGETHER])
    held = list(Message.objects.filter(pk__in=ids).order_by("pk").select_for_update(of=("self",), skip_locked=True))
    files = Attachment.objects.filter(entry__in=[each.entry_id for each in held if each.entry_id is not None])
    for file, small in files.values_list("file", "thumbnail"):
        for name in (file, small):
            if name:
                transaction.on_commit(partial(default_storage.delete, name))
    files.delete()
    told = Notice.objects.filter(pk__in=[each.notice_id for each in held if each.notice_id is not None])
    told.filter(params__has_key="whole").update(params={"estate": estate.name, "said": GONE, "whole": GONE})
    return Message.objects.filter(pk__in=[each.pk for each in held]).update(text="", latitude=None, longitude=None)
