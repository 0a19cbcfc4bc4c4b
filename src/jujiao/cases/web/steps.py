"""One view for every step on a kind of case: its dialog, and the step itself; and the buttons that lead there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _

from jujiao.cases.forms import StepForm
from jujiao.cases.models import Case
from jujiao.cases.steps import Step, Steps
from jujiao.cases.web.dialogs import CaseDialog
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.pages.htmx import done, is_partial, refuse
from jujiao.kernel.pages.part_values import Entry
from jujiao.kernel.record.access import Viewer, ViewerRequest


@dataclass(frozen=True, kw_only=True)
class Button:
    """A step as a page offers it; `at_once` where one click takes it."""

    verb: str
    label: str | Lazy
    icon: str
    danger: bool
    at_once: bool


def button_of[C: Case](step: Step[C], viewer: Viewer, case: C) -> Button:
    at_once = step.at_once(viewer, case)
    return Button(verb=step.verb, label=step.label, icon=step.icon, danger=step.danger, at_once=at_once)


def buttons[C: Case](steps: Steps[C], following: Step[C] | None, viewer: Viewer, case: C) -> dict[str, Any]:
    """What the part cases/actions.html shows: `following` first, then whatever else the viewer may do now."""
    offered = [each for each in steps.offered(viewer, case) if each is not following]
    others = [button_of(each, viewer, case) for each in offered]
    dangers = [button for button in others if button.danger]
    return {
        "next": following and button_of(following, viewer, case),
        "others": [button for button in others if not button.danger],
        "dangers": dangers,
        "menu": len(others) > 1 or bool(dangers),
        "vals": {"version": case.version},
    }


@dataclass(frozen=True, kw_only=True)
class StepPages[C: Case]:
    """What the dialogs of all steps on a kind of case share.

    `argument` is what the operations call the case's id; `template` extends cases/step.html, and `beside` gives what
    else it shows; `url` is the case's page; `since` tells what the viewer may read of what happened after a version."""

    steps: Steps[C]
    argument: str
    template: str
    url: Callable[[C], str]
    since: Callable[[Viewer, C, int], Iterable[Entry]]
    beside: Callable[[Viewer, C, Step[C]], dict[str, Any]]

    def answer(self, request: ViewerRequest, case: C, verb: str, now: datetime) -> HttpResponse:
        """The dialog of a step (GET), or the step (POST). A stale form keeps its words and is shown what changed."""
        viewer, step = request.viewer, self.steps.get(verb)
        kind = step.form_for(viewer, case) if step else None
        if step is None or kind is None:
            raise Http404
        given = (request.POST, request.FILES) if request.method == "POST" else ()
        form = kind(*given, case=case, viewer=viewer, now=now)

        def act() -> HttpResponse:
            step.operation(actor=viewer, now=now, **{self.argument: case.pk}, **form.given())
            return done(request, step.done, stay=True, url=self.url(case), events={"case-changed": True})

        def context() -> dict[str, Any]:
            possible = form.is_bound or self.steps.possible(verb, viewer, case)
            shown = {"case": case, "step": step, "now": now, "possible": possible, "case_url": self.url(case)}
            return shown | self.beside(viewer, case, step)

        dialog = _StepDialog(
            template=self.template,
            errors="cases/trouble.html",
            since=lambda version: self.since(viewer, case, version),
            context=context,
        )
        return dialog.respond(request, form, act)


class _StepDialog(CaseDialog):
    """Whatever has no dialog to stand in is told in a toast: a button of one click, a step that is somebody else's."""

    def refused(self, request: HttpRequest, form: Form, error: UnableTo | None) -> HttpResponse:
        if error is None and isinstance(form, StepForm) and (stale := form.overtaken()):
            form.errors.clear()  # said of a list that is no longer the one in force
            error = stale
        at_once = isinstance(form, StepForm) and form.at_once
        if is_partial(request) and (at_once or request.POST.get("quick") == "1"):
            return refuse(error or UnableTo(_("This could not be done by one click; please open the case.")))
        if is_partial(request) and isinstance(error, NotAllowed):
            return refuse(error)
        return super().refused(request, form, error)
