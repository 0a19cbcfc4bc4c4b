"""What was written in a conversation, as pages show it: on whose side, by whom, and how each answer went."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.staff.queries import today
from jujiao.kernel.models import Attachment
from jujiao.kernel.pages.attached import attached
from jujiao.kernel.pages.part_values import Attached
from jujiao.kernel.pages.words import day_words
from jujiao.kernel.record import subjects
from jujiao.notices.models import AttemptState, Channel, Delivery, DeliveryState
from jujiao.service.conversations.models import Direction, Medium, Message
from jujiao.service.conversations.queries_box import LONGEST_ID
from jujiao.service.conversations.queries_news import News

SHOWN: Final = 60
"""Messages that are shown at once; those before them are asked for."""
FURTHER: Final = {"pages": gettext_lazy("On their own pages"), "api": gettext_lazy("In the app")}
"""Ways that are no channel out of the house."""
ICONS: Final = {
    DeliveryState.QUEUED: "clock",
    DeliveryState.SENT: "check",
    DeliveryState.DELIVERED: "circle-check",
    DeliveryState.FAILED: "alert-triangle",
    DeliveryState.WITHHELD: "minus",
    DeliveryState.UNWANTED: "minus",
}


@dataclass(frozen=True)
class Went:
    """How an answer went by one way; `failed` ones say why."""

    way: Any
    how: Any
    icon: str
    at: datetime | None = None
    failed: bool = False
    why: str = ""


@dataclass(frozen=True)
class Made:
    """A case that was made of the conversation; `url` is "" where the reader has no page of it."""

    label: Any
    url: str


@dataclass(frozen=True)
class Bubble:
    """One message. `who` wrote it, "" for the owner; `day` stands above the first of a day; `map_words` are the degrees
    of a place."""

    message: Message
    side: str
    who: str
    sent: Attached
    went: Sequence[Went] = ()
    made: Made | None = None
    day: str = ""

    @property
    def medium(self) -> Medium:
        return Medium(self.message.medium)

    @property
    def degrees(self) -> str:
        """The degrees of a place, latitude first; "" for anything else."""
        one = self.message
        return "" if one.latitude is None or one.longitude is None else f"{one.latitude:.5f}, {one.longitude:.5f}"


def latest(rows: QuerySet[Message], before: str) -> tuple[list[Message], bool]:
    """The latest of some messages, or the latest before one (its id, as an address has it), in order, and whether there
    are any before them."""
    if before.isascii() and before.isdecimal() and len(before) < LONGEST_ID:
        rows = rows.filter(pk__lt=int(before))
    tries = Delivery.objects.order_by("id").prefetch_related("attempts")
    rows = rows.select_related("written_by__employee", "notice", "phrase_version__phrase")
    found = list(rows.prefetch_related(Prefetch("notice__deliveries", tries)).order_by("-id")[: SHOWN + 1])
    return found[:SHOWN][::-1], len(found) > SHOWN


def window(messages: Sequence[Message], *, earlier: bool, later: bool) -> dict[str, datetime]:
    """The time of some messages as they are shown, open where there are none before (`earlier`) or after them
    (`later`)."""
    if not messages:
        return {}
    return ({"since": messages[0].at} if earlier else {}) | ({"until": messages[-1].at} if later else {})


def bubbles_of(
    messages: Iterable[Message],
    now: datetime,
    *,
    inside: bool,
    read_at: datetime | None = None,
    news: Iterable[News] = (),
) -> list[Bubble]:
    """The messages as they are shown, with the `news` of cases between them; `inside`: to colleagues, who see how each
    answer went. `read_at`: when the owner last read on a page of ours."""
    messages = sorted([*messages, *map(_told, news)], key=lambda each: each.at)
    files = _files({each.entry_id for each in messages if each.entry_id})
    days = _days(messages, now)
    return [
        Bubble(
            message=each,
            side=each.direction,
            who=_who(each),
            sent=attached(files.get(each.entry_id or 0, ())),
            went=list(went(each, read_at)) if inside and each.direction == Direction.OUTGOING else (),
            made=_made(each, inside=inside) if each.case_id else None,
            day=day,
        )
        for each, day in zip(messages, days, strict=True)
    ]


def went(message: Message, read_at: datetime | None) -> Iterator[Went]:
    """How an answer went by each way that was tried, in order."""
    if message.accepted_at is not None and message.accepted_by in FURTHER:
        seen = read_at is not None and read_at >= message.at
        words, icon = (_("Read"), "eye") if seen else (_("Not read yet"), "check")
        yield Went(FURTHER[message.accepted_by], words, icon, read_at if seen else message.accepted_at)
        return
    tries = list(message.notice.deliveries.all()) if message.notice is not None else []
    for each in tries:
        yield _by(each)
    if message.accepted_at is None and not tries:
        yield Went("", _("On its way"), "clock")


def _by(delivery: Delivery) -> Went:
    state = DeliveryState(delivery.state)
    last = max(delivery.attempts.all(), key=lambda one: one.n, default=None)
    failed = state is DeliveryState.FAILED
    why = ""
    if failed and last is not None and last.state == AttemptState.FAILED:
        why = " ".join(filter(None, (last.code, last.sentence)))
    return Went(Channel(delivery.channel).label, state.label, ICONS[state], delivery.sent_at, failed, why)


def _told(news: News) -> Message:
    """News as a message that is kept nowhere."""
    case = {"case_kind": news.case.kind, "case_id": news.case.id}
    return Message(direction=Direction.NEWS, text=news.text, at=news.at, **case)


def _who(message: Message) -> str:
    if message.direction == Direction.INCOMING or message.written_by is None:
        return ""
    employee = getattr(message.written_by, "employee", None)
    return employee.name if employee else ""


def _made(message: Message, *, inside: bool) -> Made:
    kind = subjects.of(message.case_kind)
    return Made(kind.label, (kind.url if inside else kind.owners_url)(message.case_id or 0))


def _files(entries: Collection[int]) -> dict[int, list[Attachment]]:
    found: dict[int, list[Attachment]] = defaultdict(list)
    if entries:
        for each in Attachment.objects.filter(entry__in=entries).order_by("id"):
            found[each.entry_id].append(each)
    return found


def _days(messages: Sequence[Message], now: datetime) -> list[str]:
    """The day above each message that is the first of one, "" above the others."""
    found, before = [], None
    for each in messages:
        day = today(each.at)
        found.append(day_words(day, now) if day != before else "")
        before = day
    return found
