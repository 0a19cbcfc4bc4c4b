"""Taking over the sheet of residents: each row is one person's part in one household, with its dates."""

from collections import defaultdict
from datetime import date

from django.utils.translation import gettext as _

from jujiao.company.estates.locating import Rooms
from jujiao.company.estates.models import Household, Person, Relation, Residency, Room
from jujiao.company.estates.names import pinyin_of
from jujiao.company.estates.operations.people import LONGEST
from jujiao.company.staff.workbook.cells import Row
from jujiao.company.staff.workbook.form import RELATIONS, said, same
from jujiao.company.staff.workbook.outcome import Outcome
from jujiao.company.staff.workbook.places import typed_place
from jujiao.company.staff.workbook.stays import FOREVER, Stay, Stays
from jujiao.company.staff.workbook.whose import Whose, numbers_in


class Residents:
    """One taking over. Rows that are there already are compared, the others are placed and written at the end."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        estate = outcome.estate
        held = Room.objects.filter(estate=estate).select_related("unit__building").select_for_update(of=("self",))
        rooms = list(held)
        self.rooms = Rooms(estate, rooms)
        self.stays: dict[int, Stays] = {room.pk: Stays(room) for room in rooms}
        self.by_household: dict[int, Stay] = {}
        for household in Household.objects.filter(room__estate=estate).order_by("moved_in"):
            stays = self.stays[household.room_id]
            stay = Stay(stays.room, household.moved_in, household.moved_out or FOREVER, household)
            stays.all.append(stay)
            self.by_household[household.pk] = stay
        self.there: dict[tuple[int, str], list[Residency]] = defaultdict(list)
        residencies = Residency.objects.filter(household__room__estate=estate)
        for each in residencies.select_related("person", "household").order_by("id"):
            self.there[each.household.room_id, each.person.name].append(each)
            self.by_household[each.household_id].members.append(each)
        self.matched: dict[int, Row] = {}
        self.changed: list[Residency] = []
        self.added: dict[tuple[int, str], list[tuple[Residency, Row]]] = defaultdict(list)

    def take(self, rows: list[Row]) -> None:
        """Compares and writes; what is wrong stands in the outcome, and nothing of a wrong row is written."""
        self.whose = Whose(self.outcome, rows)
        new = []
        for row in rows:
            room = self._room(row)
            if room is None or not self._dates_fit(row):
                continue
            residency = self._there_already(row, room)
            if residency is not None:
                self._compare(row, residency)
            elif not self._rival(row, room):
                new.append((row, room))
        for stay in self.by_household.values():
            if stay.touched:
                stay.end = stay.last_day()
        # By first day, so that a household that arises here begins with its first person.
        for row, room in sorted(new, key=lambda pair: pair[0].days["moved_in"] or date.min):
            self._place(row, room)
        self._write()

    def _room(self, row: Row) -> Room | None:
        typed = row.texts["room"] = typed_place(row)
        room = self.rooms.locate(typed)
        if room is None and typed:
            wrong = _("There is no room %(room)s.") % {"room": typed[:30]}
            advice = _("Check the number, or add the room to the sheet of rooms.")
            self.outcome.problems.append(row.problem("room", wrong, advice))
        return room

    def _dates_fit(self, row: Row) -> bool:
        """Whether the row can be placed at all: name, relation and dates are there and in order."""
        start, end = row.days["moved_in"], row.days.get("moved_out")
        for key, day in (("moved_in", start), ("moved_out", end)):
            if day and not self.outcome.sensible(day):
                self.outcome.problems.append(
                    row.problem(key, _("%(day)s cannot be right: check the year.") % {"day": day.isoformat()})
                )
                return False
        if start and end and end < start:
            self.outcome.problems.append(row.problem("moved_out", _("The day of moving out lies before moving in.")))
            return False
        if len(row.text("name")) > LONGEST:
            self.outcome.problems.append(
                row.problem("name", _("Write no more than %(count)s characters.") % {"count": LONGEST})
            )
            return False
        return bool(start and row.text("name") and self._relation(row))

    def _relation(self, row: Row) -> Relation | None:
        return next((key for key, words in RELATIONS.items() if same(words, row.text("relation"))), None)

    def _relation_words(self, row: Row) -> str:
        """What the person will be here, beside what the list calls them where that is another word."""
        typed, relation = row.text("relation"), self._relation(row)
        ours = RELATIONS[relation] if relation else (typed, typed)
        return typed if typed in ours[:2] else f"{said(ours)} ({typed})"

    def _there_already(self, row: Row, room: Room) -> Residency | None:
        """The residency that the row speaks of: same room, name and first day; of namesakes the one with the phone."""
        fits = [
            each
            for each in self.there[room.pk, row.text("name")]
            if each.moved_in == row.days["moved_in"] and each.pk not in self.matched
        ]
        numbers = {one.number for one in numbers_in(row)}
        return next((each for each in fits if each.person.phone in numbers), fits[0] if fits else None)

    def _rival(self, row: Row, room: Room) -> bool:
        """Whether the same name lives in the room meanwhile, which is one and the same person mistyped or doubled."""
        start, end = row.days["moved_in"] or date.min, row.days.get("moved_out") or FOREVER
        for each in self.there[room.pk, row.text("name")]:
            if each.moved_in <= end and (each.moved_out or FOREVER) >= start:
                if each.pk in self.matched:
                    self._doubled(row, self.matched[each.pk].number)
                else:
                    wrong = _("%(name)s lives in %(room)s since %(day)s already.") % {
                        "name": each.person.name,
                        "room": room.code,
                        "day": each.moved_in.isoformat(),
                    }
                    advice = _("Write that day, or the day on which the earlier stay ended.")
                    self.outcome.problems.append(row.problem("moved_in", wrong, advice))
                return True
        return False

    def _doubled(self, row: Row, first: int) -> None:
        self.outcome.problems.append(
            row.problem("", _("This person and room stand in row %(row)s already.") % {"row": first}, _("Delete one."))
        )

    def _compare(self, row: Row, there: Residency) -> None:
        """Takes over what the row says anew about a residency. An empty cell leaves things as they are."""
        self.matched[there.pk] = row
        said_anew = []
        relation, end = self._relation(row), row.days.get("moved_out")
        if relation and there.relation != relation:
            there.relation = relation
            said_anew.append(said(RELATIONS[relation]))
        if end and there.moved_out != end:
            stay = self.by_household[there.household_id]
            if any(other is not stay and other.meets(stay.start, end) for other in self.stays[stay.room.pk].all):
                self.outcome.problems.append(
                    row.problem("moved_out", _("Another household lives there by then."), _("Check both dates."))
                )
                return
            there.moved_out, stay.touched = end, True
            said_anew.append(_("moved out on %(day)s") % {"day": end.isoformat()})
        said_anew += self.whose.compare(row, there.person, self.by_household[there.household_id])
        if said_anew:
            self.changed.append(there)
            text = f"{there.person.name} {row.text('room')}: {', '.join(said_anew)}"
            self.outcome.change(row, "changed", text)
        else:
            self.outcome.stays(row)

    def _place(self, row: Row, room: Room) -> None:
        start, end = row.days["moved_in"] or date.min, row.days.get("moved_out")
        name, numbers = row.text("name"), numbers_in(row)
        phone = numbers[0].number if numbers else ""
        if "*" in row.text("phone"):
            wrong = _("Nobody on record has this number.")
            self.outcome.problems.append(row.problem("phone", wrong, _("Write the number in full, or leave it empty.")))
            return
        for other, first in self.added[room.pk, name]:
            meanwhile = other.moved_in <= (end or FOREVER) and (other.moved_out or FOREVER) >= start
            if meanwhile and other.person.phone == phone:
                self._doubled(row, first.number)
                return
        stay = self.stays[room.pk].place(start, end or FOREVER)
        if stay is None:
            wrong = _("The dates run across those of another household of the room.")
            self.outcome.problems.append(row.problem("moved_in", wrong, _("Check the dates of everybody in the room.")))
            return
        residency = Residency(
            person=self._person(row, room, stay),
            relation=self._relation(row) or Relation.OWNER,
            moved_in=start,
            moved_out=end,
        )
        stay.added.append(residency)
        stay.members.append(residency)
        stay.touched = True
        self.added[room.pk, name].append((residency, row))
        self.outcome.change(
            row,
            "new",
            _("%(name)s, %(relation)s of %(room)s from %(day)s")
            % {"name": name, "relation": self._relation_words(row), "room": room.code, "day": start.isoformat()},
        )

    def _person(self, row: Row, room: Room, stay: Stay) -> Person:
        """The person with this name and one of these numbers; without a number, whoever has the name and none in the
        same room."""
        name, numbers = row.text("name"), numbers_in(row)
        if numbers:
            first = numbers[0].number
            person = self.whose.known(name, numbers) or self.whose.ask(row, first, stay, None)
            person = person or self._new(name, first)
            self.whose.give(first, person, row, stay)
            self.whose.add_further(person, person.phone, numbers)
            return person
        namesakes = [each.person for each in self.there[room.pk, name]]
        namesakes += [each.person for each, _row in self.added[room.pk, name]]
        return next((person for person in namesakes if not person.phone), None) or self._new(name, "")

    def _new(self, name: str, phone: str) -> Person:
        company_id = self.outcome.estate.company_id
        return Person(company_id=company_id, name=name, pinyin=pinyin_of(name), phone=phone)

    def _write(self) -> None:
        if self.outcome.problems:
            return
        stays = [stay for each in self.stays.values() for stay in each.all if stay.touched]
        added = [residency for stay in stays for residency in stay.added]
        people = {id(each.person): each.person for each in added if each.person.pk is None}
        Person.objects.bulk_create(people.values(), batch_size=1000)
        for stay in stays:
            if stay.household is None:
                stay.household = Household(room=stay.room, moved_in=stay.start)
        self._end_households(stays)
        households = [stay.household for stay in stays if stay.household]
        Household.objects.bulk_create([each for each in households if each.pk is None], batch_size=1000)
        for stay in stays:
            for residency in stay.added:
                # Both have their ids only now.
                residency.household_id = stay.household.pk if stay.household else 0
                residency.person_id = residency.person.pk
        Residency.objects.bulk_create(added, batch_size=1000)
        Residency.objects.bulk_update(self.changed, ["relation", "moved_out"], batch_size=500)
        self.whose.write()

    def _end_households(self, stays: list[Stay]) -> None:
        """A household ends with its last person."""
        for stay in stays:
            if stay.household is not None:
                last = stay.last_day()
                stay.household.moved_out = None if last == FOREVER else last
        existing = [stay.household for stay in stays if stay.household and stay.household.pk]
        Household.objects.bulk_update(existing, ["moved_out"], batch_size=500)
