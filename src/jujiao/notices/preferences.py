"""How each person wishes to be told, as far as they have said so."""

from datetime import datetime

from jujiao.company.accounts.models import User
from jujiao.company.duty.queries import is_on_duty
from jujiao.company.estates.models import Person
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.notice_kinds import NoticeGroup
from jujiao.notices.consenting.queries import consenting
from jujiao.notices.models import Preference
from jujiao.notices.sentences import kinds
from jujiao.notices.wechat.queries_bound import followers_of
from jujiao.rules.phones import takes_messages
from jujiao.rules.telling import Ways, Weight, ways


def preference_of(user: User) -> Preference:
    """The person's, or what holds for who has said nothing."""
    return getattr(user, "preference", None) or Preference(user=user)


def on_duty(preference: Preference, now: datetime) -> bool:
    """Whether the person has signed on for a duty, as far as it matters: it is asked in their quiet hours alone."""
    quiet = preference.quiet
    return quiet is not None and quiet.hold(now) and is_on_duty(preference.user_id, now)


def ways_of(kind: str, preference: Preference, now: datetime, *, on_duty: bool) -> Ways:
    """By which ways a notice of that kind reaches the person at `now`, besides their inbox."""
    declared = kinds()[kind]
    wish, weight = preference.wish(declared.group.key), declared.weight
    # Asked at the moment of sending, so that an opt-out holds for the very next message.
    consents = weight is Weight.MARKETING and bool(consenting([preference.user_id]))
    return ways(now, weight, wish, preference.quiet, on_duty=on_duty, consents=consents)


def ways_to(user: User, person: Person | None, now: datetime) -> dict[str, bool]:
    """By which ways messages can go to somebody: whether they have an address for mail, a number for text messages, and
    as that resident are bound in WeChat."""
    return {
        "mail": bool(user.email),
        "text": takes_messages(user.phone or ""),
        "wechat": person is not None and followers_of([person.pk], now).exists(),
    }


def groups_of(viewer: Viewer) -> list[NoticeGroup]:
    """The groups of notices of which the viewer can be told, in their order."""
    found = {kind.group for kind in kinds().values() if viewer.roles & kind.group.door}
    return sorted(found, key=lambda group: group.rank)


def clauses_of(group: NoticeGroup) -> list[str]:
    """The clauses for which something of a group waits for no quiet hours."""
    return sorted({kind.clause for kind in kinds().values() if kind.group == group and kind.clause})
