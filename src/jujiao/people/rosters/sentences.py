"""What searches say, as it is kept in their rows, and what notices of rosters say."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from jujiao.company.duty.models import DutyPost
from jujiao.company.staff.models import Employee
from jujiao.kernel.pages.words import day_words, moment_words
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.notice_kinds import WORK, NoticeKind
from jujiao.rules.people.rostering.breaches import Breach

NOTICES = {
    "roster.published": NoticeKind(
        gettext_noop("The roster from %(first)s to %(last)s is published: look at your duties and acknowledge them"),
        WORK,
    ),
    "roster.changed": NoticeKind(
        gettext_noop("Duties of yours in the roster from %(first)s to %(last)s have changed: look at them"), WORK
    ),
    "swap.asked": NoticeKind(gettext_noop("%(asker)s asks you to take a duty: %(post)s, %(at)s"), WORK),
    "swap.accepted": NoticeKind(
        gettext_noop("%(other)s would take the duty of %(asker)s, %(post)s, %(at)s: approve it or refuse it"), WORK
    ),
    "swap.agreed": NoticeKind(
        gettext_noop("%(other)s agreed to take your duty, %(post)s, %(at)s: it waits to be approved"), WORK
    ),
    "swap.declined": NoticeKind(gettext_noop("%(other)s does not take your duty: %(post)s, %(at)s"), WORK),
    "swap.withdrawn": NoticeKind(gettext_noop("%(asker)s needs no swap any more: %(post)s, %(at)s"), WORK),
    "swap.approved": NoticeKind(gettext_noop("%(other)s does the duty of %(asker)s: %(post)s, %(at)s"), WORK),
    "swap.refused": NoticeKind(gettext_noop("The swap is refused, %(asker)s keeps the duty: %(post)s, %(at)s"), WORK),
    "swap.lapsed": NoticeKind(
        gettext_noop("The swap has lapsed, nobody else does the duty of %(asker)s: %(post)s, %(at)s"), WORK
    ),
    "asked_leave.asked": NoticeKind(
        gettext_noop("%(name)s asks for leave from %(from)s until %(until)s: grant it or refuse it"), WORK
    ),
    "asked_leave.granted": NoticeKind(gettext_noop("Your leave from %(from)s until %(until)s is granted"), WORK),
    "asked_leave.refused": NoticeKind(gettext_noop("Your leave from %(from)s until %(until)s is refused"), WORK),
}

type Kept = Mapping[str, Any]
"""A sentence as it is kept: an English `message` to be translated, and `params`; days, moments, people and posts among
them, and sentences in sentences, are marked."""


def kept(message: str, params: Mapping[str, object] | None = None) -> Kept:
    """A sentence of the rules, to be kept as JSON. People (`person`) and posts (`posts`) stand by their ids."""
    return {"message": message, "params": {name: _marked(name, value) for name, value in (params or {}).items()}}


class Named:
    """What people and posts in some sentences are called now."""

    def __init__(self, sentences: Iterable[Kept]) -> None:
        params = [value for each in sentences for value in each["params"].values() if isinstance(value, dict)]
        people = {value["person"] for value in params if "person" in value}
        posts = {post for value in params for post in value.get("posts", ())}
        self.people = dict(Employee.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}
        self.posts = dict(DutyPost.objects.filter(pk__in=posts).values_list("pk", "name")) if posts else {}


def said_all(sentences: Sequence[Kept], now: datetime | None = None) -> list[SafeString]:
    """The sentences in the reader's language; what people and posts are called is marked as no words of the page."""
    named = Named(sentences)
    return [_said(each, named, now) for each in sentences]


def said(sentence: Kept, now: datetime | None = None) -> SafeString:
    """One of them."""
    return said_all([sentence], now)[0]


def _said(sentence: Kept, named: Named, now: datetime | None) -> SafeString:
    params = {name: _spoken(value, named, now) for name, value in sentence["params"].items()}
    message = escape(_(sentence["message"]))
    return SafeString(message % params) if params else message


def _marked(name: str, value: object) -> object:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Breach):
        return {"sentence": kept(value.message, value.params)}
    if name == "posts" and isinstance(value, tuple):
        return {"posts": list(value)}
    return {"person": value} if name == "person" else value


def _spoken(value: Any, named: Named, now: datetime | None) -> Any:
    if not isinstance(value, dict):
        return escape(_(value)) if isinstance(value, str) and value else value
    speak: Mapping[str, Callable[[Any], SafeString]] = {
        "moment": lambda at: escape(moment_words(datetime.fromisoformat(at), now)),
        "day": lambda day: escape(day_words(date.fromisoformat(day), now)),
        "sentence": lambda sentence: _said(sentence, named, now),
        "person": lambda pk: data(named.people.get(pk, "?")),
        "posts": lambda pks: SafeString(escape(_(", ")).join(data(named.posts.get(pk, "?")) for pk in pks)),
    }
    ((kind, held),) = value.items()
    return speak[kind](held)


INTERRUPTED: Final = kept(
    gettext_noop("The worker was ended while it searched. What it had found until then is kept; search anew for more.")
)
LOST: Final = kept(gettext_noop("Nothing was heard of this search for a minute: its worker is gone. Search anew."))
FAILED: Final = kept(gettext_noop("The search failed. It is in the log; search anew, or tell whoever runs the system."))
NOTHING_FOUND: Final = kept(
    gettext_noop("No roster was found in this time, and it is not shown that there is none. Search for longer.")
)
NOTHING_NEEDED: Final = kept(
    gettext_noop("Nothing is needed on these days: say first how many people each post needs for which shift.")
)
