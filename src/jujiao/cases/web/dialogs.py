"""A form on a case in a dialog, for staff and owners: shown, refused without losing a word or a photo, or done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jujiao.kernel.errors import Stale, UnableTo
from jujiao.kernel.pages.dialogs import DialogFrame
from jujiao.kernel.pages.htmx import is_partial, render_dialog
from jujiao.kernel.pages.part_values import Entry


@dataclass(frozen=True, kw_only=True)
class CaseDialog(DialogFrame):
    """`template` is the dialog, `errors` what is wrong alone: HTMX puts it into the form, which stays in the browser as
    it is. `since` gives what the viewer may read of what happened after a version. `page` is what a dialog extends
    that is opened by its own address, `context` gives what else the dialog shows."""

    template: str
    errors: str
    since: Callable[[int], Iterable[Entry]]
    page: str = "parts/dialog_page.html"
    context: Callable[[], dict[str, Any]] = dict

    def wrong(self, request: HttpRequest, form: Form, status: int, **shown: Any) -> HttpResponse:
        if is_partial(request):
            return render(request, self.errors, {"form": form, "swaps": True, **shown}, status=status)
        return self.show(request, form, status, **shown)

    def show(self, request: HttpRequest, form: Form, status: int, **shown: Any) -> HttpResponse:
        context = {**self.context(), "form": form, **shown}
        return render_dialog(request, self.template, context, status=status, page=self.page)

    def told(self, _form: Form, error: UnableTo, /) -> dict[str, Any]:
        """The refusal, and where somebody was faster what happened meanwhile, both above the form."""
        if not isinstance(error, Stale):
            return {"error": error}
        meanwhile = list(self.since(error.details["given"]))
        return {"error": error, "meanwhile": meanwhile, "version": error.details["current"]}
