"""The page on which each person chooses how they are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.company.accounts.models import User
from jujiao.company.estates import at_home
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done
from jujiao.kernel.record.access import STAFF, Role, ViewerRequest, door
from jujiao.kernel.record.notice_kinds import NoticeGroup
from jujiao.notices.choosing import choose_ways
from jujiao.notices.consenting.queries import consent_of
from jujiao.notices.forms import NIGHT, WaysForm
from jujiao.notices.models import Preference
from jujiao.notices.preferences import clauses_of, groups_of, preference_of, ways_to


@dataclass(frozen=True)
class Row:
    """A group of notices, which ways are chosen for it, and the clauses that let some of it pass quiet hours."""

    group: NoticeGroup
    mail: bool
    system: bool
    clauses: list[str]


@door(*Role)
def settings(request: ViewerRequest) -> HttpResponse:
    """By which ways the person is told of what, and their quiet hours."""
    user, now = cast(User, request.user), clock.now()
    groups, kept = groups_of(request.viewer), preference_of(user)
    person = at_home.person_of(request.viewer) if request.viewer.has(Role.OWNER) else None
    ways = ways_to(user, person, now)
    form = WaysForm(request.POST or None, groups=groups, initial=_initial(kept), **ways)
    if request.method == "POST" and form.is_valid():
        chosen, offered = form.cleaned_data, {group.key for group in groups}
        choose_ways(
            user=user,
            # Without an address or a number no choice about messages is shown, so none is made.
            no_mail=offered - {*chosen["mail"]} if any(ways.values()) else kept.no_mail,
            no_system=offered - {*chosen["system"]},
            quiet=chosen["quiet"],
            order=chosen["order"],
            actor=request.viewer,
            now=now,
        )
        return done(request, _("Saved."), url=reverse("notices:settings"))
    context = {
        "form": form,
        "rows": list(_rows(groups, kept, form)),
        "address": user.email,
        "ways": ways,
        "works": request.viewer.has(*STAFF),
        "resident": person is not None,
        "consent": person and consent_of(person),
        "now": now,
    }
    return render(request, "notices/settings.html", context, status=422 if form.is_bound else 200)


def _initial(kept: Preference) -> dict[str, Any]:
    hours = kept.quiet or NIGHT
    return {
        "quiet": kept.quiet is not None,
        "quiet_from": hours.start,
        "quiet_until": hours.end,
        "order": ",".join(kept.order),
    }


def _rows(groups: list[NoticeGroup], kept: Preference, form: WaysForm) -> Iterator[Row]:
    """What is kept, or what was just typed where that was refused."""
    for group in groups:
        wish = kept.wish(group.key)
        mail, system = wish.mail, wish.system
        if form.is_bound:
            mail, system = (group.key in form.data.getlist(name) for name in ("mail", "system"))  # type: ignore[attr-defined]
        yield Row(group, mail, system, clauses_of(group))
