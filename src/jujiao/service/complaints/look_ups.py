"""What a request of another system names, by our ids or by what others know: codes, names, numbers.

UnknownValue, with the field and what was given, for what is not there, or not for the viewer."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from jujiao.company.estates.contact import clean_phone
from jujiao.company.estates.locating import asked_room, is_meant, locate
from jujiao.company.estates.models import Building, Estate, Person, Residency, Room
from jujiao.company.estates.named import asked_estate, meant
from jujiao.company.estates.queries import SEE_PEOPLE, the_resident
from jujiao.company.estates.searching import folded
from jujiao.company.staff.models import Department, Employee
from jujiao.kernel.database.compiled import NOTHING, compiled, first
from jujiao.kernel.database.together import together
from jujiao.kernel.pages.api import UnknownValue
from jujiao.kernel.record.access import Viewer
from jujiao.rules.places import place_key
from jujiao.rules.staff_numbers import alike_pattern, plain_number
from jujiao.service.complaints.models import Category, Complaint
from jujiao.service.complaints.permissions import REGISTERS
from jujiao.service.complaints.queries import get_either


def category(said: str, *, of_old: bool = False) -> Category:
    """By its code or by its name in either language; one in use, or `of_old` also one that is no more."""
    named = folded(said)
    found = first(_categories(of_old, code=named)) or first(_categories_named(of_old, name=named))
    if found is None:
        raise UnknownValue("category", said)
    return found


def room(estate: Estate, said: str) -> Room:
    """By whatever the room is called: 1-2-204, 1栋2单元204室."""
    found = locate(estate, said)
    if found is None:
        raise UnknownValue("room", said)
    return found


def named(
    viewer: Viewer, *, estate_said: str, category_said: str, room_said: str, person_id: int | None
) -> tuple[Estate, Category, Room | None, Person | None]:
    """At which estate a new complaint is, what it is about, where, and whose it is, each as `named.estate`, `category`,
    `room` and `person` find it: mostly in one statement."""
    company = viewer.company_id or 0
    estates, categories, rooms, people = together(
        asked_estate(viewer, estate_said),
        _categories.asked(False, code=folded(category_said)),
        asked_room(company, estate_said, room_said) if room_said else NOTHING,
        NOTHING if person_id is None else _people_at.asked(pk=person_id, code=folded(estate_said), company=company),
    )
    estate = meant(viewer, estate_said, estates)
    place, who = first(rooms), first(people)
    return (
        estate,
        first(categories) or category(category_said),
        place if place and is_meant(place, estate, room_said) else room(estate, room_said) if room_said else None,
        who or person(viewer, estate, person_id),
    )


def building(estate: Estate, said: str) -> Building:
    found = first(_buildings(estate=estate.pk, key=place_key(said)))
    if found is None:
        raise UnknownValue("building", said)
    return found


def person(viewer: Viewer, estate: Estate, person_id: int | None) -> Person | None:
    """The complainant: whoever lives or lived at the estate; an owner speaks for themselves."""
    person_id = complainant_id(viewer, estate, person_id)
    if person_id is None:
        return None
    found = first(_people(pk=person_id, estate=estate.pk))
    if found is None:
        raise UnknownValue("person_id", person_id)
    return found


def complainant_id(viewer: Viewer, estate: Estate, person_id: int | None) -> int | None:
    if person_id is None and not viewer.has(*REGISTERS, estate_id=estate.pk):
        return viewer.person_id
    return person_id


def resident(viewer: Viewer, room: Room | None, name: str, phone: str, spoke: date) -> Person | None:
    """Whom a name and a number mean in that room on a local day, where exactly one has both; for those alone who may
    look up residents, so that nobody else learns by it who lives there."""
    if room is None or not (name and phone) or not viewer.has(*SEE_PEOPLE, estate_id=room.estate_id):
        return None
    return the_resident(room.pk, name, clean_phone(phone), spoke)


def earlier(viewer: Viewer, complaint_id: int | None) -> Complaint | None:
    """The closed complaint that a new one follows on; None where none is named."""
    if complaint_id is None:
        return None
    try:
        return get_either(viewer, complaint_id)
    except Http404:
        raise UnknownValue("earlier_id", complaint_id) from None


def department(estate_id: int, department_id: int | None, name: str) -> Department:
    """By its id, or by its name at the estate."""
    named = Q(name__iexact=folded(name)) if department_id is None else Q(pk=department_id)
    found = Department.objects.filter(named, estate=estate_id).first()
    if found is None:
        raise UnknownValue(*(("department", name) if department_id is None else ("department_id", department_id)))
    return found


def accused(viewer: Viewer, estate: Estate, employee_id: int | None, number: str) -> Employee | None:
    """Whom a complaint is about, as staff name them; None where nobody is named."""
    if employee_id is None and not number:
        return None
    company = viewer.company_id if viewer.has(*REGISTERS, estate_id=estate.pk) else None
    return employee(company, employee_id, number, "about_employee")


def employee(company_id: int | None, employee_id: int | None, number: str, field: str = "handler") -> Employee:
    """By the id, or by the staff number of the company, which another system may have without its zeros; `field` is
    what the request calls them."""
    of_company = Employee.objects.filter(company=company_id or 0)
    if employee_id is not None:
        found = of_company.filter(pk=employee_id).first()
    else:
        plain = plain_number(number)
        alike = of_company.filter(number__iregex=alike_pattern(plain)) if plain else of_company.none()
        found = of_company.filter(number=plain).first() or (alike[0] if len(alike[:2]) == 1 else None)
    if found is None:
        raise UnknownValue(*((field, number) if employee_id is None else (f"{field}_id", employee_id)))
    return found


@compiled
def _categories(of_old: bool, /, *, code: str) -> QuerySet[Category]:
    return _in_use(of_old).filter(code__iexact=code)


@compiled
def _categories_named(of_old: bool, /, *, name: str) -> QuerySet[Category]:
    return _in_use(of_old).filter(Q(name_zh=name) | Q(name_en__iexact=name))


def _in_use(of_old: bool) -> QuerySet[Category]:
    """Those in use first, which alone are meant unless `of_old`."""
    found = Category.objects.order_by("-active", "id")
    return found if of_old else found.filter(active=True)


@compiled
def _buildings(*, estate: int, key: str) -> QuerySet[Building]:
    return Building.objects.filter(estate=estate, key=key).order_by("id")


@compiled
def _people_at(*, pk: int, code: str, company: int) -> QuerySet[Person]:
    there = {"household__room__estate__code__iexact": code, "household__room__estate__company": company}
    return Person.objects.filter(Exists(Residency.objects.filter(person=OuterRef("pk"), **there)), pk=pk)


@compiled
def _people(*, pk: int, estate: int) -> QuerySet[Person]:
    lived_there = Residency.objects.filter(person=OuterRef("pk"), household__room__estate=estate)
    return Person.objects.filter(Exists(lived_there), pk=pk)
