"""Every read of requisitions, rounds and headcounts; `get_for` is the only way from a request to one."""

from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.company.staff.models import Department
from jujiao.company.staff.queries import headless
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import Role, Viewer
from jujiao.people.requisitions.models import Answer, Headcount, Requisition, RequisitionRound

SEES_ESTATE = (Role.MANAGER, Role.ADMINISTRATION, Role.COMPANY, Role.AUDITOR)
SEES: tuple[Role, ...] = (Role.HEAD, *SEES_ESTATE)


def visible_to(viewer: Viewer) -> QuerySet[Requisition]:
    """The requisitions of the departments that the viewer heads, and of the estates that they answer for."""
    return Requisition.objects.filter(_within(viewer, "")).select_related("estate", "department", "asked_in")


def get_for(viewer: Viewer, requisition_id: int) -> Requisition:
    """Http404 for whoever may not know that it exists."""
    return get_object_or_404(visible_to(viewer).select_related("rulebook_version"), pk=requisition_id)


def rounds_for(viewer: Viewer) -> QuerySet[RequisitionRound]:
    """The rounds of the viewer's company, in which each sees the requisitions that are theirs to see."""
    rounds = RequisitionRound.objects.filter(company=viewer.company_id or 0)
    return rounds if viewer.has(*SEES) else rounds.none()


def get_round_for(viewer: Viewer, round_id: int) -> RequisitionRound:
    return get_object_or_404(rounds_for(viewer).select_related("rulebook_version"), pk=round_id)


def headcounts_for(viewer: Viewer) -> QuerySet[Headcount]:
    """The headcounts of the same departments."""
    return Headcount.objects.filter(_within(viewer, "department__")).select_related("department__estate", "post")


def get_headcount_for(viewer: Viewer, headcount_id: int) -> Headcount:
    return get_object_or_404(headcounts_for(viewer), pk=headcount_id)


def departments_asking(viewer: Viewer) -> QuerySet[Department]:
    """The departments for which the viewer says what they need: those that they head, and those without a head of the
    estates that they manage."""
    managed = headless(estates_of(viewer, Role.MANAGER), clock.now()) if viewer.has(Role.MANAGER) else None
    mine = Q(pk__in=viewer.department_ids(Role.HEAD))
    mine = mine if managed is None else mine | Q(pk__in=managed.values("pk"))
    found = Department.objects.filter(mine, estate__company=viewer.company_id or 0)
    return found.select_related("estate").order_by("estate_id", "id")


def departments_of(viewer: Viewer, *roles: Role) -> QuerySet[Department]:
    """The departments of the estates where the viewer holds one of `roles`."""
    found = Department.objects.filter(estate__in=estates_of(viewer, *roles)) if viewer.has(*roles) else None
    return (Department.objects.none() if found is None else found).select_related("estate").order_by("estate_id", "id")


def prepared(requisitions: Iterable[Requisition]) -> list[Requisition]:
    """The requisitions, each with its standing answer and whether its department has a head: two queries for all."""
    found = list(requisitions)
    answers = Answer.objects.filter(requisition__in=found).order_by("requisition_id", "-id").distinct("requisition_id")
    last = {answer.requisition_id: answer for answer in answers}
    estates = Estate.objects.filter(pk__in={one.estate_id for one in found})
    unheaded = set(headless(estates, clock.now()).values_list("pk", flat=True))
    for one in found:
        answer = last.get(one.pk)
        one.standing = answer if answer is not None and answer.round == one.round else None
        one.has_head = one.department_id not in unheaded
    return found


def headlines(viewer: Viewer, requisition_ids: Collection[int]) -> dict[int, str]:
    """Which department, and for which months it was asked, of those requisitions that the viewer may see."""
    found = visible_to(viewer).filter(pk__in=requisition_ids)
    return {one.pk: f"{one.department} · {one.asked_in or _('of its own accord')}" for one in found}


def _within(viewer: Viewer, to: str) -> Q:
    """What the viewer may see, of rows with a department; `to` leads from them to the estate."""
    here = Q(**{f"{to}estate__company": viewer.company_id or 0})
    estates = viewer.estate_ids(*SEES_ESTATE)
    if estates is None:
        return here
    return here & (Q(**{f"{to}estate__in": estates}) | Q(department__in=viewer.department_ids(Role.HEAD)))
