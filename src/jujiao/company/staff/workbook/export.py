"""The estate's workbook as it is: the same form that is taken over, so that taking it over again changes nothing."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate, PersonPhone, Relation, Residency, Room
from jujiao.company.estates.numbers import with_words
from jujiao.company.staff.models import Assignment
from jujiao.company.staff.workbook.form import (
    DESK,
    EMPLOYEES,
    EVERYWHERE,
    HERE,
    NOTES,
    RELATIONS,
    RESIDENTS,
    ROLES,
    ROOMS,
    SHEETS,
    FormSheet,
    said,
)
from jujiao.kernel.machine.spreadsheets import Column, write
from jujiao.kernel.record.access import Role
from jujiao.rules.phone_lists import Number, written


def empty_form() -> bytes:
    """The form to fill in, with what each column takes."""
    return write([*((said(form.words), _columns(form, True), ()) for form in SHEETS), _notes(_how_to_fill_in())])


def export(estate: Estate, *, contacts: bool, by: str, reason: str, now: datetime) -> bytes:
    """Everything of the estate; without `contacts` the columns of phone numbers and addresses are left out.

    Who exported it when, and why, stands on a sheet of its own and at the foot of each printed page."""
    at = f"{timezone.localtime(now):%Y-%m-%d %H:%M}"
    mark = _("%(estate)s, exported by %(by)s on %(at)s") % {"estate": estate.name, "by": by, "at": at}
    sheets = [
        (said(ROOMS.words), _columns(ROOMS, contacts), rooms_of(estate)),
        (said(RESIDENTS.words), _columns(RESIDENTS, contacts), residents_of(estate, contacts)),
        (said(EMPLOYEES.words), _columns(EMPLOYEES, contacts), employees_of(estate, contacts)),
        (said(DESK.words), _columns(DESK, contacts), [[estate.desk_phone]]),
        _notes([mark, *_how_to_handle(contacts, reason)]),
    ]
    return write(sheets, footer=mark)


def rows_with_contacts(estate: Estate) -> int:
    """How many rows of an export would hold a phone number or an address."""
    return (
        Residency.objects.filter(household__room__estate=estate).exclude(person__phone="").count()
        + _posts_of(estate).exclude(employee__phone="", employee__user__email="").count()
    )


def rooms_of(estate: Estate) -> Iterator[Sequence[Any]]:
    rooms = Room.objects.filter(estate=estate).order_by("sort", "id")
    yield from rooms.values_list("unit__building__name", "unit__name", "number")


def residents_of(estate: Estate, contacts: bool) -> Iterator[Sequence[Any]]:
    residencies = Residency.objects.filter(household__room__estate=estate).order_by(
        "household__room__sort", "household__room_id", "moved_in", "id"
    )
    further = _further_numbers(estate) if contacts else {}
    columns = ("household__room__code", "person", "person__name", "person__phone", "relation", "moved_in", "moved_out")
    for room, person, name, phone, relation, moved_in, moved_out in residencies.values_list(*columns):
        words = said(RELATIONS[Relation(relation)])
        numbers = written(with_words(phone, further.get(person, ())))
        yield [room, name, *([numbers] if contacts else []), words, moved_in, moved_out]


def _further_numbers(estate: Estate) -> dict[int, list[Number]]:
    """Further numbers by person, in the order in which they were added."""
    people = Residency.objects.filter(household__room__estate=estate).values("person")
    found: dict[int, list[Number]] = defaultdict(list)
    rows = PersonPhone.objects.filter(person__in=people, ended_at=None).order_by("id")
    for person, phone, word in rows.values_list("person", "phone", "word"):
        found[person].append(Number(phone, word))
    return found


def employees_of(estate: Estate, contacts: bool) -> Iterator[Sequence[Any]]:
    posts = _posts_of(estate).select_related("employee__user", "department")
    for post in posts.order_by("employee__number", "starts_on", "id"):
        employee = post.employee
        yield [
            employee.number,
            employee.name,
            *([employee.phone] if contacts else []),
            employee.user.username,
            said(HERE if post.estate_id else EVERYWHERE),
            post.department.name if post.department else "",
            post.title,
            said(ROLES[Role(post.role)]),
            employee.joined_on,
            employee.left_on,
            post.starts_on,
            post.ends_on,
            *([employee.user.email] if contacts else []),
        ]


def _posts_of(estate: Estate) -> QuerySet[Assignment]:
    """Posts at the estate, and those at all estates in none of another estate's departments."""
    everywhere = Q(estate=None, employee__company=estate.company_id) & (
        Q(department=None) | Q(department__estate=estate)
    )
    return Assignment.objects.filter(Q(estate=estate) | everywhere)


def _columns(form: FormSheet, contacts: bool) -> list[Column]:
    return [
        Column(said(each.words), each.width, said(each.help), [said(words) for words in each.choices])
        for each in form.columns
        if contacts or not each.contact
    ]


def _notes(lines: Sequence[str]) -> tuple[str, list[Column], list[Sequence[Any]]]:
    return said(NOTES), [Column(said(NOTES), width=80)], [[line] for line in lines]


def _how_to_fill_in() -> list[str]:
    return [
        _("Fill in the sheets and leave their first rows as they are. A sheet that you do not need may be deleted."),
        _("Rooms: one row each. Rooms that are missing here stay as they are."),
        _("Residents: one row for each person and room. Who has moved out stays in the list, with both dates."),
        _("Employees: one row for each post. Whoever has two posts has two rows with the same staff number."),
        _("Front desk data: the one number that owners of the estate call."),
        _("Dates are written as 2025-07-01. An empty cell leaves what is on record as it is."),
        _("After uploading you see what would change, and what is wrong in which row. Nothing is written before."),
    ]


def _how_to_handle(contacts: bool, reason: str) -> list[str]:
    if not contacts:
        return [_("Phone numbers and e-mails are left out. Uploading this workbook again changes none of them.")]
    return [
        _("Reason: %(reason)s") % {"reason": reason},
        _("This workbook holds personal data. Use it for the reason given, do not pass it on, and delete it then."),
    ]
