"""One way through every form of places and people: asked in a dialog, checked field by field, refused in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jujiao.company.estates.second_holder import Answer, NumberHeld
from jujiao.kernel.database.freshness import look_again
from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.pages.htmx import done, render_dialog

TEMPLATE = "estates/dialog.html"

type Act = Callable[[dict[str, Any]], Any]


@dataclass(frozen=True)
class Dialog:
    """What a dialog says: its title and whom it is about, its button, an explanation, and where one goes when done.

    `latest` reads the values in force, to be shown beside the person's own where somebody else was faster."""

    title: Any
    button: Any
    url: str
    note: Any = ""
    sentence: Any = ""
    subject: str = ""
    danger: bool = False
    latest: Callable[[], Mapping[str, Any]] | None = None

    def answer(self, request: HttpRequest, form: forms.Form, act: Act) -> HttpResponse:
        """The form, or its errors, or, when `act` has taken the cleaned values, the page one came from."""
        if field := _field_left(request, form):
            return render(request, "parts/field.html#errors", {"bound": form[field]})
        if request.method != "POST":
            return self._show(request, form, 200)
        if not form.is_valid():
            return self._show(request, form, 422)
        try:
            act(form.cleaned_data)
        except Stale as error:
            return self._show_stale(request, form, error)
        except UnableTo as error:
            if isinstance(error, NumberHeld):
                cast(HolderForm, form).ask(error)
            else:
                form.add_error(None, str(error))
            return self._show(request, form, error.status)
        return done(request, self.sentence, url=self.url)

    def _show(self, request: HttpRequest, form: forms.Form, status: int, **more: Any) -> HttpResponse:
        return render_dialog(request, TEMPLATE, {"dialog": self, "form": form, **more}, status=status)

    def _show_stale(self, request: HttpRequest, form: forms.Form, error: Stale) -> HttpResponse:
        """Both versions side by side; sending the form again then means one's own."""
        latest = self.latest() if self.latest else {}
        rows = [
            {
                "label": bound.label,
                "mine": bound.value(),
                # A day is written as one types it, on both sides.
                "theirs": str(latest.get(bound.name, "")),
                "differs": str(bound.value()) != str(latest.get(bound.name, "")),
            }
            for bound in form.visible_fields()
        ]
        look_again(form, error)
        return self._show(request, form, error.status, stale={"sentence": str(error), "rows": rows})


def _field_left(request: HttpRequest, form: forms.Form) -> str:
    """The field that was just left, where the page asks about that alone."""
    name = getattr(getattr(request, "htmx", None), "trigger_name", None)
    return name if request.method == "POST" and name in form.fields else ""


class HolderForm(forms.Form):
    """A form with a number that somebody else may have: asked about only where somebody has."""

    held = forms.ChoiceField(
        label=_("Whose is it now?"), choices=[("", ""), *Answer.choices], required=False, widget=forms.HiddenInput
    )

    def ask(self, error: NumberHeld) -> None:
        """Shows the question that the operation has, with the answers that this person may give."""
        field: Any = self.fields["held"]
        field.asked_for = True
        field.widget = forms.RadioSelect()
        field.choices = [(answer.value, answer.label) for answer in error.answers]
        self.add_error("held", str(error))


class DayInput(forms.DateInput):
    """A day picked in the browser's own calendar."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


SAVE = _("Save")
