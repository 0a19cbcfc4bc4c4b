"""Conversations: one of each person and estate, or of each stranger."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.models import Estate, Person
from jujiao.company.staff.models import Employee
from jujiao.kernel.choices import ColouredChoices
from jujiao.notices.wechat.models import Follower


class Way(ColouredChoices):
    """By what an owner writes, which is what the answer goes by first."""

    PAGES = "pages", "azure", _("Owner's pages")
    API = "api", "blue", _("App of the company")
    WECHAT = "wechat", "green", _("WeChat")


class Conversation(models.Model):
    """What a person and the desk of an estate write to each other (会话), for ever one: of a `person` on record, or of
    a `follower` of whom nobody knows who that is. `way` is by what they last wrote.

    It waits for an answer since `waiting_since`, the first message that has none; `due_at` is when that is due, as the
    promise says. `taken_by` has it in hand. It is ended by the desk; another message begins the next `round`, and in a
    round each time that it waits is the next `seq`. `last_at` is when anything was last written, `last_text` the
    beginning of that; `read_at` is when its owner last looked at it on a page of ours. Where it turned out whose it
    is, and they had one already, it is `joined` to that and gets no more messages."""

    estate = models.ForeignKey(Estate, on_delete=models.PROTECT, related_name="conversations", db_index=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="conversations")
    follower = models.ForeignKey(Follower, null=True, on_delete=models.PROTECT, related_name="conversations")
    way = models.CharField(_("way"), max_length=10, choices=Way.choices)
    taken_by = models.ForeignKey(
        Employee, null=True, on_delete=models.PROTECT, related_name="conversations", verbose_name=_("in hand of")
    )
    taken_at = models.DateTimeField(null=True)
    round = models.PositiveIntegerField(default=1)
    seq = models.PositiveIntegerField(default=0)
    waiting_since = models.DateTimeField(_("waiting since"), null=True)
    due_at = models.DateTimeField(_("due"), null=True)
    began_at = models.DateTimeField()
    last_at = models.DateTimeField(_("last message"))
    last_text = models.CharField(max_length=80, blank=True)
    read_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    joined = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["estate", "person"], condition=Q(person__isnull=False), name="conversation_once_a_person"
            ),
            models.UniqueConstraint(
                fields=["estate", "follower"],
                condition=Q(person=None, joined=None),
                name="conversation_once_a_stranger",
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(follower__isnull=False), name="conversation_with_somebody"
            ),
            models.CheckConstraint(
                condition=Q(taken_by=None, taken_at=None) | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="conversation_taken_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(waiting_since=None, taken_by=None), name="conversation_ends_answered"
            ),
            models.CheckConstraint(
                condition=Q(waiting_since=None, due_at=None) | Q(waiting_since__isnull=False),
                name="conversation_due_while_waiting",
            ),
            models.CheckConstraint(condition=Q(last_at__gte=F("began_at")), name="conversation_times_in_order"),
        ]
        indexes = [
            models.Index(
                fields=["estate", "due_at", "id"],
                condition=Q(waiting_since__isnull=False),
                name="conversation_waiting",
            ),
            # The inbox in its order: of those that wait, by what falls due first; of all, by the latest.
            models.Index(
                F("estate"),
                Coalesce("due_at", "waiting_since"),
                F("id"),
                condition=Q(waiting_since__isnull=False),
                name="conversation_turn",
            ),
            models.Index(fields=["estate", "-last_at", "-id"], name="conversation_recent"),
            models.Index(fields=["-last_at", "-id"], condition=Q(joined=None), name="conversation_latest"),
            models.Index(fields=["taken_by", "due_at", "id"], condition=Q(ended_at=None), name="conversation_in_hand"),
        ]

    def __str__(self) -> str:
        return f"{self.pk}"

    @property
    def way_choice(self) -> Way:
        return Way(self.way)
