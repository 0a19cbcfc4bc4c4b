"""Where a notice is sent to by each way, as things stand when it leaves."""

from datetime import datetime

from jujiao.company.estates.models import Person
from jujiao.company.estates.phone_changes import proven_number
from jujiao.notices.models import Channel, Notice
from jujiao.notices.wechat.models import Follower
from jujiao.notices.wechat.reached import follower_for
from jujiao.rules.phones import takes_messages
from jujiao.rules.privacy import mask_email, mask_phone


def address_of(notice: Notice, channel: str, now: datetime) -> str:
    """The reader's address on that channel; "" where they have none any more. A number is the one at which they are
    told of this, else the one that is proven to be theirs. In WeChat it is the id of the follower that they are."""
    if channel == Channel.WECHAT:
        found = follower_of(notice, now)
        return "" if found is None else str(found.pk)
    if channel == Channel.EMAIL:
        return notice.recipient.email if notice.recipient else ""
    number = notice.phone
    if not number and notice.recipient is not None:
        number = notice.recipient.phone or ""
    elif not number and notice.person is not None:
        number = proven_number(notice.person, now)
    return number if takes_messages(number) else ""


def follower_of(notice: Notice, now: datetime) -> Follower | None:
    """As whom the reader is told in WeChat; None where that does not reach them any more."""
    person: Person | None = getattr(notice.recipient, "person", None) if notice.recipient else notice.person
    if person is None and notice.recipient is not None:
        return None
    return follower_for(person_id=person.pk if person else None, follower_id=notice.follower_id, now=now)


def masked(address: str) -> str:
    """An address as it is shown."""
    return mask_email(address) if "@" in address else mask_phone(address)
