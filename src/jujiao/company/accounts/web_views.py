"""Giving a name to what a list shows, and arranging the views that one has."""

from typing import cast

from django import forms
from django.http import Http404, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.accounts import operations
from jujiao.company.accounts.models import SavedView, User
from jujiao.company.accounts.operations.views import NAME
from jujiao.company.accounts.queries import views_of
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.htmx import done, render_dialog
from jujiao.kernel.pages.presets import kept
from jujiao.kernel.record.access import STAFF, ViewerRequest, door
from jujiao.kernel.record.texts import TextField


class Name(forms.Form):
    """What the view is called."""

    name = TextField(NAME, label=gettext_lazy("Name of the view"))


@door(*STAFF)
def save(request: ViewerRequest, list_name: str) -> HttpResponse:
    """The dialog that asks for a name; then the list, by that view."""
    url = _address(list_name)
    query = kept(request.GET.get("query", ""))
    dialog = Dialog(
        title=_("Save as a view"),
        button=SAVE,
        url=f"{url}?{query}",
        note=_("It keeps the filters and the order, and stands above the list for you alone."),
        sentence=_("The view is saved."),
    )
    user = cast(User, request.user)
    return dialog.answer(
        request,
        Name(request.POST or None),
        lambda given: operations.save_view(user=user, list_name=list_name, name=given["name"], query=query),
    )


@door(*STAFF)
def arrange(request: ViewerRequest, list_name: str) -> HttpResponse:
    """One's own views of a list: new names, another order, or none of one any more. A button keeps the names that were
    typed and shows how they stand then."""
    url = _address(list_name)
    views = list(views_of(request.viewer.user_id, list_name))
    if request.method != "POST":
        return _arranging(request, views, url)
    named = {view.pk: request.POST.get(f"name-{view.pk}", view.name) for view in views}
    verb, _colon, which = request.POST.get("do", "").partition(":")
    order = _moved([view.pk for view in views], verb, which)
    removed = [pk for pk in order if verb == "remove" and str(pk) == which]
    user = cast(User, request.user)
    try:
        operations.arrange_views(user=user, list_name=list_name, names=named, order=order, removed=removed)
    except UnableTo as error:
        for view in views:
            view.name = named[view.pk]
        return _arranging(request, views, url, error)
    events = {"list-changed": True}
    if not verb:
        return done(request, _("Your views are saved."), url=url, stay=True, events=events)
    response = _arranging(request, list(views_of(request.viewer.user_id, list_name)), url)
    response["HX-Trigger"] = "list-changed"
    return response


def _arranging(request: ViewerRequest, views: list[SavedView], url: str, error: UnableTo | None = None) -> HttpResponse:
    context = {"views": views, "error": error, "url": url, "most": NAME.most}
    return render_dialog(request, "accounts/views.html", context, status=error.status if error else 200)


def _moved(order: list[int], verb: str, which: str) -> list[int]:
    """The order after one of the buttons; the same where it makes no sense."""
    place = next((place for place, pk in enumerate(order) if str(pk) == which), None)
    if place is None:
        return order
    to = place - 1 if verb == "up" else place + 1
    if verb in {"up", "down"} and 0 <= to < len(order):
        order[place], order[to] = order[to], order[place]
    return order


def _address(list_name: str) -> str:
    """Where the list is; Http404 where there is none."""
    try:
        return reverse(list_name)
    except NoReverseMatch as error:
        raise Http404 from error
