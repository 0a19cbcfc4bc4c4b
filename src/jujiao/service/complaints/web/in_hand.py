"""Who has what in hand (在办), for whoever leads: several cases given to a colleague at once, when somebody is ill."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from jujiao.company.staff.models import Employee
from jujiao.company.staff.queries import current, today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.service.complaints import operations
from jujiao.service.complaints.forms.fields import LongText, name_list, offer_rows
from jujiao.service.complaints.forms.several import Several
from jujiao.service.complaints.models import Complaint, State
from jujiao.service.complaints.operations.several import Refused
from jujiao.service.complaints.queries import visible_to
from jujiao.service.complaints.texts import TO_DEPARTMENT

LEADS = (Role.HEAD, Role.MANAGER)
SHOWN = 200


class GiveAway(Several):
    """Which cases, to whom, and a word to them."""

    nothing_chosen = gettext_lazy("Tick the cases that go to somebody else.")
    handler = forms.ModelChoiceField(
        Employee.objects.none(), label=gettext_lazy("Who takes them over"), empty_label="—", widget=name_list()
    )
    text = LongText(TO_DEPARTMENT, label=gettext_lazy("Word to the colleague"), rows=2)

    def __init__(self, data: Any, *, rows: list[Complaint], colleagues: QuerySet[Employee]) -> None:
        super().__init__(data, rows=rows)
        offer_rows(self, "handler", colleagues)


@door(*LEADS)
def in_hand(request: ViewerRequest) -> HttpResponse:
    """The list; what is ticked goes to the colleague, each on its own: what meanwhile moved on is named."""
    now, viewer = clock.now(), request.viewer
    of = request.GET.get("of", "")
    every = list(led_by(viewer)[:SHOWN])
    handlers = {row.handler_id: row.handler for row in every if row.handler}
    rows = [row for row in every if not of or str(row.handler_id) == of]
    form = GiveAway(request.POST or None, rows=every, colleagues=colleagues(viewer, now))
    refused: list[Refused] = []
    if form.is_bound and form.is_valid():
        given = form.chosen()
        refused = operations.assign_all(actor=viewer, now=now, cases=given, **form.given())
        taken = len(given) - len(refused)
        if not refused:
            words = ngettext(
                "%(n)s case was given to the colleague.", "%(n)s cases were given to the colleague.", taken
            )
            return done(request, words % {"n": taken}, url=reverse("complaints:in_hand"))
        rows = [row for row in led_by(viewer)[:SHOWN] if not of or str(row.handler_id) == of]
    context = {
        "form": form, "rows": rows, "of": of, "handlers": handlers.values(), "refused": refused, "now": now,
        "key": uuid4(),
    }  # fmt: skip
    status = 409 if refused else 422 if form.is_bound else 200
    return render(request, "complaints/in_hand.html", context, status=status)


def led_by(viewer: Viewer) -> QuerySet[Complaint]:
    """The cases in somebody's hand in the departments that the viewer heads, or at the estates that they manage."""
    led = Q(department__in=viewer.department_ids(Role.HEAD))
    estates = viewer.estate_ids(Role.MANAGER)
    led |= Q(estate__company=viewer.company_id) if estates is None else Q(estate__in=estates)
    found = visible_to(viewer).filter(led, state=State.ACCEPTED, merged_into__isnull=True)
    return found.select_related("handler", "category", "room", "building", "department").order_by("next_due_at", "id")


def colleagues(viewer: Viewer, now: datetime) -> QuerySet[Employee]:
    """Who works there today."""
    posts = Q(assignments__department__in=viewer.department_ids(Role.HEAD))
    estates = viewer.estate_ids(Role.MANAGER)
    inside = Q(assignments__department__isnull=False)
    if estates is None:
        posts |= inside & Q(assignments__estate__company=viewer.company_id)
    else:
        posts |= inside & Q(assignments__estate__in=estates)
    found = Employee.objects.filter(posts & current(today(now), "assignments__"), user__is_active=True)
    return found.distinct().order_by("pinyin", "id")
