"""Who holds a phone number now. The floor that keeps people says so; this floor only asks."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from jujiao.company.accounts.models import User


@dataclass(frozen=True)
class Holder:
    """The resident who holds a number, as the register of residents has them; `user_id` is their account, if any."""

    person_id: int
    name: str
    user_id: int | None


@dataclass(frozen=True)
class Held:
    """What is known of a number: its `holder`, or that `several` people have it of whom none can be told apart."""

    holder: Holder | None = None
    several: bool = False


type Find = Callable[[str, datetime], Held]
type Link = Callable[[int, User], bool]

_register: list[tuple[Find, Link]] = []


def register(*, find: Find, link: Link) -> None:
    """Called in AppConfig.ready by the app that keeps residents.

    `find` says who holds a normalised number at a moment, `link` gives a person their account unless they have one."""
    _register[:] = [(find, link)]


def find(phone: str, now: datetime) -> Held:
    return next((ask(phone, now) for ask, _link in _register), Held())


def link(holder: Holder, user: User) -> bool:
    """Whether the account is now the person's; False where they have been given one meanwhile."""
    return all(give(holder.person_id, user) for _find, give in _register)
