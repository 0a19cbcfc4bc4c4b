"""Numbers of a person: further ones come and go, a changed one is confirmed by a colleague in another role, or by
whoever holds the former one."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jujiao.company.estates import operations, queries
from jujiao.company.estates.dialogs import HolderDialog
from jujiao.company.estates.forms import ConfirmNumberForm, EmptyForm, NumberForm
from jujiao.company.estates.operations import UnableToConfirm
from jujiao.company.estates.phone_changes import CONFIRM, by_link, waiting_change
from jujiao.company.estates.queries import EDIT_PEOPLE
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import Dialog
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.access import ViewerRequest, door, open_door
from jujiao.rules.privacy import mask_name, mask_phone


@door(*CONFIRM)
def confirm_number(request: ViewerRequest, person_id: int) -> HttpResponse:
    """How one knows that it is their number: the reason stays on record."""
    person = queries.get_person(request.viewer, person_id)
    change = waiting_change(person.pk, clock.now())
    if change is None:
        raise Http404
    dialog = Dialog(
        _("Confirm the new number"),
        _("It is their number"),
        reverse("estates:person", args=[person.pk]),
        note=_("Call the person, or see them in person. From now on the new number signs in and rates."),
        sentence=_("Confirmed."),
        subject=person.name,
    )
    return dialog.answer(
        request,
        ConfirmNumberForm(request.POST or None, initial={"change": change.pk}),
        lambda given: operations.confirm_number(
            person=person,
            change_id=given["change"],
            reason=given["reason"],
            actor=request.viewer,
            now=clock.now(),
        ),
    )


@door(*EDIT_PEOPLE)
def add_number(request: ViewerRequest, person_id: int) -> HttpResponse:
    """One more number, with a word for it."""
    person = queries.get_person(request.viewer, person_id)
    dialog = HolderDialog(
        _("Add a number"),
        _("Add the number"),
        reverse("estates:person", args=[person.pk]),
        note=_("It is called and found. It does not sign in, and rates nothing."),
        sentence=_("The number is added."),
        subject=person.name,
    )
    return dialog.answer(
        request,
        NumberForm(request.POST or None),
        lambda given: operations.add_number(person=person, **given, actor=request.viewer, now=clock.now()),
    )


@door(*EDIT_PEOPLE)
def end_number(request: ViewerRequest, number_id: int) -> HttpResponse:
    """A further number is taken off the record."""
    number = queries.get_number(request.viewer, number_id)
    masked = mask_phone(number.phone)
    dialog = Dialog(
        _("Remove the number"),
        _("Remove"),
        reverse("estates:person", args=[number.person_id]),
        note=data(" ".join(part for part in (masked, number.word) if part)),
        sentence=_("Removed."),
        subject=number.person.name,
        danger=True,
    )
    return dialog.answer(
        request,
        EmptyForm(request.POST if request.method == "POST" else None),
        lambda _given: operations.end_number(number=number, actor=request.viewer, now=clock.now()),
    )


@open_door
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone_changed(request: HttpRequest, change_id: int, key: str) -> HttpResponse:
    """Where the message to a former number leads. Opening it answers nothing, as telephones look at links."""
    now = clock.now()
    change = by_link(change_id, key, now)
    answer = request.POST.get("answer", "")
    if change is not None and answer in {"yes", "no"}:
        try:
            operations.answer_by_link(change_id=change.pk, key=key, theirs=answer == "yes", now=now)
        except UnableToConfirm:
            change = None
        else:
            return _page(request, "thanks", {"theirs": answer == "yes"})
    if change is None:
        return _page(request, "over", {}, status=410)
    asked = {
        "change": change,
        "name": mask_name(change.person.name),
        "old": mask_phone(change.old),
        "new": mask_phone(change.new),
        "company": change.person.company.name,
        "now": now,
    }
    return _page(request, "asked", asked)


def _page(request: HttpRequest, part: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "estates/phone_changed.html", {"part": part, **context}, status=status)
