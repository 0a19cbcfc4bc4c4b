"""One way through every form in a dialog: shown, refused without losing a word, or done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.database.freshness import look_again
from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.pages.htmx import done, render_dialog

SAVE = _("Save")

type Act = Callable[[dict[str, Any]], Any]


class DialogFrame:
    """What all dialogs share. A kind of dialog says how it is shown, and what a stale form is told."""

    def respond(self, request: HttpRequest, form: Form, act: Callable[[], HttpResponse]) -> HttpResponse:
        """The dialog; what is wrong; or, where the form is right and `act` is not refused, what `act` answers."""
        if not form.is_bound:
            return self.show(request, form, 200)
        if not form.is_valid():
            return self.refused(request, form, None)
        try:
            return act()
        except UnableTo as error:
            return self.refused(request, form, error)

    def refused(self, request: HttpRequest, form: Form, error: UnableTo | None) -> HttpResponse:
        """What is wrong. A stale form goes on with the version that the row has now: sending it again is a decision,
        made with what the other one did before one's eyes."""
        shown = self.told(form, error) if error else {}
        if isinstance(error, Stale):
            look_again(form, error)
        return self.wrong(request, form, error.status if error else 422, **shown)

    def show(self, request: HttpRequest, form: Form, status: int, **shown: Any) -> HttpResponse:
        """The dialog with the form in it."""
        raise NotImplementedError

    def wrong(self, request: HttpRequest, form: Form, status: int, **shown: Any) -> HttpResponse:
        """The same with what is wrong; a dialog may send that alone and leave the form in the browser as it is."""
        return self.show(request, form, status, **shown)

    def told(self, form: Form, error: UnableTo, /) -> dict[str, Any]:
        """Puts a refusal where it is read; gives what else is then shown. What a stale form holds is still as sent."""
        form.add_error(None, str(error))
        return {}


@dataclass(frozen=True)
class Dialog(DialogFrame):
    """A dialog whose fields stand one below the other: its title and whom it is about, its button, an explanation, and
    where one goes when done.

    `latest` reads the values in force, to be shown beside the person's own where somebody else was faster. A `template`
    of one's own extends the common one, and shows what `beside` gives. With `tells` the page stays as it is: these
    events have its parts ask anew."""

    title: Any
    button: Any
    url: str
    note: Any = ""
    sentence: Any = ""
    subject: str = ""
    danger: bool = False
    latest: Callable[[], Mapping[str, Any]] | None = None
    template: str = "parts/form_dialog.html"
    beside: Callable[[], Mapping[str, Any]] = dict
    tells: tuple[str, ...] = ()

    def answer(self, request: HttpRequest, form: Form, act: Act) -> HttpResponse:
        """The form, or its errors, or, when `act` has taken the cleaned values, the page one came from."""
        if field := _field_left(request, form):
            return render(request, "parts/field.html#errors", {"bound": form[field]})

        def changed() -> HttpResponse:
            act(form.cleaned_data)
            events = dict.fromkeys(self.tells, True)
            return done(request, self.sentence, url=self.url, events=events, stay=bool(events))

        return self.respond(request, form, changed)

    def show(self, request: HttpRequest, form: Form, status: int, **more: Any) -> HttpResponse:
        context = {"dialog": self, "form": form, **self.beside(), **more}
        return render_dialog(request, self.template, context, status=status)

    def told(self, form: Form, error: UnableTo, /) -> dict[str, Any]:
        """Above the form; where somebody was faster, both versions side by side."""
        if not isinstance(error, Stale):
            return super().told(form, error)
        latest = self.latest() if self.latest else {}
        rows = [side_by_side(bound.label, bound.value(), latest.get(bound.name, "")) for bound in form.visible_fields()]
        return {"stale": {"sentence": str(error), "rows": rows}}


def side_by_side(label: Any, mine: Any, theirs: Any) -> dict[str, Any]:
    """One line of what was typed beside what is in force now, for parts/stale.html."""
    return {"label": label, "mine": mine, "theirs": str(theirs), "differs": str(mine) != str(theirs)}


def _field_left(request: HttpRequest, form: Form) -> str:
    """The field that was just left, where the page asks about that alone."""
    name = getattr(getattr(request, "htmx", None), "trigger_name", None)
    return name if request.method == "POST" and name in form.fields else ""
