"""What was written in a conversation."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.models import TimelineEntry
from jujiao.notices.models import Notice
from jujiao.rules.service.conversations import LONGEST
from jujiao.service.conversations.models.conversation import Conversation, Way
from jujiao.service.conversations.models.phrase import PhraseVersion


class Direction(ColouredChoices):
    INCOMING = "incoming", "blue", pgettext_lazy("of a message", "From the owner")
    OUTGOING = "outgoing", "green", pgettext_lazy("of a message", "Answer")
    NOTE = "note", "yellow", _("Note among colleagues")
    NEWS = "news", "secondary", _("What happened")


class Content(ColouredChoices):
    """What a message is."""

    TEXT = "text", "secondary", _("Text")
    PHOTO = "photo", "azure", _("Photo")
    VOICE = "voice", "purple", _("Voice recording")
    VIDEO = "video", "purple", _("Video")
    PLACE = "place", "teal", _("Place")
    LINK = "link", "secondary", _("Link")
    OTHER = "other", "secondary", _("Something else")


class Medium(ColouredChoices):
    """Where the file of a message is that was told of before it was there."""

    NONE = "", "secondary", _("None")
    WAITS = "waits", "yellow", _("On its way")
    HERE = "here", "green", _("Here")
    GONE = "gone", "red", _("Could not be fetched")


class Message(models.Model):
    """One message (消息), of up to 2,000 characters, in the round and turn to which it belongs. `at` is when we had it.

    `external_id` is by what its way knows it, so that it counts once. An answer is told by a `notice`; it was accepted
    by a way, `accepted_by`, at `accepted_at`: nothing else ends what is promised. What it was made of is kept as
    `phrase_version`. Files stand with its `entry` of the timeline. A place has degrees, and its label as text. News say
    what became of a case that was made of the conversation."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="messages", db_index=False)
    round = models.PositiveIntegerField()
    seq = models.PositiveIntegerField()
    direction = models.CharField(max_length=10, choices=Direction.choices)
    content = models.CharField(max_length=10, choices=Content.choices, default=Content.TEXT)
    text = models.CharField(_("text"), max_length=LONGEST, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    way = models.CharField(max_length=10, choices=Way.choices, blank=True)
    external_id = models.CharField(max_length=200, blank=True)
    medium = models.CharField(max_length=10, choices=Medium.choices, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    entry = models.ForeignKey(TimelineEntry, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    phrase_version = models.ForeignKey(
        PhraseVersion, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    notice = models.ForeignKey(Notice, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.CharField(max_length=10, blank=True)
    case_kind = models.CharField(max_length=30, blank=True)
    case_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["way", "external_id"], condition=~Q(external_id=""), name="message_once_a_way"
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by="")
                | Q(accepted_at__isnull=False, direction="outgoing") & ~Q(accepted_by=""),
                name="message_accepted_by_a_way",
            ),
            models.CheckConstraint(
                condition=Q(case_kind="", case_id=None) | ~Q(case_kind="") & Q(case_id__isnull=False),
                name="message_names_its_case",
            ),
        ]
        indexes = [
            models.Index(fields=["conversation", "-id"], name="message_of_conversation"),
            models.Index(fields=["case_kind", "case_id"], condition=~Q(case_kind=""), name="message_of_case"),
        ]
        triggers = [pgtrigger.Protect(name="keep_messages", operation=pgtrigger.Delete)]

    @property
    def content_choice(self) -> Content:
        return Content(self.content)
