"""The posts to be covered, and the dialogs that change them."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from jujiao.company.duty import queries
from jujiao.company.duty.forms import ChangeDutyPostForm, NewDutyPostForm
from jujiao.company.duty.models import DutyPost, DutyPostKind
from jujiao.company.duty.operations import change_duty_post, create_duty_post
from jujiao.company.duty.permissions import KEEP
from jujiao.company.staff.directory import SEE_STAFF
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.filters import Choice, Switch, Words
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import ViewerRequest, door


def _by_words(posts: QuerySet[DutyPost], text: str) -> QuerySet[DutyPost]:
    return posts.filter(name__icontains=text.strip())


TABLE = Table(
    orders=[Order("place", gettext_lazy("By estate and name"), ("estate_id", "name", "id"))],
    filters=[
        Words("q", gettext_lazy("Name"), by=_by_words),
        Choice("kind", gettext_lazy("Kind"), DutyPostKind.choices),
        Switch("unused", gettext_lazy("Not in use"), by=lambda posts: posts.filter(in_use=False)),
    ],
)


@door(*SEE_STAFF)
@require_safe
def posts(request: ViewerRequest) -> HttpResponse:
    """The posts to be covered where the viewer works."""
    page = TABLE.page(queries.posts_of(request.viewer).select_related("post"), request.GET)
    keeps = request.viewer.has(*KEEP)
    return render_page(request, "duty/posts.html", "list", {"page": page, "keeps": keeps})


@door(*KEEP)
def create_post(request: ViewerRequest) -> HttpResponse:
    form = NewDutyPostForm(request.viewer, request.POST or None)
    dialog = Dialog(_("New post to be covered"), _("Create"), reverse("duty:posts"), sentence=_("Created."))
    return dialog.answer(
        request,
        form,
        lambda given: create_duty_post(
            department=given["department"], facts=form.facts(), actor=request.viewer, now=clock.now()
        ),
    )


@door(*KEEP)
def change_post(request: ViewerRequest, duty_post_id: int) -> HttpResponse:
    duty_post = queries.get_post(request.viewer, duty_post_id)
    form = ChangeDutyPostForm(request.viewer, request.POST or None, initial=_own(duty_post))
    dialog = Dialog(
        _("Change the post to be covered"),
        SAVE,
        reverse("duty:posts"),
        subject=duty_post.name,
        sentence=_("Saved."),
        latest=lambda: _own(queries.get_post(request.viewer, duty_post_id)),
    )
    return dialog.answer(
        request,
        form,
        lambda given: change_duty_post(
            duty_post=duty_post, facts=form.facts(), version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )


def _own(duty_post: DutyPost) -> dict[str, object]:
    return {name: getattr(duty_post, name) for name in ("version", "name", "kind", "post", "round_the_clock", "in_use")}
