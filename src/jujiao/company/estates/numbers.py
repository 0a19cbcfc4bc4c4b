"""Which numbers people have: the one that proves who they are, and further ones that are called."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from jujiao.company.estates.models import Person, PersonPhone
from jujiao.rules.phone_lists import Number


def has_number(on: Callable[[str], Q], person: str = "") -> Q:
    """Rows whose person has a number of which `on` is true, the first or a further one; `person` leads to the person,
    e.g. "person__"."""
    further = PersonPhone.objects.filter(on("phone"), ended_at=None).values("person")
    return on(f"{person}phone") | Q(**{f"{person}pk__in": further})


def numbers_of(person: Person) -> list[Number]:
    """All numbers of a person with their words, the one that signs in first."""
    return with_words(person.phone, [Number(one.phone, one.word) for one in further_of(person)])


def with_words(phone: str, further: Iterable[Number]) -> list[Number]:
    """The first number and the further ones, among which the word of the first may stand."""
    words = {one.number: one.word for one in further}
    first = [Number(phone, words.pop(phone, ""))] if phone else []
    return first + [Number(number, word) for number, word in words.items()]


def further_of(person: Person) -> list[PersonPhone]:
    """The rows that are not ended, in the order in which they were added; the word of the first number among them."""
    return list(PersonPhone.objects.filter(person=person, ended_at=None).order_by("id"))
