"""Binding from the conversation itself: who names a number that is on record sends back the code that goes to it.

Whether the number is on record is told to nobody: the answer is the same, and a wrong code is a message to the desk
like any other."""

import re
import secrets
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from jujiao.company.accounts import people, texting
from jujiao.company.accounts.counting import count, give_back, keys_of
from jujiao.company.accounts.operations.guessing import Account as Guessed
from jujiao.company.accounts.phones import clean_mobile
from jujiao.company.estates.models import Person
from jujiao.kernel.machine.messaging.port import Message
from jujiao.notices.wechat.models import Code, Follower
from jujiao.notices.wechat.models.follower import By
from jujiao.notices.wechat.operations.binding import bind
from jujiao.notices.wechat.operations.code_rows import CODES, held
from jujiao.rules.guessing import LIMITS, Kind, Scope, wait
from jujiao.rules.phones import NoNumber

NAMED: Final = re.compile(r"\s*(?:绑定|bind)[\s:：]*(\+?[0-9][0-9 -]{6,20})\s*", re.IGNORECASE)
DIGITS: Final = re.compile(r"\s*([0-9]{6})\s*")
LASTS: Final = timedelta(minutes=10)
TEMPLATE: Final = "wechat_code"
"""The key of the message, for the vendor's template."""


def asked(follower: Follower, typed: str, now: datetime) -> str:
    """A follower, who is held, names a number: what they are answered, whoever's it is."""
    try:
        number = clean_mobile(typed)
    except NoNumber:
        return _("This is no mobile number. Send “绑定” and the number that the front desk has of you.")
    mine = f"follower:{follower.pk}"
    if _may(Kind.CODE_ASKED, Scope.PAIR, mine, now) and _may(
        Kind.CODE_ASKED, Scope.ACCOUNT, Guessed.with_phone(number).key, now
    ):
        _send(follower, number, now)
    return _("If the number is on record, a code is on its way to it. Send the six digits here within ten minutes.")


def typed(follower: Follower, digits: str, now: datetime) -> str | None:
    """Six digits: binds where they are the code that was sent; None where they are not, or were tried too often."""
    if not _may(Kind.CODE_TYPED, Scope.SECRET, f"follower:{follower.pk}", now):
        return None
    found = held(_content(follower, digits), now)
    if found is None:
        return None
    found.used_at, found.used_by = now, follower
    found.save(update_fields=["used_at", "used_by"])
    return bind(follower=follower, person=found.person, by=By.PHONE, now=now)


def _send(follower: Follower, number: str, now: datetime) -> None:
    holder = people.find(number, now).holder
    if holder is None or not _is_ours(holder.person_id, follower):
        return
    digits = f"{secrets.randbelow(10**6):06d}"
    mark = CODES.mark(_content(follower, digits))
    Code.objects.filter(mark=mark).delete()
    Code.objects.create(
        account_id=follower.account_id, person_id=holder.person_id, mark=mark, made_at=now, ends_at=now + LASTS
    )
    words = _("Your code to bind WeChat is %(code)s, valid for %(minutes)s minutes. Give it to nobody.")
    text = words % {"code": digits, "minutes": int(LASTS.total_seconds() // 60)}
    texting.leave(number, Message(template=TEMPLATE, params={"code": digits}, text=text, link=""))


def _is_ours(person_id: int, follower: Follower) -> bool:
    """Whether somebody is on record with the company of the account."""
    return Person.objects.filter(pk=person_id, company=follower.account.company_id).exists()


def _content(follower: Follower, digits: str) -> str:
    """What the mark is of: such a code is good for the one who asked alone."""
    return f"{follower.pk}:{digits}"


def _may(kind: Kind, scope: Scope, what: str, now: datetime) -> bool:
    """Counts a try, in the same counts as those who sign in; whether it is one of those that are let through."""
    limits = LIMITS[kind][scope]
    keys = keys_of(f"{kind}.{scope}", limits, what)
    if wait(limits, count(f"{kind}.{scope}", limits, keys, now), now) is None:
        return True
    give_back(keys)
    return False
