"""A form on a case in a dialog, for staff and owners: shown, refused without losing a word or a photo, or done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render

from jujiao.kernel.database.freshness import look_again
from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.pages.htmx import is_partial, render_dialog
from jujiao.kernel.pages.part_values import Entry
from jujiao.kernel.record.access import ViewerRequest


@dataclass(frozen=True, kw_only=True)
class CaseDialog:
    """`template` is the dialog, `errors` what is wrong alone: HTMX puts it into the form, which stays in the browser as
    it is. `since` gives what the viewer may read of what happened after a version. `page` is what a dialog extends
    that is opened by its own address, `context` gives what else the dialog shows."""

    template: str
    errors: str
    since: Callable[[int], Iterable[Entry]]
    page: str = "parts/dialog_page.html"
    context: Callable[[], dict[str, Any]] = dict

    def answer(self, request: ViewerRequest, form: Form, act: Callable[[], HttpResponse]) -> HttpResponse:
        """The dialog; what is wrong; or, where the form is right and `act` is not refused, what `act` answers."""
        if not form.is_bound:
            return self._show(request, form, 200)
        if not form.is_valid():
            return self.refused(request, form, None)
        try:
            return act()
        except UnableTo as error:
            return self.refused(request, form, error)

    def refused(self, request: ViewerRequest, form: Form, error: UnableTo | None) -> HttpResponse:
        """What is wrong. A stale form goes on with the version that the case has now: sending it again is a decision,
        made with what happened meanwhile before one's eyes."""
        status = error.status if error else 422
        shown: dict[str, Any] = {"error": error}
        if isinstance(error, Stale):
            look_again(form, error)
            shown |= {"meanwhile": list(self.since(error.details["given"])), "version": error.details["current"]}
        if is_partial(request):
            return render(request, self.errors, {"form": form, "swaps": True, **shown}, status=status)
        return self._show(request, form, status, **shown)

    def _show(self, request: ViewerRequest, form: Form, status: int, **shown: Any) -> HttpResponse:
        context = {**self.context(), "form": form, **shown}
        return render_dialog(request, self.template, context, status=status, page=self.page)
