"""How each person wishes to be told, as far as they have said so."""

from datetime import datetime

from jujiao.company.accounts.models import User
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.notice_kinds import NoticeGroup
from jujiao.notices.models import Preference
from jujiao.notices.sentences import kinds
from jujiao.rules.telling import Ways, ways


def preference_of(user: User) -> Preference:
    """The person's, or what holds for who has said nothing."""
    return getattr(user, "preference", None) or Preference(user=user)


def ways_of(kind: str, preference: Preference, now: datetime) -> Ways:
    """By which ways a notice of that kind reaches the person at `now`, besides their inbox."""
    declared = kinds()[kind]
    wish = preference.wish(declared.group.key)
    return ways(now, declared.weight, wish, preference.quiet, on_duty=preference.on_duty(now))


def groups_of(viewer: Viewer) -> list[NoticeGroup]:
    """The groups of notices of which the viewer can be told, in their order."""
    found = {kind.group for kind in kinds().values() if viewer.roles & kind.group.door}
    return sorted(found, key=lambda group: group.rank)


def clauses_of(group: NoticeGroup) -> list[str]:
    """The clauses for which something of a group waits for no quiet hours."""
    return sorted({kind.clause for kind in kinds().values() if kind.group == group and kind.clause})
