"""Numbers in a workbook: several in a cell, and one that somebody else has on record."""

from datetime import date, datetime
from typing import Any

import pytest

from jujiao.company.estates.models import Person, PhoneChange
from jujiao.company.estates.numbers import numbers_of
from jujiao.company.estates.second_holder import Answer
from jujiao.company.staff.operations import take_over
from jujiao.company.staff.operations.imports import UnableToTakeOver
from jujiao.company.staff.tests.sending import check, confirm, problems, send, workbook
from jujiao.company.staff.workbook.export import export
from jujiao.rules.phone_lists import Number
from jujiao.testing.cast import OPENED, Cast

MOVED_IN = date(2026, 2, 1)
EMPTY = "2-2-202"
HERE = "1-1-101"


def row(name: str, phone: str, room: str = EMPTY, start: date = MOVED_IN) -> list[Any]:
    return [room, name, phone, "业主", start, ""]


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("13811119994/13911119995", [("13811119994", ""), ("13911119995", "")]),
        ("13811119994、0571-88886616转802", [("13811119994", ""), ("0571-88886616-802", "")]),
        ("妻 13911119995；13811119994", [("13811119994", ""), ("13911119995", "妻")]),
        ("13811119994(本人)\n13911119995(妻)", [("13811119994", "本人"), ("13911119995", "妻")]),
        ("+852 9123 4567", [("+85291234567", "")]),
        ("013811110015", [("13811110015", "")]),
        ("１３８１１１１９９９４", [("13811119994", "")]),
        ("无", []),
    ],
)
def test_a_cell_of_numbers_is_taken_over(cast: Cast, now: datetime, cell: str, kept: list[tuple[str, str]]) -> None:
    send(cast, now, workbook(residents=[row("秦朗", cell)]))
    person = Person.objects.get(name="秦朗")
    assert numbers_of(person) == [Number(*each) for each in kept]


def test_what_goes_out_comes_in_again_and_changes_nothing(cast: Cast, now: datetime) -> None:
    send(cast, now, workbook(residents=[row("秦朗", "妻 13911119995；13811119994(本人)；0571-88886616-802")]))
    content = export(cast.estate, contacts=True, by="x", reason="y", now=now)
    outcome = check(cast, now, content).outcome
    assert (outcome.problems, outcome.changes, outcome.questions) == ([], [], [])


def test_people_on_record_get_further_numbers_and_keep_the_first(cast: Cast, now: datetime) -> None:
    """Also where the list has it second; and what the list does not have stays."""
    send(cast, now, workbook(residents=[row("林晓梅", "13911119995(妻)、13800000101", HERE, OPENED)]))
    send(cast, now, workbook(residents=[row("林晓梅", "13800000101", HERE, OPENED)]))
    person = Person.objects.get(pk=cast.resident.person.pk)
    assert numbers_of(person) == [Number("13800000101"), Number("13911119995", "妻")]
    assert not PhoneChange.objects.exists()


def test_another_first_number_waits_as_on_the_page(cast: Cast, now: datetime) -> None:
    send(cast, now, workbook(residents=[row("林晓梅", "13911119995", HERE, OPENED)]))
    assert PhoneChange.objects.get().new == "13911119995"


def test_a_cell_with_something_else_is_named(cast: Cast, now: datetime) -> None:
    ((number, column, said),) = problems(cast, now, residents=[row("秦朗", "13811119994；1391111")])
    assert (number, column) == (2, "Phone")
    assert "1391111" in said


def test_whose_a_number_is_is_asked_and_nothing_is_taken_over_before(cast: Cast, now: datetime) -> None:
    checked = check(cast, now, workbook(residents=[row("秦朗", "13800000103")]))
    (question,) = checked.outcome.questions
    assert "何建平" in question.text
    assert "13800000103" not in question.text
    assert list(question.answers) == [Answer.SAME, Answer.PASSED, Answer.SHARED]
    with pytest.raises(UnableToTakeOver):
        confirm(cast, now, checked)
    assert not Person.objects.filter(name="秦朗").exists()


@pytest.mark.parametrize(
    ("answer", "new", "former"),
    [(Answer.SAME, 0, "13800000103"), (Answer.PASSED, 1, ""), (Answer.SHARED, 1, "13800000103")],
)
def test_the_answer_is_carried_out(cast: Cast, now: datetime, answer: Answer, new: int, former: str) -> None:
    checked = check(cast, now, workbook(residents=[row("秦朗", "13800000103")]))
    (question,) = checked.outcome.questions
    take_over(
        upload=checked.upload,
        plan=checked.outcome.digest,
        actor=cast.hr.viewer,
        now=now,
        answers={question.key: answer},
    )
    assert Person.objects.filter(name="秦朗").count() == new
    assert Person.objects.get(pk=cast.former.person.pk).phone == former


def test_a_household_shares_a_number_without_a_question(cast: Cast, now: datetime) -> None:
    rows = [row("秦朗", "13811119994"), row("秦小朗", "13811119994")]
    assert check(cast, now, workbook(residents=rows)).outcome.questions == []
    shared = check(cast, now, workbook(residents=[row("林小朵", "13800000101", HERE, OPENED)]))
    assert shared.outcome.questions == []


def test_two_rows_of_two_rooms_are_asked_about(cast: Cast, now: datetime) -> None:
    rows = [row("秦朗", "13811119994"), row("秦明", "13811119994", "2-2-201")]
    (question,) = check(cast, now, workbook(residents=rows)).outcome.questions
    assert question.row == 3
    assert "秦朗" in question.text


def test_a_list_of_guesses_is_no_list(cast: Cast, now: datetime) -> None:
    """By asking whose each number is, the digits under a mask could be tried out by the thousand."""
    rows = [row(f"甲{'乙' * n}", f"138{n:04}0103") for n in range(6)]
    checked = check(cast, now, workbook(residents=rows))
    assert len(checked.outcome.problems) == 6
