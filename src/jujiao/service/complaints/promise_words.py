"""3.2.1: the limits, as they are promised to the owner aloud."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import translation
from django.utils.translation import gettext as _

from jujiao.kernel.pages.words import due_words
from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.service.complaints.models import Complaint, Nature


def spoken_promise(complaint: Complaint, promises: Iterable[Promise], language: str) -> str:
    """What is said to the owner once a complaint is registered: its number and until when they are answered.

    Only running promises of the present round are spoken of. A time that had passed before the complaint was typed
    (the owner spoke earlier) is not promised again: then it is done at once. `language` is "zh-hans" or "en"."""
    due = {
        promise.kind: promise.due_at
        for promise in promises
        if promise.state == PromiseState.RUNNING and promise.round == complaint.round
    }
    with translation.override(language):
        if complaint.nature != Nature.COMPLAINT:
            return _of_others(complaint, next(iter(due.values()), None))
        opening = _("Your complaint is registered, number %(number)s.") % {"number": complaint.number}
        rest = _limits(complaint, due.get(PromiseKind.FIRST_REPLY), due.get(PromiseKind.RESOLVE))
        return _("%(opening)s %(rest)s") % {"opening": opening, "rest": rest} if rest else opening


def _of_others(complaint: Complaint, answer: datetime | None) -> str:
    """What is said of an enquiry, a suggestion or praise (3.1.2)."""
    words = {"nature": Nature(complaint.nature).label, "number": complaint.number}
    if answer is None:
        return _("Registered: %(nature)s, number %(number)s. Thank you; it will be passed on.") % words
    if answer <= complaint.recorded_at:
        return _("Registered: %(nature)s, number %(number)s. We will answer you at once.") % words
    words["answer"] = due_words(answer, complaint.recorded_at)
    return _("Registered: %(nature)s, number %(number)s. You will have an answer by %(answer)s.") % words


def _limits(complaint: Complaint, reply: datetime | None, done: datetime | None) -> str:
    typed = complaint.recorded_at
    if done is None:
        return ""
    if done <= typed:
        return _("We will see to it at once.")
    words = {"done": due_words(done, typed)}
    if not complaint.contactable:
        return _("It will be dealt with by %(done)s. Please ask at the front desk with this number.") % words
    if reply is None:
        return _("It will be dealt with by %(done)s.") % words
    if reply <= typed:
        return _("We will answer you at once, and it will be dealt with by %(done)s.") % words
    words["reply"] = due_words(reply, typed)
    return _("You will have a first answer by %(reply)s, and it will be dealt with by %(done)s.") % words
