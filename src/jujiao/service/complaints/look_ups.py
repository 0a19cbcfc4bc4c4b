"""What a request of another system names by code, name or id; Http404 for what is not there, or not for the viewer."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from jujiao.company.estates.models import Building, Estate, Person, Residency, Room
from jujiao.kernel.database.compiled import compiled, only
from jujiao.kernel.record.access import Role, Viewer
from jujiao.service.complaints.models import Category
from jujiao.service.complaints.permissions import REGISTERS


def estate(viewer: Viewer, code: str) -> Estate:
    """The estate, if the viewer works or lives there."""
    found = only(_estates(code=code, company=viewer.company_id))
    if not viewer.has(*Role, estate_id=found.pk):
        raise Http404
    return found


def category(code: str) -> Category:
    return only(_categories(code=code))


def room(estate: Estate, code: str) -> Room:
    return only(_rooms(estate=estate.pk, code=code))


def building(estate: Estate, name: str) -> Building:
    return only(_buildings(estate=estate.pk, name=name))


def person(viewer: Viewer, estate: Estate, person_id: int | None) -> Person | None:
    """The complainant: whoever lives or lived at the estate; an owner speaks for themselves."""
    if person_id is None and not viewer.has(*REGISTERS, estate_id=estate.pk):
        person_id = viewer.person_id
    return None if person_id is None else only(_people(pk=person_id, estate=estate.pk))


@compiled
def _estates(*, code: str, company: int | None) -> QuerySet[Estate]:
    return Estate.objects.filter(code=code, company=company).order_by("id")


@compiled
def _categories(*, code: str) -> QuerySet[Category]:
    return Category.objects.filter(code=code, active=True)


@compiled
def _rooms(*, estate: int, code: str) -> QuerySet[Room]:
    return Room.objects.filter(estate=estate, code=code).order_by("id")


@compiled
def _buildings(*, estate: int, name: str) -> QuerySet[Building]:
    return Building.objects.filter(estate=estate, name=name).order_by("id")


@compiled
def _people(*, pk: int, estate: int) -> QuerySet[Person]:
    lived_there = Residency.objects.filter(person=OuterRef("pk"), household__room__estate=estate)
    return Person.objects.filter(Exists(lived_there), pk=pk)
