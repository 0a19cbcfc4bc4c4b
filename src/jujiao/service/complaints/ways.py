"""On which channels the complainants of a case can be told something, as the form offers and the operation checks."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from jujiao.cases.errors import UnableToTakeStep
from jujiao.rules.service.complaint_ways import clause_3_2_2_told_later, clause_3_2_2_ways, clause_3_2_3_asked_by
from jujiao.service.complaints.models import Channel, Complaint


def ways_to(complaint: Complaint) -> list[Channel]:
    """The channels that reach this complainant, their own first."""
    person = complaint.person
    phone = complaint.contact_phone or (person.phone if person else "")
    account = person is not None and person.user is not None and person.user.is_active
    came_by = complaint.channel
    ways = clause_3_2_2_ways(phone, contactable=complaint.contactable, account=account, came_by=came_by)
    return [Channel(way) for way in ways]


def ways_to_all(group: Sequence[Complaint]) -> list[Channel]:
    """The channels that reach each complainant of cases handled together; whoever left no way does not count, unless
    nobody left one."""
    reached = [ways_to(one) for one in group if one.contactable] or [ways_to(one) for one in group]
    return [way for way in reached[0] if all(way in others for others in reached)]


def asked_by(complaint: Complaint) -> list[Channel]:
    """The channels on which a colleague may ask this complainant."""
    return [Channel(way) for way in clause_3_2_3_asked_by(tuple(ways_to(complaint)))]  # type: ignore[arg-type]


def check_way(channel: str, ways: Sequence[Channel]) -> Channel:
    """The channel, if it is one of `ways`; UnableToTakeStep otherwise, naming those that are."""
    if channel not in ways:
        names = ", ".join(str(way.label) for way in ways)
        raise UnableToTakeStep(_("This owner cannot be reached that way. Possible: %(ways)s.") % {"ways": names})
    return Channel(channel)


def told_later(way: Channel) -> bool:
    """Whether the owner counts as told only once the way has accepted the message."""
    return clause_3_2_2_told_later(way)


def way_to(complaint: Complaint, channel: Channel) -> Channel:
    """On which way one of the group hears what the group is told by `channel`: the notice board where no other is."""
    return channel if complaint.contactable else Channel.POSTED
