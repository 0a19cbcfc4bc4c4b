"""Telling people that an account can be opened in a new way: its person, and for high posts who oversees them too."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from jujiao.company.accounts.models import User
from jujiao.company.estates.models import Estate
from jujiao.company.staff.models import Assignment
from jujiao.company.staff.queries import current, employed, today
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import Telling, tell

HIGH = (Role.ADMINISTRATION, Role.MANAGER, Role.COMPANY, Role.AUDITOR, Role.SYSADMIN)
"""Posts that may decide about others: who could sign in as one of them would be two people."""


def tell_of_access(*, user: User, verb: str, actor: Viewer, now: datetime) -> None:
    """The person hears of it, by mail too, whoever did it: whoever did it in their place hears nothing by silence.

    Where the person holds a high post, the directors of the company hear, and the managers of the estate."""
    told, estate_id = {"name": user.name, "actor": actor.name}, _estate_of(user)
    key = f"account:{user.pk}:{verb}:{now.isoformat()}"
    overseers = [one for one in _overseers(user, now) if one.pk not in (user.pk, actor.user_id)]
    common: dict[str, Any] = {"kind": f"account.{verb}", "key": key, "params": told, "estate_id": estate_id}
    about = Subject("account", user.pk)
    tell(
        Telling(users=[user], url=reverse("accounts:security"), subject=about, **common),
        Telling(users=overseers, subject=about, **common),
        now=now,
    )


def _overseers(user: User, now: datetime) -> list[User]:
    """Of the same company, wherever the person's high posts are."""
    day = today(now)
    posts = Assignment.objects.filter(current(day), employee__user=user, role__in=HIGH)
    held = list(posts.values_list("employee__company_id", "estate_id"))
    if not held:
        return []
    companies = {company for company, _estate in held}
    estates = {estate for _company, estate in held}
    here = Q() if None in estates else Q(estate__in=estates)
    theirs = Assignment.objects.filter(current(day), employed(day, "employee__"), employee__company__in=companies)
    overseeing = theirs.filter(Q(role=Role.COMPANY) | Q(here, role=Role.MANAGER))
    return list(User.objects.filter(is_active=True, employee__assignments__in=overseeing).distinct().order_by("pk"))


def _estate_of(user: User) -> int | None:
    """The first estate of the person's company: watchers of deliveries see those of their own company alone."""
    return Estate.objects.filter(company__employees__user=user).order_by("pk").values_list("pk", flat=True).first()
