"""What the house learns from a return code: who follows no more, what an account may not use, who has to see to it."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils.timezone import localtime

from jujiao.company.duty.staffing import Debtor, Staffing
from jujiao.kernel.machine.wechat.codes import LATE, USED_UP, Hears, Outcome, Then, outcome_of
from jujiao.kernel.record.access import Role
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations.telling import Telling, tell
from jujiao.notices.wechat.models import Account, Consent, Follower, Right, Template
from jujiao.notices.wechat.sentences import REFUSED
from jujiao.rules.wechat import Way

SUBJECT: Final = "official_account"
LONGEST_CODE: Final = 20
A_MINUTE: Final = 60
"""Seconds. What rests so long rests for the whole account: the platform counts what all of its followers get."""


@transaction.atomic
def learn(*, follower: Follower, way: Way, code: str, at: datetime, now: datetime) -> None:
    """Keeps what the platform meant by `code`, its answer to what was sent by `way` at `at`, and tells administration
    of what only they can mend, once a day for each code. What the follower did since is newer than the answer.

    In a transaction of its own, before the attempt is ended: a message that comes in holds the follower first and what
    it is about after that."""
    outcome, code = outcome_of(code), code[:LONGEST_CODE]
    _of_follower(follower, way, outcome, at)
    _of_account(follower.account, way, outcome, code, now)
    if outcome.hears is Hears.ADMINISTRATION:
        _alarm(follower.account, code, now)


def decline(follower: Follower, template_id: str) -> None:
    """They take no more of a template until they accept it again."""
    Consent.objects.update_or_create(follower=follower, template_id=template_id, defaults={"left": 0, "declined": True})


def use_consent(follower: Follower, template_id: str) -> None:
    """A notice took one of the consents to its template."""
    Consent.objects.filter(follower=follower, template_id=template_id, left__gt=0).update(left=F("left") - 1)


def _of_follower(follower: Follower, way: Way, outcome: Outcome, at: datetime) -> None:
    still = Follower.objects.filter(
        Q(wrote_at=None) | Q(wrote_at__lte=at), Q(touched_at=None) | Q(touched_at__lte=at), pk=follower.pk
    )
    if outcome.then is Then.UNFOLLOWED:
        still.update(follows=False)
    elif outcome.then is Then.REFUSES:
        still.update(refuses=True)
    elif outcome.then is Then.DECLINES:
        for template in Template.objects.filter(account=follower.account_id, way=way):
            decline(follower, template.template_id)
    elif outcome in (LATE, USED_UP):
        still.update(shut_at=at)


def _of_account(account: Account, way: Way, outcome: Outcome, code: str, now: datetime) -> None:
    rights = Right.objects.filter(account=account, way=way)
    if outcome.then is Then.SWITCH_OFF:
        rights.filter(lost_at=None).update(lost_at=now, code=code)
    elif outcome.then is Then.AGAIN and outcome.rest >= A_MINUTE:
        rights.update(rests_until=now + timedelta(seconds=outcome.rest), code=code)


def _alarm(account: Account, code: str, now: datetime) -> None:
    administrators = Staffing(now).answerers(Role.SYSADMIN, Debtor(), place=account.estate.place, kept_from=())
    tell(
        Telling(
            users=[each.user for each in administrators],
            kind=REFUSED,
            key=f"{SUBJECT}:{account.pk}:{code}:{localtime(now).date()}",
            params={"name": account.name, "code": code},
            url=reverse("wechat:sending", args=[account.pk]),
            estate_id=account.estate_id,
            subject=Subject(SUBJECT, account.pk),
        ),
        now=now,
    )
