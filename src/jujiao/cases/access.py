"""Who may take a step, and what must be so beyond the state of the case: asked by operations and pages alike."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from jujiao.cases.errors import NotYours
from jujiao.cases.models import Case
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer


@dataclass(frozen=True)
class Condition[C: Case]:
    """Something that must be so before the step is taken; `refusal` says why it is refused where it is not."""

    holds: Callable[[Viewer, C], bool]
    refusal: Callable[[C], UnableTo]


@dataclass(frozen=True)
class Access[C: Case]:
    """Whose step it is, and what must be so. Pages offer what `given` says, operations refuse by `check`."""

    may: Callable[[Viewer, C], bool]
    conditions: tuple[Condition[C], ...] = ()

    def given(self, viewer: Viewer, case: C) -> bool:
        """Whether the viewer may take the step, were the case in the right state."""
        # The conditions first: they cost less than asking who the case is about.
        return all(one.holds(viewer, case) for one in self.conditions) and bool(self.may(viewer, case))

    def check(self, actor: Viewer, case: C) -> None:
        """Refuses with NotYours a step that belongs to somebody else, else with the refusal of the first condition
        that does not hold."""
        self.check_may(actor, case)
        for condition in self.conditions:
            if not condition.holds(actor, case):
                raise condition.refusal(case)

    def check_may(self, actor: Viewer, case: C) -> None:
        """Refuses with NotYours whoever may not take the step, whatever else must be so."""
        if not self.may(actor, case):
            raise NotYours(_("This step is not yours to take."))
