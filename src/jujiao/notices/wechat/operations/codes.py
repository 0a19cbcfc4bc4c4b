"""One-time codes: shown to a person whom we know, and scanned or sent in WeChat by whoever holds the telephone."""

import re
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Person
from jujiao.company.estates.operations.keeping import locked_person, where
from jujiao.company.estates.queries import EDIT_PEOPLE
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.timeline import note
from jujiao.notices.wechat.models import Account, Code, Follower
from jujiao.notices.wechat.models.follower import By
from jujiao.notices.wechat.operations import phone_codes
from jujiao.notices.wechat.operations.binding import bind, unbind
from jujiao.notices.wechat.operations.code_rows import CODES, held, shown_to
from jujiao.rules.privacy import mask_name

LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without those that look like others."""
LENGTH: Final = 10
"""Of 31 letters: 49 bits, for half an hour."""
LASTS: Final = timedelta(minutes=30)
MOST: Final = 10
"""Codes for one person within an hour."""
SCENE: Final = re.compile(rf"[{LETTERS}]{{{LENGTH}}}")
"""What a picture to be scanned says."""
SENT: Final = re.compile(rf"\s*(?:绑定|bind)[\s:：]*([{LETTERS}]{{{LENGTH}}})\s*", re.IGNORECASE)
"""What the follower sends who cannot scan."""
YES: Final = re.compile(r"\s*(确认绑定)[。.!！\s]*")
"""Not a mere yes, which may be said to the desk about something else."""
NO: Final = re.compile(r"\s*(解绑|解除绑定)[。.!！\s]*")


class UnableToMakeCode(UnableTo):
    """Too many of them, or the account is out of use."""


@transaction.atomic
def make_code(*, account: Account, person: Person, actor: Viewer, now: datetime) -> str:
    """A code that binds to a person whoever sends it, once, within half an hour. NotAllowed for whoever is neither that
    person nor keeps the record of residents where they live; UnableToMakeCode. Only its keyed hash is kept."""
    estate_id = None if actor.person_id == person.pk else where(person, actor, *EDIT_PEOPLE).pk
    person = locked_person(person.pk)
    if not account.in_use or account.company_id != person.company_id:
        raise UnableToMakeCode(_("This official account is not in use."))
    if Code.objects.filter(person=person, made_at__gt=now - timedelta(hours=1)).count() >= MOST:
        raise UnableToMakeCode(_("Too many codes within an hour. Please try again later."))
    code = "".join(secrets.choice(LETTERS) for _letter in range(LENGTH))
    Code.objects.create(account=account, person=person, mark=CODES.mark(code), made_at=now, ends_at=now + LASTS)
    note(person, "show_wechat_code", actor, now, estate_id=estate_id, account=account.pk)
    return code


def shown(follower: Follower, code: str, now: datetime) -> str:
    """A follower, who is held, has scanned or sent a code: what they are asked then. Nobody is bound yet, as they may
    have been sent to it by somebody else, whose person it is."""
    found = held(code.upper(), now)
    if found is None or found.account_id != follower.account_id or found.used_by_id not in {None, follower.pk}:
        return _("This code has been used, or is older than half an hour. Please ask for another one.")
    found.used_by = follower
    found.save(update_fields=["used_by"])
    return _("Is this you: %(name)s? Then send “确认绑定”. If it is not, do nothing.") % {
        "name": mask_name(found.person.name)
    }


def said(follower: Follower, text: str, now: datetime) -> str | None:
    """What a follower, who is held, is answered to words that have to do with binding; None for any other words, which
    are a message to the desk."""
    for words, answer in WORDS:
        if found := words.fullmatch(text):
            return answer(follower, found[1], now)
    return None


def _confirmed(follower: Follower, _words: str, now: datetime) -> str | None:
    """Binds where a code waits for it; otherwise it was said about something else."""
    found = shown_to(follower, now)
    if found is None:
        return None
    found.used_at = now
    found.save(update_fields=["used_at"])
    return bind(follower=follower, person=found.person, by=By.SCAN, now=now)


def _ended(follower: Follower, _words: str, now: datetime) -> str | None:
    binding = follower.bindings.filter(ended_at=None).first()
    if binding is None:
        return None
    unbind(binding=binding, actor=SYSTEM, now=now)
    return _("The binding has ended. You may write here all the same.")


WORDS: Final[tuple[tuple[re.Pattern[str], Callable[[Follower, str, datetime], str | None]], ...]] = (
    (SENT, shown),
    (phone_codes.NAMED, phone_codes.asked),
    (phone_codes.DIGITS, phone_codes.typed),
    (YES, _confirmed),
    (NO, _ended),
)
"""What is recognised, and what it does."""
