"""Several cases of the list at once (批量): who may what with them, the dialog of it, and what became of each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jujiao.kernel.errors import Stale
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done, render_dialog
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.service.complaints import operations
from jujiao.service.complaints.forms.several import LONGEST, AssignAll, DispatchAll
from jujiao.service.complaints.models import Complaint
from jujiao.service.complaints.operations.several import Refused
from jujiao.service.complaints.queries import visible_to
from jujiao.service.complaints.web.refused_forms import meanwhile

DISPATCHES = (Role.CLERK, Role.MANAGER)
ASSIGNS = (Role.HEAD, Role.MANAGER)
MOST = 200


@dataclass(frozen=True, kw_only=True)
class SeveralStep:
    """A step that is taken on several: who may take it somewhere, and how it is asked for. Whether it is theirs to take
    on a case, its operation says."""

    verb: str
    roles: tuple[Role, ...]
    form: Callable[..., DispatchAll | AssignAll]
    operation: Callable[..., list[Refused]]
    label: str | Lazy
    icon: str
    done: Callable[[int], str]


STEPS = (
    SeveralStep(
        verb="dispatch",
        roles=DISPATCHES,
        form=DispatchAll,
        operation=operations.dispatch_all,
        label=gettext_lazy("Dispatch"),
        icon="send",
        done=lambda n: ngettext("%(n)s case dispatched.", "%(n)s cases dispatched.", n) % {"n": n},
    ),
    SeveralStep(
        verb="assign",
        roles=ASSIGNS,
        form=AssignAll,
        operation=operations.assign_all,
        label=gettext_lazy("Assign"),
        icon="user-check",
        done=lambda n: ngettext("%(n)s case assigned.", "%(n)s cases assigned.", n) % {"n": n},
    ),
)


@dataclass(frozen=True)
class Left:
    """A case of which the step was not taken, and why."""

    case: Complaint
    why: str


def steps_for(viewer: Viewer) -> list[SeveralStep]:
    """What the viewer may do with several cases."""
    return [step for step in STEPS if viewer.has(*step.roles)]


@door(*{*DISPATCHES, *ASSIGNS})
def several(request: ViewerRequest, verb: str) -> HttpResponse:
    """The dialog for the cases that were ticked (GET); the step on each (POST), and where it was not taken, and why."""
    viewer, now = request.viewer, clock.now()
    step = next((one for one in steps_for(viewer) if one.verb == verb), None)
    if step is None:
        raise Http404
    sent = request.POST if request.method == "POST" else request.GET
    ticked = sent.getlist("cases")[:MOST]
    rows = _asked(viewer, ticked)
    if not rows:
        return render_dialog(request, "complaints/several.html", {"step": step, "rows": rows}, status=_status(request))
    form = step.form(request.POST if request.method == "POST" else None, rows=rows, now=now)
    context: dict[str, Any] = {"step": step, "form": form, "rows": rows, "ticked": ticked, "key": uuid4()}
    if not form.is_bound or not form.is_valid():
        return render_dialog(request, "complaints/several.html", context, status=_status(request))
    chosen = form.chosen()
    refused = step.operation(actor=viewer, now=now, cases=chosen, **form.given())
    said = step.done(len(chosen) - len(refused))
    gone = len(set(ticked)) - len(chosen)
    if not refused and not gone:
        return done(request, said, stay=True, url=reverse("complaints:queue"), events={"list-changed": True})
    context |= {"left": [Left(one.case, _why(viewer, one)) for one in refused], "gone": gone, "said": said}
    response = render_dialog(request, "complaints/several.html", context, status=409)
    response["HX-Trigger"] = "list-changed"
    return response


def _status(request: ViewerRequest) -> int:
    return 422 if request.method == "POST" else 200


def _asked(viewer: Viewer, ticked: list[str]) -> list[Complaint]:
    """Of the cases that were ticked those that the viewer may see."""
    named = [value.partition(":")[0] for value in ticked]
    ids = [int(one) for one in named if one.isascii() and one.isdecimal() and len(one) < LONGEST]
    found = visible_to(viewer).filter(pk__in=ids)
    return list(found.select_related("estate", "category", "room", "building", "department", "handler").order_by("pk"))


def _why(viewer: Viewer, refused: Refused) -> str:
    """Why not; of a case in which somebody was faster, who and what."""
    if not isinstance(refused.error, Stale):
        return str(refused.error)
    since = meanwhile(viewer, refused.case, refused.version)
    if not since:
        return str(refused.error)
    return format_html(_("meanwhile: {step} ({person})"), step=since[-1].title, person=data(since[-1].who))
