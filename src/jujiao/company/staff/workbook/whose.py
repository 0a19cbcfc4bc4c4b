"""Whose the numbers of a workbook are: what is new, and what is asked where somebody else has one on record."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Person, PersonPhone
from jujiao.company.estates.numbers import has_number
from jujiao.company.estates.operations.keeping import locked_person
from jujiao.company.estates.operations.numbers import keep, pass_on
from jujiao.company.estates.operations.phones import put_number
from jujiao.company.estates.second_holder import Answer, Holder, holders_of
from jujiao.company.staff.workbook.cells import Row
from jujiao.company.staff.workbook.form import said
from jujiao.company.staff.workbook.outcome import Outcome, Question
from jujiao.company.staff.workbook.stays import Stay
from jujiao.kernel.record.timeline import note
from jujiao.rules.phone_lists import Number, listed
from jujiao.rules.phones import NoNumber, is_mobile
from jujiao.rules.privacy import mask_phone

QUESTION: Final = "whose-"
"""What the keys of questions begin with."""
MOST_ALIKE: Final = 5
"""How many numbers of a list may look as somebody's on record does once they are masked. Chance makes two; whoever
tries out the digits under a mask, by seeing which of many numbers is asked about, needs thousands."""


class Whose:
    """Who has the numbers of a workbook, on record and in the workbook itself."""

    def __init__(self, outcome: Outcome, rows: Sequence[Row]) -> None:
        self.outcome = outcome
        numbers = {one.number for row in rows for one in numbers_in(row)}
        self.day = timezone.localtime(outcome.now).date()
        company_id = outcome.estate.company_id
        people = Person.objects.filter(
            has_number(lambda field: Q(**{f"{field}__in": numbers})), company_id=company_id
        ).order_by("id")
        self.further: dict[int, dict[str, str]] = defaultdict(dict)
        of_company = PersonPhone.objects.filter(person__company_id=company_id, ended_at=None)
        for person_id, phone, word in of_company.order_by("id").values_list("person", "phone", "word"):
            self.further[person_id][phone] = word
        self.holders: dict[str, list[Holder]] = defaultdict(list)
        for holder in holders_of(people, self.day):
            for number in {holder.person.phone, *self.further[holder.person.pk]} & numbers:
                self.holders[number].append(holder)
        self.given: dict[str, list[tuple[Person, Row, Stay]]] = defaultdict(list)
        self.passes: list[tuple[list[Holder], str]] = []
        self.firsts: dict[int, tuple[str, Row]] = {}
        self.added: list[tuple[Person, Sequence[Number]]] = []
        self._refuse_guesses(rows, numbers)

    def known(self, name: str, numbers: Iterable[Number]) -> Person | None:
        """Somebody with this name and one of these numbers, on record or in an earlier row."""
        for one in numbers:
            people = [holder.person for holder in self.holders[one.number]]
            people += [person for person, _row, _stay in self.given[one.number]]
            found = next((person for person in people if person.name == name), None)
            if found is not None:
                return found
        return None

    def ask(self, row: Row, number: str, stay: Stay, person: Person | None) -> Person | None:
        """Who really is behind the row, where its number is somebody else's and the answer is that both are one person.

        Nothing is asked about people of one household. The answer that it has passed on is carried out by `write`."""
        holders = [holder for holder in self.holders[number] if self._other(holder, stay, person)]
        if holders:
            return self._answered(row, number, holders, person)
        earlier = [(other, first) for other, first, at in self.given[number] if at is not stay]
        if earlier and person is None:
            other, first = earlier[0]
            words = _("Row %(row)s gives this number to %(name)s.") % {"row": first.number, "name": other.name}
            answer = self._asked(row, number, words, [Answer.SAME, Answer.SHARED])
            return other if answer == Answer.SAME else None
        return None

    def give(self, number: str, person: Person, row: Row, stay: Stay) -> None:
        """Notes that a row gives the number to a person."""
        self.given[number].append((person, row, stay))

    def compare(self, row: Row, person: Person, stay: Stay) -> list[str]:
        """What the row gives the person beside what is on record, in words. A number on record stays, also where the
        row does not have it; the one that signs in stays the first where the row has it at all."""
        typed = row.text("phone")
        if "*" in typed:
            if typed != mask_phone(person.phone):
                wrong = _("A number with * stands for the one on record, and that is another one.")
                self.outcome.problems.append(row.problem("phone", wrong, _("Write the number in full.")))
            return []
        numbers = numbers_in(row)
        if not numbers:
            return []
        first = next((one for one in numbers if one.number == person.phone), numbers[0]).number
        new = [first] if first != person.phone else []
        if new:
            self.ask(row, first, stay, person)
            known = self.firsts.setdefault(person.pk, (first, row))
            if known[0] != first:
                wrong = _("Row %(row)s gives the same person another number.") % {"row": known[1].number}
                self.outcome.problems.append(row.problem("phone", wrong))
        further = self.add_further(person, first, numbers)
        new += [one.number for one in further if one.number != first]
        if further and not new:
            return [_("whose the numbers are")]
        return [_("phone %(phone)s") % {"phone": mask_phone(number)} for number in new]

    def add_further(self, person: Person, first: str, numbers: Sequence[Number]) -> list[Number]:
        """Further numbers and words that are not on record yet, to be written at the end."""
        there = self.further[person.pk] if person.pk else {}
        new = [
            one
            for one in numbers
            if (one.number != first and one.number not in there) or (one.word and there.get(one.number, "") != one.word)
        ]
        if new:
            self.added.append((person, new))
        return new

    def write(self) -> None:
        """Puts on record what was compared and answered; the people have their ids by now."""
        actor, now, estate = self.outcome.actor, self.outcome.now, self.outcome.estate
        for holders, number in self.passes:
            pass_on(holders, number, actor, now)
        for pk, (phone, _row) in sorted(self.firsts.items()):
            person = locked_person(pk)
            put_number(person, phone, estate, actor, now)
            person.version += 1
            person.save(update_fields=["phone", "version"])
            note(person, "correct_person", actor, now, estate_id=estate.pk, fields=["phone"])
        for person, numbers in self.added:
            keep(person, numbers, now)

    def _other(self, holder: Holder, stay: Stay, person: Person | None) -> bool:
        """Whether the holder is neither the person nor of the household that the row speaks of."""
        if person is not None and holder.person.pk == person.pk:
            return False
        return holder.person.pk not in {member.person_id for member in stay.members}

    def _answered(self, row: Row, number: str, holders: list[Holder], person: Person | None) -> Person | None:
        first = holders[0]
        answers = first.answers(self.outcome.actor, same=person is None)
        answer = self._asked(row, number, first.words(self.outcome.actor), answers)
        if answer == Answer.PASSED:
            self.passes.append((holders, number))
        return first.person if answer == Answer.SAME else None

    def _asked(self, row: Row, number: str, words: str, answers: Sequence[Answer]) -> Answer | None:
        place = [one.number for one in numbers_in(row)].index(number)
        key = f"{QUESTION}{row.number}-{place}"
        text = f"{row.text('name')} {row.text('room')} {mask_phone(number)}: {words}"
        self.outcome.questions.append(Question(key, said(row.sheet.words), row.number, text, answers))
        given = self.outcome.answers.get(key)
        return next((answer for answer in answers if answer == given), None)

    def _refuse_guesses(self, rows: Sequence[Row], numbers: set[str]) -> None:
        """Names the rows of many numbers that all would be shown as somebody's on record is."""
        alike = Counter(mask_phone(number) for number in numbers if is_mobile(number))
        many = {mask for mask, count in alike.items() if count > MOST_ALIKE}
        if not many:
            return
        on_record = Person.objects.filter(company_id=self.outcome.estate.company_id).values_list("phone", flat=True)
        further = (phone for phones in self.further.values() for phone in phones)
        many &= {mask_phone(phone) for phone in (*on_record, *further)}
        for row in rows:
            if any(mask_phone(one.number) in many for one in numbers_in(row)):
                wrong = _("More than %(count)s numbers of the list differ in their middle digits alone.")
                advice = _("Check them: no real list has that.")
                self.outcome.problems.append(row.problem("phone", wrong % {"count": MOST_ALIKE}, advice))


def numbers_in(row: Row) -> tuple[Number, ...]:
    """The numbers of a row; () where there are none, or none that can be read, which is said elsewhere."""
    try:
        return listed(row.text("phone"))
    except NoNumber:
        return ()
