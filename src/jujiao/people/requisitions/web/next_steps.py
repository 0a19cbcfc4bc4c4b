"""What the viewer may do next about a requisition: its page's first button, and the one step on *My work*."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.utils.translation import gettext as _

from jujiao.cases.steps import Step
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import NextStep
from jujiao.people.requisitions.models import Requisition, State
from jujiao.people.requisitions.queries import prepared, visible_to
from jujiao.people.requisitions.steps import REQUISITION_STEPS
from jujiao.promises.models import Promise

NEXT: Mapping[State, Sequence[str]] = MappingProxyType(
    {
        State.ASKED: ("answer",),
        State.ANSWERED: ("accept", "take_note"),
        State.ACCEPTED: ("approve",),
    }
)
"""What comes next in each state, by preference; nothing in the others."""


def next_of(viewer: Viewer, requisition: Requisition) -> Step[Requisition] | None:
    """The one next step: what is owed, where it is this person's."""
    return REQUISITION_STEPS.first(list(NEXT.get(requisition.state_choice, ())), viewer, requisition)


def next_steps(viewer: Viewer, promises: Sequence[Promise]) -> dict[int, NextStep]:
    """By the id of each promise whose requisition the viewer may see: the step that comes next there, else why there
    is none."""
    seen = visible_to(viewer).filter(pk__in={promise.subject_id for promise in promises})
    cases = {case.pk: case for case in prepared(seen)}
    known = [promise for promise in promises if promise.subject_id in cases]
    return {promise.pk: _next(viewer, cases[promise.subject_id]) for promise in known}


def _next(viewer: Viewer, requisition: Requisition) -> NextStep:
    step = next_of(viewer, requisition)
    return NextStep(step.verb, step.label) if step else NextStep("", _("Waits for somebody else"))
