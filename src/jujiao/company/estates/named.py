"""The places that a request of another system names, in its body or as a filter of a list.

UnknownValue, with the field and what was given, for what is not there, or not for the viewer: an empty list would say
that there is nothing."""

from django.db.models import QuerySet

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import SEE_PEOPLE, buildings_of, estates_of
from jujiao.company.estates.searching import Meant, folded, place_meant
from jujiao.kernel.database.compiled import NOTHING, Asked, compiled, first
from jujiao.kernel.pages.api import UnknownValue
from jujiao.kernel.record.access import Role, Viewer
from jujiao.rules.places import place_key


def estate(viewer: Viewer, code: str, *roles: Role) -> Estate:
    """The estate of that code, where the viewer holds one of `roles` (by default any: works or lives there)."""
    return meant(viewer, code, asked_estate(viewer, code).rows(), *roles)


def asked_estate(viewer: Viewer, code: str) -> Asked[Estate]:
    """Asks for the same; see `meant`."""
    return _estates.asked(code=folded(code), company=viewer.company_id) if viewer.company_id is not None else NOTHING


def meant(viewer: Viewer, code: str, found: list[Estate], *roles: Role) -> Estate:
    """The answer, where it is for the viewer."""
    one = first(found)
    if one is None or not viewer.has(*(roles or Role), estate_id=one.pk):
        raise UnknownValue("estate", code)
    return one


def building_key(viewer: Viewer, said: str) -> str:
    """The key of a building of that name at one of the estates where the viewer looks up places."""
    key = place_key(said)
    if not buildings_of(viewer).filter(key=key).exists():
        raise UnknownValue("building", said)
    return key


def rooms_meant(viewer: Viewer, said: str) -> Meant:
    """The rooms that a text means or goes on to mean: a search, which may find none."""
    meant = place_meant(said, estates_of(viewer, *SEE_PEOPLE).all)
    if meant is None:
        raise UnknownValue("room", said)
    return meant


@compiled
def _estates(*, code: str, company: int) -> QuerySet[Estate]:
    return Estate.objects.filter(code__iexact=code, company=company).order_by("id")
