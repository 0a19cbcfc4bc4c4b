"""One step, declared once: from it come the page's button and dialog, the API's endpoint, and the race's list."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as Lazy

from jujiao.cases.access import Access
from jujiao.cases.forms import StepForm
from jujiao.cases.models import Case
from jujiao.kernel.pages.api import Body
from jujiao.kernel.record.access import Viewer
from jujiao.rules.machine import Machine


@dataclass(frozen=True, kw_only=True)
class Step[C: Case]:
    """A step on a kind of case: the operation behind it, and how people and other systems ask for it.

    On pages: `form`, the words of its button (`label`) and those once it is done, an icon, a hint in its dialog;
    `danger` where it ends the case. Without a form no page of the staff has it. In the API: what its endpoint is about
    (`summary`), and its `schema`. `rule` is the verb of the state machine where that has another name, or where the
    operation takes one of several."""

    verb: str
    operation: Callable[..., C]
    summary: str
    schema: type[Body]
    form: type[StepForm[C]] | None = None
    label: str | Lazy = ""
    done: str | Lazy = ""
    icon: str = ""
    hint: str | Lazy = ""
    danger: bool = False
    rule: str = ""

    def form_for(self, viewer: Viewer, case: C) -> type[StepForm[C]] | None:
        """The form for this person."""
        return self.form and self.form.fitting(viewer, case)

    def at_once(self, viewer: Viewer, case: C) -> bool:
        """Whether there is nothing for this person to fill in: one click takes the step."""
        form = self.form_for(viewer, case)
        return form is not None and form.at_once


class Steps[C: Case](Mapping[str, Step[C]]):
    """All steps on a kind of case by their verbs, in the order in which pages offer them; each has its rule of access
    and stands in the state machine, else KeyError at the start."""

    def __init__(self, machine: Machine[Any], access: Mapping[str, Access[C]], *steps: Step[C]) -> None:
        self.machine = machine
        self.access = {step.verb: access[step.verb] for step in steps}
        self._steps = {step.verb: step for step in steps}
        self._rules = {step.verb: machine[step.rule or step.verb].verb for step in steps}

    def __getitem__(self, verb: str) -> Step[C]:
        return self._steps[verb]

    def __iter__(self) -> Iterator[str]:
        return iter(self._steps)

    def __len__(self) -> int:
        return len(self._steps)

    def fits(self, state: str, verb: str) -> bool:
        """Whether the state machine lets the step be taken in that state."""
        return self.machine.allowed(state, self._rules[verb])

    def possible(self, verb: str, viewer: Viewer, case: C) -> bool:
        """Whether the viewer may take the step now: its operation would not refuse it."""
        return self.fits(case.state, verb) and self.access[verb].given(viewer, case)

    def offered(self, viewer: Viewer, case: C) -> list[Step[C]]:
        """The steps with a form that the viewer may take now."""
        return [step for verb, step in self.items() if step.form and self.possible(verb, viewer, case)]

    def first(self, wanted: list[str], viewer: Viewer, case: C) -> Step[C] | None:
        """Of the verbs in `wanted`, the first whose step the viewer may take now."""
        return next((self[verb] for verb in wanted if self.possible(verb, viewer, case)), None)
