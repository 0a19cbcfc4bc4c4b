"""The dialogs in which a version is drafted and published."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from jujiao.company.rulebook import operations, queries
from jujiao.company.rulebook.models import Parameter, RulebookVersion
from jujiao.company.rulebook.words import label_words, value_words
from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.pages.dialogs import DialogFrame, side_by_side
from jujiao.kernel.pages.htmx import render_dialog
from jujiao.rules.figure import Unit


class DraftDialog(DialogFrame):
    """A draft is opened."""

    def show(self, request: HttpRequest, form: Form, status: int, **shown: Any) -> HttpResponse:
        return render_dialog(request, "rulebook/draft_dialog.html", {"form": form, **shown}, status=status)


@dataclass(frozen=True)
class PublishDialog(DialogFrame):
    """A draft is put in force."""

    version: RulebookVersion

    def show(self, request: HttpRequest, form: Form, status: int, **shown: Any) -> HttpResponse:
        context = {"form": form, "version": self.version, **shown}
        return render_dialog(request, "rulebook/publish_dialog.html", context, status=status)


@dataclass(frozen=True)
class FigureDialog(DialogFrame):
    """A figure of a draft is set; `latest` reads it as it stands now."""

    version: RulebookVersion
    parameter: Parameter
    latest: Callable[[], Parameter]

    def show(self, request: HttpRequest, form: Form, status: int, **shown: Any) -> HttpResponse:
        label = label_words(queries.figure_of(self.parameter))
        context = {"form": form, "version": self.version, "parameter": self.parameter, "label": label, **shown}
        return render_dialog(request, "rulebook/figure_dialog.html", context, status=status)

    def told(self, form: Form, error: UnableTo, /) -> dict[str, Any]:
        """At the field that it is about; where somebody was faster, both values side by side."""
        if not isinstance(error, Stale):
            form.add_error("source" if isinstance(error, operations.UnableToNameSource) else "value", str(error))
            return {}
        latest = self.latest()
        unit = Unit(latest.unit)
        both = side_by_side(_("Value"), value_words(form.cleaned_data["value"], unit), value_words(latest.value, unit))
        return {"sentence": str(error), "rows": [both]}
