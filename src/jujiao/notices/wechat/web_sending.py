"""What an account may send, by which ways, and what the platform's answers mean."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.htmx import done, refuse, render_page
from jujiao.kernel.pages.seen import seen_version
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.notices.wechat.forms_sending import TemplateForm
from jujiao.notices.wechat.models import Account, Template, WayOut
from jujiao.notices.wechat.operations import rights
from jujiao.notices.wechat.queries_accounts import KEEPERS, get_for
from jujiao.notices.wechat.queries_sending import DAYS, codes_lately, ways_shown
from jujiao.notices.wechat.words import lines

CHANGED = "official-account-changed"


@door(*KEEPERS)
@require_safe
def sending(request: ViewerRequest, account_id: int) -> HttpResponse:
    """By which ways an account may send, how that went lately, and every code with what comes of it."""
    account, now = get_for(request.viewer, account_id), clock.now()
    ways, codes = ways_shown(account, now), lines(codes_lately(account, now))
    context = {
        "account": account,
        "ways": ways,
        "stands": _stands([shown.way for shown in ways if shown.works]),
        "came": [line for line in codes if line.lately],
        "others": [line for line in codes if not line.lately],
        "days": DAYS.days,
        "now": now,
    }
    return render_page(request, "wechat/sending.html", "ways", context)


@door(*KEEPERS)
@require_POST
def right(request: ViewerRequest, account_id: int, way: str) -> HttpResponse:
    """Says that an account may send by a way, or may not."""
    account, on = get_for(request.viewer, account_id), request.POST.get("on") == "1"
    change = rights.allow if on else rights.withdraw
    try:
        change(account=account, way=_way(way), version=seen_version(request), actor=request.viewer, now=clock.now())
    except UnableTo as error:
        return refuse(error)
    return done(
        request, _("Saved."), url=reverse("wechat:sending", args=[account.pk]), stay=True, events={CHANGED: True}
    )


@door(*KEEPERS)
def template(request: ViewerRequest, account_id: int, way: str) -> HttpResponse:
    """The template by which an account sends beyond the window."""
    account, way_out = get_for(request.viewer, account_id), _way(way)
    if way_out is WayOut.WINDOW:
        raise Http404
    form = TemplateForm(request.POST or None, initial=_own(account, way_out))
    dialog = Dialog(
        _("Template in WeChat"),
        SAVE,
        reverse("wechat:sending", args=[account.pk]),
        note=_("As the platform shows it under its templates. Values are cut to what WeChat shows of them."),
        subject=account.name,
        sentence=_("Saved."),
        latest=lambda: _own(get_for(request.viewer, account_id), way_out),
        tells=(CHANGED,),
    )
    return dialog.answer(
        request,
        form,
        lambda given: rights.set_template(
            account=account,
            way=way_out,
            template_id=given["template_id"],
            blanks=form.blanks(),
            version=given["version"],
            actor=request.viewer,
            now=clock.now(),
        ),
    )


def _way(way: str) -> WayOut:
    if way not in WayOut:
        raise Http404
    return WayOut(way)


def _own(account: Account, way: WayOut) -> dict[str, Any]:
    kept = Template.objects.filter(account=account, way=way).first()
    shown: dict[str, Any] = {"version": account.version, "template_id": kept.template_id if kept else ""}
    for place, (name, value) in enumerate((kept.blanks if kept else {}).items(), start=1):
        shown |= {f"name_{place}": name, f"value_{place}": value}
    return shown


def _stands(works: list[WayOut]) -> str:
    """What the account can do, in a sentence."""
    if WayOut.WINDOW not in works:
        if works:
            return _("It answers only beyond the window, by the ways below, and else by text message or by a call.")
        return _("It cannot send anything: answers go by text message, and where there is no number by a call.")
    if len(works) == 1:
        return _("It answers within the window alone: beyond it, answers go by text message or by a call.")
    return _("It answers within the window and beyond it.")
