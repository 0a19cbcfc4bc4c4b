"""The pages of the official accounts that somebody keeps, and of who follows them."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.filters import Switch
from jujiao.kernel.pages.htmx import done, refuse, render_page
from jujiao.kernel.pages.seen import seen_version
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.notices.wechat.forms import AccountForm, ChangeAccountForm
from jujiao.notices.wechat.models import Account, Binding, Follower
from jujiao.notices.wechat.operations import accounts
from jujiao.notices.wechat.operations.binding import unbind
from jujiao.notices.wechat.queries_accounts import KEEPERS, callback_of, followers_of_account, get_for, listed
from jujiao.rules.privacy import mask_name

OF_SOMEBODY = Exists(Binding.objects.filter(follower=OuterRef("pk"), ended_at=None))
FOLLOWERS = Table(
    orders=[Order("new", gettext_lazy("Newest first"), ("-id",))],
    filters=[
        Switch("known", gettext_lazy("Only who is bound"), by=lambda rows: rows.filter(OF_SOMEBODY)),
    ],
)


@dataclass(frozen=True)
class Row:
    """An account, where the platform is to post, and how that goes."""

    account: Account
    callback: str
    hearing: object


@dataclass(frozen=True)
class Known:
    """A follower, and who they are, masked; "" where nobody knows."""

    follower: Follower
    binding: Binding | None
    name: str


@door(*KEEPERS)
@require_safe
def all_accounts(request: ViewerRequest) -> HttpResponse:
    """Which official accounts there are, and how they get on."""
    rows = [Row(each, callback_of(each), getattr(each, "hearing", None)) for each in listed(request.viewer)]
    return render_page(request, "wechat/line_accounts.html", "list", {"rows": rows, "now": clock.now()})


@door(*KEEPERS)
def add(request: ViewerRequest) -> HttpResponse:
    form = AccountForm(request.POST or None, viewer=request.viewer)
    sentence = _("Connected. Enter its address on the platform now, in safe mode.")
    dialog = Dialog(_("Connect an official account"), _("Connect"), reverse("wechat:accounts"), sentence=sentence)
    return dialog.answer(
        request,
        form,
        lambda _given: accounts.add_account(facts=form.facts(), actor=request.viewer, now=clock.now()),
    )


@door(*KEEPERS)
def change(request: ViewerRequest, account_id: int) -> HttpResponse:
    account = get_for(request.viewer, account_id)
    form = ChangeAccountForm(request.POST or None, initial=_own(account), viewer=request.viewer)
    dialog = Dialog(
        _("Change the official account"),
        SAVE,
        reverse("wechat:accounts"),
        subject=account.name,
        sentence=_("Saved."),
        latest=lambda: _own(get_for(request.viewer, account_id)),
    )
    return dialog.answer(
        request,
        form,
        lambda given: accounts.change_account(
            account=account, facts=form.facts(), version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )


@door(*KEEPERS)
@require_POST
def switch(request: ViewerRequest, account_id: int) -> HttpResponse:
    """Answers an account no more, or again."""
    account, on = get_for(request.viewer, account_id), request.POST.get("on") == "1"
    sentence = _("It is answered again.") if on else _("It is answered no more.")
    try:
        accounts.switch_account(
            account=account, in_use=on, version=seen_version(request), actor=request.viewer, now=clock.now()
        )
    except UnableTo as error:
        return refuse(error)
    return _changed(request, sentence)


@door(*KEEPERS)
@require_POST
def end_key(request: ViewerRequest, account_id: int) -> HttpResponse:
    """Ends the key before the present one."""
    account = get_for(request.viewer, account_id)
    try:
        accounts.end_former_key(account=account, version=seen_version(request), actor=request.viewer, now=clock.now())
    except UnableTo as error:
        return refuse(error)
    return _changed(request, _("The former key opens nothing any more."))


@door(*KEEPERS)
@require_safe
def followers(request: ViewerRequest, account_id: int) -> HttpResponse:
    """Who writes to an account or follows it."""
    account = get_for(request.viewer, account_id)
    page = FOLLOWERS.page(followers_of_account(account), request.GET)
    rows = [_known(each) for each in page.rows]
    context = {"account": account, "page": page, "rows": rows, "now": clock.now()}
    return render_page(request, "wechat/line_followers.html", "list", context)


@door(*KEEPERS)
@require_POST
def end_binding(request: ViewerRequest, account_id: int, binding_id: int) -> HttpResponse:
    """Ends that a follower is somebody."""
    account = get_for(request.viewer, account_id)
    binding = Binding.objects.filter(pk=binding_id, follower__account=account).first()
    if binding is None:
        raise Http404
    try:
        unbind(binding=binding, actor=request.viewer, now=clock.now())
    except UnableTo as error:
        return refuse(error)
    url = reverse("wechat:followers", args=[account.pk])
    return done(request, _("The binding has ended."), url=url, stay=True, events={"followers-changed": True})


def _known(follower: Follower) -> Known:
    binding = next(iter(follower.open_now), None)  # type: ignore[attr-defined]
    return Known(follower, binding, mask_name(binding.person.name) if binding else "")


def _changed(request: ViewerRequest, sentence: str) -> HttpResponse:
    return done(request, sentence, url=reverse("wechat:accounts"), stay=True, events={"accounts-changed": True})


def _own(account: Account) -> dict[str, object]:
    """What of an account is shown again: none of its secrets."""
    shown = ("name", "estate", "app_id", "original_id", "version")
    return {name: getattr(account, name) for name in shown}
