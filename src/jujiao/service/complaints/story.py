"""A complaint's timeline as a conversation: each row becomes an entry with who said it, to whom, and a sentence."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.models import Audience, TimelineEntry
from jujiao.kernel.pages.part_values import Entry, Photo, Side, dotted, say, who_did
from jujiao.kernel.pages.words import due_words, moment_words
from jujiao.promises.story import ICONS as PROMISE_ICONS
from jujiao.promises.story import promise_event, run_of
from jujiao.service.complaints import models
from jujiao.service.complaints.correction_words import corrected_words
from jujiao.service.complaints.models import Channel, Complaint, Nature
from jujiao.service.complaints.queries_case import photos_of
from jujiao.service.complaints.scores import score_words

type PhotoUrl = Callable[[models.Photo, bool], str]
"""The address of a photo; True for its thumbnail."""

OWNER_SAID = {
    "register": gettext_lazy("Complaint"),
    "add": gettext_lazy("Added"),
    "urge": gettext_lazy("Urged"),
    "withdraw": gettext_lazy("Withdrawn"),
    "come_back": gettext_lazy("It has come back"),
}
TOLD_OWNER = {
    "reply": gettext_lazy("Reply"),
    "report_progress": gettext_lazy("Progress report"),
    "answer": gettext_lazy("Our answer"),
    "write_answer": gettext_lazy("Our answer"),
    "resolve": gettext_lazy("Done"),
    "convert_to_complex": gettext_lazy("Another date agreed"),
}
NOTES = {
    "plan": gettext_lazy("Plan"),
    "note": "",
    "instruct": gettext_lazy("Instruction"),
    "report_back": gettext_lazy("Answer to the instruction"),
}
HEARD = {"close", "reopen", "follow_up_attempt"}
DEALINGS = {
    *OWNER_SAID,
    *TOLD_OWNER,
    *HEARD,
    "appoint",
    "close_unreachable",
    "told",
    "unreached",
    "call_tried",
    "call_wrong_number",
}
ICONS = {
    "dispatch": "send",
    "accept": "user-check",
    "reassign": "users",
    "hand_back": "logout",
    "pass_on": "star",
    "send_back": "arrow-back-up",
    "merge": "arrow-merge",
    "part": "arrow-up-right",
    "unmerge": "arrow-up-right",
    "let_go": "arrow-up-right",
    "appoint": "calendar-event",
    "rescore": "star",
    "rescore_reopen": "star",
    "rescore_close": "star",
    "take_in": "arrow-merge",
    "close": "archive",
    "close_unreachable": "phone-off",
    "follow_up_attempt": "phone-off",
    "correct": "pencil",
    "reveal_phone": "eye",
    "told": "check",
    "unreached": "alert-triangle",
    "call_tried": "phone-off",
    "call_wrong_number": "phone-off",
    "close_answered": "archive",
    "phone_changed": "alert-triangle",
    "phone_confirmed": "check",
    "phone_refused": "x",
    **PROMISE_ICONS,
}
EVENTS = {
    "dispatch": gettext_lazy("Dispatched to %(department)s"),
    "accept": gettext_lazy("%(handler)s took it in hand"),
    "reassign": gettext_lazy("Given from %(before)s to %(handler)s"),
    "hand_back": gettext_lazy("%(handler)s leaves the company: back with %(department)s, to be taken in hand anew"),
    "pass_on": gettext_lazy("Passed on to %(department)s %(person)s"),
    "send_back": gettext_lazy("Sent back by %(department)s"),
    "merge": gettext_lazy("From now on handled together with %(into)s"),
    "part": gettext_lazy("Handled on its own again, no longer together with %(from)s"),
    "unmerge": gettext_lazy("The merge is undone: handled on its own again, no longer together with %(from)s"),
    "let_go": gettext_lazy("The merge is undone: %(with)s is handled on its own again"),
    "rescore": gettext_lazy("Score put right: %(score)s instead of %(before)s"),
    "rescore_reopen": gettext_lazy("Score put right: %(score)s instead of %(before)s; the next round begins"),
    "rescore_close": gettext_lazy("Score put right: %(score)s instead of %(before)s; the case is closed"),
    "take_in": gettext_lazy("From now on %(with)s is handled together with this one"),
    "close": gettext_lazy("Closed: the complainant left no way to be asked"),
    "close_unreachable": gettext_lazy("Closed: the owner could not be reached"),
    "follow_up_attempt": gettext_lazy("Follow-up tried, nobody reached"),
    "reveal_phone": gettext_lazy("Looked at the phone number"),
    "told": gettext_lazy("The owner was told"),
    "unreached": gettext_lazy("No message reached the owner: a call is to be made"),
    "call_tried": gettext_lazy("Called, nobody there"),
    "call_wrong_number": gettext_lazy("Called, the number is wrong"),
    "close_answered": gettext_lazy("Closed: the answer has reached the owner"),
    "phone_changed": gettext_lazy("The complainant's phone number was changed; it is not confirmed yet"),
    "phone_confirmed": gettext_lazy("The complainant's new phone number is confirmed"),
    "phone_refused": gettext_lazy("The former number says that the change was not theirs: it was taken back"),
}


def complainant_name(complaint: Complaint) -> str:
    """Who complained, as colleagues may read it."""
    if complaint.anonymous:
        return _("Anonymous")
    if complaint.person is not None:
        return complaint.person.name
    return complaint.contact_name or _("Name not given")


def story(
    complaint: Complaint, rows: Iterable[TimelineEntry], *, photo_url: PhotoUrl, inside: bool = True
) -> list[Entry]:
    """The entries for `queries_case.timeline_for` or `timeline_of`, which decide what may be seen. `inside`: for
    colleagues, with what concerns the house alone."""
    name, photos = complainant_name(complaint), photos_of(complaint)
    return [
        _entry(
            row,
            name,
            [Photo(photo_url(photo, False), photo_url(photo, True)) for photo in photos.get(row.pk, ())],
            inside,
        )
        for row in rows
    ]


def _entry(row: TimelineEntry, complainant: str, photos: list[Photo], inside: bool) -> Entry:
    common: dict[str, Any] = {"at": row.at, "text": row.text, "photos": photos}
    if row.verb in OWNER_SAID or (row.verb in HEARD and row.details.get("score")):
        by = "" if row.actor_name == complainant else say(_("recorded by %(person)s"), {"person": row.actor_name})
        return Entry(who=complainant, side=Side.OWNER, title=_said(row), role=by, **common)
    if row.verb in TOLD_OWNER:
        return Entry(who=row.actor_name, side=Side.REPLY, title=_told(row, inside), **common)
    if row.verb in NOTES:
        due = _moment(row.details.get("due_at"))
        until = _("until %(due)s") % {"due": due_words(due, row.at)} if due else ""
        return Entry(who=row.actor_name, side=Side.NOTE, title=dotted(NOTES[row.verb], until), **common)
    hidden = row.audience == Audience.INTERNAL
    common |= {"icon": ICONS.get(row.verb, "circle-dot"), "hidden": hidden, "run": run_of(row)}
    return Entry(who=who_did(row.actor_name), side=Side.EVENT, title=_event(row), **common)


def between(rows: Iterable[TimelineEntry]) -> list[TimelineEntry]:
    """Those of the rows in which owner and house spoke with each other, or the house tried to."""
    return [row for row in rows if row.verb in DEALINGS]


def _said(row: TimelineEntry) -> str:
    if row.verb not in HEARD:
        what = _label(Nature, row.changes.get("nature")) or str(OWNER_SAID[row.verb])
        return dotted(what, _label(Channel, row.changes.get("channel")))
    said = _("Follow-up: %(score)s, %(words)s") % {
        "score": row.details["score"],
        "words": score_words(row.details["score"]),
    }
    anew = _("round %(round)s begins") % {"round": row.changes["round"]} if row.verb == "reopen" else ""
    return dotted(said, _label(Channel, row.details.get("channel")), anew)


def _told(row: TimelineEntry, inside: bool) -> str:
    due = _moment(row.details.get("due_at"))
    until = _("until %(due)s") % {"due": due_words(due, row.at)} if due else ""
    agreed_by = row.details.get("agreed_by", "")
    by = say(_("agreed by %(person)s"), {"person": agreed_by}) if agreed_by else ""
    unplanned = _("without a plan of its own") if inside and row.details.get("unplanned") else ""
    return dotted(TOLD_OWNER[row.verb], until, by, _label(Channel, row.details.get("channel")), unplanned)


def _event(row: TimelineEntry) -> str:
    if (happened := promise_event(row)) is not None:
        return happened
    if row.verb == "appoint":
        at = _moment(row.details.get("call_at"))
        words = say(_("Reached, but not now: to be called %(at)s"), {"at": moment_words(at, row.at) if at else ""})
        return dotted(words, _label(Channel, row.details.get("channel")))
    if row.verb == "correct":
        return corrected_words(row.details)
    names = {key: _(", ").join(value) if isinstance(value, list) else value for key, value in row.details.items()}
    sentence = say(EVENTS.get(row.verb, row.verb), names)
    return dotted(sentence, _label(Channel, row.details.get("channel")))


def _label(choices: type[ColouredChoices], value: Any) -> str:
    return str(choices(value).label) if value in choices.values else ""


def _moment(text: Any) -> datetime | None:
    return parse_datetime(text) if isinstance(text, str) else None
