"""3.2.1–3.2.3: on which ways a complaint may come, and on which its owner can be told something."""

from enum import StrEnum

from jujiao.rules.phones import takes_messages


class Way(StrEnum):
    """The channels on which people speak with each other about a complaint."""

    WALK_IN = "walk_in"
    PHONE = "phone"
    ONLINE = "online"
    WECHAT = "wechat"
    SMS = "sms"
    API = "api"
    POSTED = "posted"


BY_STAFF = (Way.PHONE, Way.WALK_IN, Way.WECHAT, Way.SMS)
"""Ways on which a member of staff speaks with an owner."""

TAKEN_DOWN = (*BY_STAFF, Way.ONLINE)
"""Ways by which what staff take down came to them: what owners write on their page, too, is made a case by the desk."""


SENT = frozenset({Way.SMS})
"""Ways on which the house itself sends: nobody can attest that the owner was told."""


def clause_3_2_2_told_later(way: str) -> bool:
    """3.2.2: whether an owner who is told by this way counts as told only once it has accepted the message. On all
    others they are: a colleague has spoken with them, or it stands on their own page or the notice board."""
    return way in SENT


def clause_3_2_1_came_by(by_staff: bool) -> tuple[Way, ...]:
    """3.2.1: staff take down what was said or written to them, owners speak on their own page; another system does
    either."""
    return (*TAKEN_DOWN, Way.API) if by_staff else (Way.ONLINE, Way.API)


def clause_3_2_2_ways(phone: str, *, contactable: bool, account: bool, came_by: str = "") -> tuple[Way, ...]:
    """3.2.2: the ways that reach this complainant: a call needs a number, a text message one that may get it, the
    owner's page an account. The notice board tells only those who left no way to be reached.

    The owner's own way stands first, on which they spoke; then the likeliest. Who came in person has gone home since,
    so that a call is likelier to find them."""
    if not contactable:
        return (Way.POSTED,)
    ways = [Way.PHONE] if phone else []
    ways += [Way.WALK_IN, Way.WECHAT]
    if takes_messages(phone):
        ways.append(Way.SMS)
    if account:
        ways.append(Way.ONLINE)
    own = [way for way in ways if way == came_by != Way.WALK_IN]
    return (*own, *(way for way in ways if way not in own))


def clause_3_2_3_asked_by(ways: tuple[Way, ...]) -> tuple[Way, ...]:
    """3.2.3: of the ways that reach the owner those on which a colleague asks: the owner's page is the owner's own."""
    return tuple(way for way in ways if way in BY_STAFF)
