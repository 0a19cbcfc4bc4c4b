"""The things that are handed over at a post, and the dialogs that change the list."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.duty.permissions import may_plan
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.service.desk import operations
from jujiao.service.desk.forms import ChangeThingForm, ThingForm
from jujiao.service.desk.models import HandoverItem
from jujiao.service.desk.permissions import PLANS, SEES_HANDOVERS
from jujiao.service.desk.queries import get_item_for, get_post_seen_by


@door(*SEES_HANDOVERS)
@require_safe
def things(request: ViewerRequest, duty_post_id: int) -> HttpResponse:
    """What is handed over at a post."""
    post = get_post_seen_by(request.viewer, duty_post_id)
    rows = HandoverItem.objects.filter(duty_post=post).order_by("-in_use", "id")
    context = {"post": post, "rows": rows, "keeps": may_plan(request.viewer, post)}
    return render(request, "desk/things.html", context)


@door(*PLANS)
def add(request: ViewerRequest, duty_post_id: int) -> HttpResponse:
    post = get_post_seen_by(request.viewer, duty_post_id)
    dialog = Dialog(_("Add a thing"), SAVE, _page(post.pk), subject=post.name, sentence=_("Saved."))
    return dialog.answer(
        request,
        ThingForm(request.POST or None),
        lambda given: operations.add_thing(duty_post=post, **given, actor=request.viewer, now=clock.now()),
    )


@door(*PLANS)
def change(request: ViewerRequest, thing_id: int) -> HttpResponse:
    row = get_item_for(request.viewer, thing_id)
    dialog = Dialog(
        _("Change the thing"),
        SAVE,
        _page(row.duty_post_id),
        subject=row.name,
        sentence=_("Saved."),
        latest=lambda: _own(get_item_for(request.viewer, thing_id)),
    )
    return dialog.answer(
        request,
        ChangeThingForm(request.POST or None, initial=_own(row)),
        lambda given: operations.change_thing(thing=row, **given, actor=request.viewer, now=clock.now()),
    )


def _own(row: HandoverItem) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("version", "count", "in_use")}


def _page(duty_post_id: int) -> str:
    return reverse("reception:things", args=[duty_post_id])
