"""Answering: cards of positions, or nobody; and the same for people who are asked for between the rounds."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from jujiao.kernel.database.freshness import look_again
from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.people.requisitions import operations
from jujiao.people.requisitions.forms.answer import AnswerForm, RequestForm, blank, cards, wanted
from jujiao.people.requisitions.models import Position, Requisition
from jujiao.people.requisitions.queries import departments_asking, get_for
from jujiao.people.requisitions.steps import REQUISITION_STEPS
from jujiao.people.requisitions.web.case import meanwhile
from jujiao.rules.people.requisitions import MOST_POSITIONS

ANSWERS = (Role.HEAD, Role.MANAGER)


@door(*ANSWERS)
def answer(request: ViewerRequest, requisition_id: int) -> HttpResponse:
    """What a department needs. To begin with, the cards say what it said last."""
    requisition, now = get_for(request.viewer, requisition_id), clock.now()
    sent = request.POST if request.method == "POST" else None
    form = AnswerForm(sent, initial={"version": requisition.version})
    found = cards(sent, requisition.company_id, before=_said_before(requisition))
    possible = sent is not None or REQUISITION_STEPS.possible("answer", request.viewer, requisition)
    shown = {"case": requisition, "form": form, "cards": found, "now": now, "possible": possible}

    def act() -> Requisition:
        given = form.cleaned_data
        return operations.answer(
            actor=request.viewer, now=now, requisition_id=requisition.pk, version=given["version"],
            positions=[] if given["none"] else wanted(found), none=given["none"],
        )  # fmt: skip

    right = form.is_bound and form.is_valid() and (form.cleaned_data["none"] or found.is_valid())
    return _answered(request, shown, act if right else None)


@door(*ANSWERS)
def ask(request: ViewerRequest) -> HttpResponse:
    """Asks for people between the rounds."""
    departments, now = departments_asking(request.viewer), clock.now()
    sent = request.POST if request.method == "POST" else None
    form = RequestForm(sent)
    form.fields["department"].queryset = departments  # type: ignore[attr-defined]
    found = cards(sent, request.viewer.company_id or 0)
    shown = {"form": form, "cards": found, "now": now, "possible": departments.exists()}

    def act() -> Requisition:
        return operations.request(
            actor=request.viewer, now=now, department=form.cleaned_data["department"], positions=wanted(found)
        )

    right = form.is_bound and form.is_valid() and found.is_valid()
    return _answered(request, shown, act if right else None)


@door(*ANSWERS)
def card(request: ViewerRequest) -> HttpResponse:
    """One more card for a position, empty."""
    number = _whole(request.GET.get("positions-TOTAL_FORMS", "0"))
    if number is None:
        raise Http404
    context = {"card": blank(request.viewer.company_id or 0, number), "number": number + 1, "total": number + 1}
    return render(request, "requisitions/card.html", context)


def _answered(request: ViewerRequest, shown: dict[str, Any], act: Callable[[], Requisition] | None) -> HttpResponse:
    """The page; or, where the form is right and the operation does not refuse it, the requisition."""
    status = 422 if request.method == "POST" else 200
    if act is not None:
        try:
            requisition = act()
        except UnableTo as error:
            status = error.status
            shown["error"] = error
            if isinstance(error, Stale):
                look_again(shown["form"], error)
                shown["meanwhile"] = meanwhile(request.viewer, shown["case"], error.details["given"])
        else:
            messages.success(request, _("Sent to administration."))
            return redirect("requisitions:case", requisition.pk)
    return render(request, "requisitions/answer.html", shown, status=status)


def _said_before(requisition: Requisition) -> list[Position]:
    """The positions of the department's last answer: of this round, of the one before, or of an earlier one."""
    earlier = Position.objects.filter(answer__requisition=requisition)
    if not earlier.exists():
        earlier = Position.objects.filter(answer__requisition__department=requisition.department_id)
    last = earlier.order_by("-answer_id").values("answer_id")[:1]
    return list(Position.objects.filter(answer__in=last).select_related("post"))


def _whole(text: str) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
    return number if number is not None and number < MOST_POSITIONS else None
