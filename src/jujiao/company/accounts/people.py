"""Who is known to the company by a phone number. The floor that keeps people says so; this floor only asks."""

from collections.abc import Callable
from dataclasses import dataclass

from jujiao.company.accounts.models import User


@dataclass(frozen=True)
class KnownPerson:
    """A resident without an account, as the register of residents has them."""

    person_id: int
    name: str


type Find = Callable[[str], KnownPerson | None]
type Link = Callable[[int, User], None]

_register: list[tuple[Find, Link]] = []


def register(*, find: Find, link: Link) -> None:
    """Called in AppConfig.ready by the app that keeps residents.

    `find` looks up a normalised number among people without an account, `link` gives the person their account."""
    _register[:] = [(find, link)]


def find(phone: str) -> KnownPerson | None:
    return next((found for ask, _link in _register if (found := ask(phone))), None)


def link(person: KnownPerson, user: User) -> None:
    for _find, give in _register:
        give(person.person_id, user)
