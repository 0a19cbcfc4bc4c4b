"""What is said on the telephone: scripts and their versions, by who may read them."""

from collections.abc import Mapping
from typing import Any

from django.db.models import F, Q, QuerySet
from django.shortcuts import get_object_or_404

from jujiao.company.estates.models import Estate
from jujiao.company.estates.queries import estates_of
from jujiao.kernel.record.access import Role, Viewer, may
from jujiao.service.calls.models import Occasion, Script, ScriptVersion
from jujiao.service.calls.permissions import SEES_SCRIPTS


def scripts_for(viewer: Viewer) -> QuerySet[Script]:
    """The company's own, and those of the estates where the viewer reads them."""
    estates = Q(estate=None) | Q(estate__in=estates_of(viewer, *SEES_SCRIPTS).order_by())
    return Script.objects.filter(estates, company=viewer.company_id or 0).select_related("estate", "company")


def get_script_for(viewer: Viewer, script_id: int) -> Script:
    return get_object_or_404(scripts_for(viewer), pk=script_id)


def versions_of(script: Script) -> QuerySet[ScriptVersion]:
    """The latest first."""
    return ScriptVersion.objects.filter(script=script).select_related("published_by").order_by("-number")


def current(scripts: QuerySet[Script]) -> QuerySet[ScriptVersion]:
    """The wording of each of some scripts that is said now."""
    found = ScriptVersion.objects.filter(script__in=scripts.order_by(), number=F("script__version"))
    return found.select_related("script__estate")


def wordings_for(estate: Estate) -> Mapping[Occasion, ScriptVersion]:
    """What is said at an estate on each occasion: its own wording, else its company's."""
    scripts = Script.objects.filter(Q(estate=None) | Q(estate=estate), company=estate.company_id, in_use=True)
    found: dict[Any, ScriptVersion] = {}
    for each in sorted(current(scripts), key=lambda one: one.script.estate_id is not None):
        found[each.script.occasion_choice] = each
    return {occasion: found[occasion] for occasion in Occasion if occasion in found}


def greetings_of(estate: Estate) -> list[ScriptVersion]:
    """Every greeting that was ever published for an estate whose own one is in use, or else for all of its company; the
    latest first."""
    scripts = Script.objects.filter(Q(estate=None) | Q(estate=estate), company=estate.company_id, in_use=True)
    found = scripts.filter(occasion=Occasion.GREETING).order_by(F("estate").asc(nulls_last=True)).first()
    return list(ScriptVersion.objects.filter(script=found).order_by("-number")) if found else []


def may_write(viewer: Viewer, company_id: int, estate_id: int | None) -> bool:
    """Whether the viewer publishes what is said: the company for all, the manager for their estate."""
    if may(viewer, Role.COMPANY, company_id=company_id):
        return True
    return estate_id is not None and may(viewer, Role.MANAGER, company_id=company_id, estate_id=estate_id)
