"""What the page of parts shows: made up, none of it from the database."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.pages.filters import Chip, Choice, Day, Switch, Words
from jujiao.kernel.pages.part_values import Attached, Document, Entry, Photo, ReasonDay, Side
from jujiao.kernel.pages.tables import Order

HOUR = timedelta(hours=1)


class State(ColouredChoices):
    """The states of a complaint, as an example."""

    NEW = "new", "azure", gettext_lazy("New")
    DISPATCHED = "dispatched", "indigo", gettext_lazy("Dispatched")
    AT_WORK = "at_work", "teal", gettext_lazy("At work")
    WAITING = "waiting", "yellow", gettext_lazy("Waiting for follow-up")
    REOPENED = "reopened", "orange", gettext_lazy("Second round")
    LATE = "late", "red", gettext_lazy("Late")
    COMPLEX = "complex", "purple", gettext_lazy("Complex")
    CLOSED = "closed", "green", gettext_lazy("Closed, satisfied")
    WITHDRAWN = "withdrawn", "secondary", gettext_lazy("Withdrawn")
    MERGED = "merged", "dark", gettext_lazy("Merged")


class Topic(ColouredChoices):
    """Topics, as an example."""

    NOISE = "noise", "blue", gettext_lazy("Noise")
    WATER = "water", "blue", gettext_lazy("Water and drains")
    LIFT = "lift", "blue", gettext_lazy("Lifts")


class Channel(ColouredChoices):
    """Channels, as an example."""

    PHONE = "phone", "blue", gettext_lazy("Phone")
    VISIT = "visit", "blue", gettext_lazy("At the desk")
    WECHAT = "wechat", "green", gettext_lazy("WeChat")


def dues(now: datetime) -> list[dict[str, Any]]:
    """Each stage of a promise."""
    why_url = reverse("parts:why")
    midnight = datetime(2026, 10, 9, 16, tzinfo=UTC)
    return [
        {"due_at": now + 20 * HOUR, "started_at": now - 4 * HOUR, "why_url": why_url},
        {"due_at": now + 200 * timedelta(minutes=1), "started_at": now - 21 * HOUR, "why_url": why_url},
        {"due_at": now - 2 * HOUR, "started_at": now - 26 * HOUR, "why_url": why_url},
        {"due_at": midnight, "started_at": midnight - 72 * HOUR, "done_at": midnight - 5 * HOUR},
        {"due_at": midnight, "started_at": midnight - 72 * HOUR, "done_at": midnight + 50 * HOUR},
        {"due_at": now + 75 * HOUR, "started_at": now - HOUR, "provisional": True, "why_url": why_url},
    ]


def promises(now: datetime) -> list[dict[str, Any]]:
    """The promises of one complaint."""
    labels = [
        (_("First reply"), "3.2.2", _("Zhang Min, front desk")),
        (_("Done"), "3.2.2", _("Engineering department")),
        (_("Follow-up"), "3.2.3", _("Front desk")),
    ]
    return [
        {"label": label, "clause": clause, "owed_by": who, **due}
        for (label, clause, who), due in zip(labels, dues(now), strict=False)
    ]


def documents() -> list[Document]:
    """A recording that is played, one that is not, and a paper."""
    voice, paper, url = _("Voice recording"), _("Document"), "/static/jujiao/mark.svg"
    return [
        Document(url, voice, "microphone", "", "M4A", "212 KB", played=True),
        Document(url, voice, "microphone", "", "AMR", "48 KB", played=False),
        Document(
            url,
            paper,
            "file-text",
            _("Offer for waterproofing the roof.pdf"),
            "PDF",
            "1.2 MB",
            played=False,
        ),
    ]


def entries(now: datetime) -> list[Entry]:
    """A conversation with everything that may stand in one."""
    photo = Photo(
        "/static/jujiao/mark.svg", "/static/jujiao/mark.svg", _("Water on the floor of the underground garage")
    )
    owner, clerk, engineer = _("Ms. Chen"), _("Zhang Min"), _("Ouyang Jianguo (night shift, engineering)")
    return [
        Entry(
            now - 5 * HOUR,
            owner,
            Side.OWNER,
            text=_("Water drips from the ceiling of the garage again, near B2-117. It is the third time this month."),
            sent=Attached(photos=[photo, photo], documents=documents()),
        ),
        Entry(now - 5 * HOUR, clerk, Side.EVENT, title=_("Registered, number TS-2026-0412"), icon="clipboard-list"),
        Entry(now - 4.8 * HOUR, clerk, Side.EVENT, title=_("Dispatched to Engineering"), icon="send", hidden=True),
        Entry(
            now - 3 * HOUR,
            engineer,
            Side.NOTE,
            role=_("Engineering"),
            text=_("The valve above is worn. A new one is in the store, the shut-off needs an announcement first."),
        ),
        Entry(
            now - 2 * HOUR,
            clerk,
            Side.REPLY,
            role=_("Front desk"),
            title=_("First reply"),
            text=_(
                "We have found the cause: a worn valve. It is replaced tomorrow between 9:00 and 11:00. "
                "Until then the place is fenced off."
            ),
        ),
        Entry(
            now - HOUR,
            _("Jujiao"),
            Side.EVENT,
            title=_("Half of the time has passed"),
            icon="bell-ringing",
            hidden=True,
        ),
    ]


def reasons() -> dict[str, Any]:
    """Three working days after 30 September 2026, over the National Day holiday."""
    off = _("National Day holiday")
    holidays = [ReasonDay(date(2026, 10, day), False, off) for day in range(1, 8)]
    working = [
        ReasonDay(date(2026, 10, 8), True, "", 1),
        ReasonDay(date(2026, 10, 9), True, "", 2),
        ReasonDay(date(2026, 10, 10), True, _("make-up day"), 3),
    ]
    return {
        "due_at": datetime(2026, 10, 10, 16, tzinfo=UTC),
        "provisional": False,
        "sentence": _("Three working days after the day on which the complaint was done, at its end."),
        "clause": _("Clause 3.2.3, version of 1 January 2026"),
        "days": [ReasonDay(date(2026, 9, 30), False, _("the day itself")), *holidays, *working],
    }


STALE = [
    {
        "label": gettext_lazy("Department"),
        "mine": gettext_lazy("Engineering"),
        "theirs": gettext_lazy("Cleaning"),
        "differs": True,
    },
    {"label": gettext_lazy("Topic"), "mine": Topic.WATER.label, "theirs": Topic.WATER.label, "differs": False},
]


@dataclass(frozen=True)
class Row:
    """A row of the sample list."""

    number: str
    title: str
    place: str
    state: State
    due_at: datetime
    started_at: datetime
    provisional: bool = False


def page(params: QueryDict, now: datetime) -> dict[str, Any]:
    """What `Table.page` gives, for rows that are in no database."""
    orders = [Order("due", _("Due first"), ("due_at", "id")), Order("new", _("Newest first"), ("-id",))]
    filters = [
        Words("q", _("Number, name, phone or room")),
        Choice("state", _("State"), State.choices),
        Switch("late", _("Late only")),
        Day("from", _("From")),
    ]
    titles = [
        _("Water drips from the garage ceiling"),
        _("Drilling at 22:30 in the flat above"),
        _("The lift of building 3 stops between floors, and the intercom inside has not been answered for a week"),
        _("Rubbish beside the bins"),
    ]
    rows = [
        Row(
            f"TS-2026-04{n:02}",
            titles[n % 4],
            f"{n % 9 + 1}-2-{n % 20 + 1:02}01",
            list(State)[n % 10],
            now + (n * 7 - 9) * HOUR,
            now - 24 * HOUR,
        )
        for n in range(12)
    ]
    chosen = {each.name: each.read(params) for each in filters}
    empty = bool(chosen["q"])
    chips = [Chip(each.label, label, "?") for each in filters for _value, label in each.worded(chosen[each.name])]
    return {
        "rows": [] if empty else rows,
        "count": 0 if empty else 212,
        "many": False,
        "controls": [each.control(chosen[each.name]) for each in filters],
        "orders": orders,
        "order": orders[0],
        "chips": chips,
        "narrowed": bool(chips),
        "clear_url": "?",
        "previous_url": "",
        "next_url": "" if empty else "?after=sample",
    }
