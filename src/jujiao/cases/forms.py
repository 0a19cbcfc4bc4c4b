"""The form that every step on a case shares."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from jujiao.cases.models import Case
from jujiao.kernel.errors import Stale
from jujiao.kernel.record.access import Viewer

HIGHEST_VERSION = 2**31 - 1


class StepForm[C: Case](forms.Form):
    """A step on a case; `version` is the one that the person looks at. `given()` is what the operation is told.

    `at_once`: there is nothing to fill in, one click takes the step."""

    version = forms.IntegerField(widget=forms.HiddenInput, max_value=HIGHEST_VERSION)
    at_once: ClassVar[bool] = False

    def __init__(self, data: Any = None, files: Any = None, *, case: C, viewer: Viewer, now: datetime) -> None:
        super().__init__(data, files, initial={"version": case.version}, auto_id="step_%s")
        self.case, self.viewer, self.now = case, viewer, now
        self.use_required_attribute = False
        self.prepare()

    @classmethod
    def fitting(cls, viewer: Viewer, case: C) -> "type[StepForm[C]]":  # noqa: ARG003
        """The form for this person, where not everybody fills in the same."""
        return cls

    def prepare(self) -> None:
        """Sets choices and suggestions by the case at hand."""

    def overtaken(self) -> Stale | None:
        """What a form that is not right is told first: that somebody else took a step since it was opened, which is
        mostly why a choice of it is there no more."""
        version = self.cleaned_data.get("version")
        if version is None or version == self.case.version:
            return None
        sentence = _("Somebody else has taken a step meanwhile. Please look at it again.")
        return Stale(sentence, given=version, current=self.case.version)

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
