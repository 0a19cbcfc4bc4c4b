"""A number that is to be put on record and stands there for somebody else: what is asked, and what may be answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from jujiao.company.estates.models import Estate, Person, Residency
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.permissions import may
from jujiao.company.estates.queries import EDIT_PEOPLE, SEE_PEOPLE, on_day
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer


class Answer(models.TextChoices):
    """What a second holder of a number means."""

    SAME = "same", _lazy("It is the same person")
    PASSED = "passed", _lazy("It has passed on: take it off the other record")
    SHARED = "shared", _lazy("Both use it")


@dataclass(frozen=True)
class Holder:
    """Somebody on whose record a number stands, with their homes, the present ones first."""

    person: Person
    homes: tuple[Residency, ...]
    day: date

    @cached_property
    def estates(self) -> list[Estate]:
        return [home.household.room.estate for home in self.homes]

    def households(self) -> set[int]:
        """The households that they are part of now."""
        return {home.household_id for home in self.homes if self._lasts(home)}

    def words(self, actor: Viewer) -> str:
        """Whose the number is, as far as the actor looks after them."""
        home = next((one for one in self.homes if may(actor, one.household.room.estate, *SEE_PEOPLE)), None)
        if home is None:
            return _("This number is on the record of somebody whom others look after.")
        room = home.household.room
        given = {"name": self.person.name, "place": f"{room.estate.name} {room.code}"}
        if self._lasts(home):
            return _("This number is on the record of %(name)s, %(place)s.") % given
        return _("This number is on the record of %(name)s, who has moved out of %(place)s.") % given

    def answers(self, actor: Viewer, *, same: bool) -> list[Answer]:
        """What the actor may say about them; `same` where one record could still be used for both."""
        edits = any(may(actor, estate, *EDIT_PEOPLE) for estate in self.estates)
        allowed = {Answer.SAME: same and edits, Answer.PASSED: edits, Answer.SHARED: True}
        return [answer for answer, given in allowed.items() if given]

    def _lasts(self, home: Residency) -> bool:
        return home.moved_out is None or home.moved_out >= self.day


class NumberHeld(UnableTo):
    """The number stands on somebody else's record, and nobody has said yet what that means."""

    status = 422

    def __init__(self, sentence: str, answers: Iterable[Answer]) -> None:
        super().__init__(sentence)
        self.answers = list(answers)


def other_holders(phone: str, *, company_id: int, day: date, person_id: int = 0) -> list[Holder]:
    """Everybody else of the company on whose record the normalised number stands, whoever lives somewhere first."""
    people = Person.objects.filter(has_number(lambda field: Q(**{field: phone})), company_id=company_id)
    return holders_of(people.exclude(pk=person_id).order_by("id"), day)


def holders_of(people: Iterable[Person], day: date) -> list[Holder]:
    """These people with their homes: one query for all of them."""
    found = list(people)
    homes: dict[int, list[Residency]] = {person.pk: [] for person in found}
    rows = Residency.objects.filter(person__in=found).select_related("household__room__estate")
    for home in rows.order_by(models.F("moved_out").desc(nulls_first=True), "id"):
        homes[home.person_id].append(home)
    holders = [Holder(person, tuple(homes[person.pk]), day) for person in found]
    return sorted(holders, key=lambda one: not one.households())


def ask(
    holders: Iterable[Holder], answer: str, *, actor: Viewer, households: set[int], same: bool
) -> tuple[Answer | None, list[Holder]]:
    """What was answered about the holders who are of none of the new holder's `households`; a number that two of one
    household use is nothing to ask about. NumberHeld where nothing was, or what the actor may not say."""
    others = [holder for holder in holders if not holder.households() & households]
    if not others:
        return None, []
    possible = others[0].answers(actor, same=same)
    given = next((one for one in possible if one == answer), None)
    if given is None:
        raise NumberHeld(others[0].words(actor), possible)
    return given, others


def households_at(person: Person, day: date) -> set[int]:
    """The households that a person is part of on a local day."""
    return set(Residency.objects.filter(on_day(day), person=person).values_list("household_id", flat=True))
