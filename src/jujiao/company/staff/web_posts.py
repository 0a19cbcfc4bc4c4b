"""The page of the posts that a company has, and the dialogs that change them."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.estates.models import Company
from jujiao.company.staff import directory, operations, posts
from jujiao.company.staff.directory import EDIT_STAFF, SEE_STAFF
from jujiao.company.staff.forms_posts import ChangePostForm, CompanyPostForm, FirstPostForm
from jujiao.company.staff.models import Post
from jujiao.company.staff.operations import KEEP_POSTS, change_post, create_post
from jujiao.company.staff.operations.company_posts import asked_of
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.record.access import ViewerRequest, door


@door(*SEE_STAFF)
@require_safe
def company_posts(request: ViewerRequest) -> HttpResponse:
    """The posts of the company, with what is asked of who holds them."""
    page = posts.posts_table().page(posts.with_requirements(request.viewer), request.GET)
    context = {"page": page, "posts": page.rows, "keeps": request.viewer.has(*KEEP_POSTS)}
    return render_page(request, "staff/posts.html", "list", context)


@door(*KEEP_POSTS)
def create_company_post(request: ViewerRequest) -> HttpResponse:
    company = Company.objects.filter(id=request.viewer.company_id or 0).first()
    if company is None:
        raise Http404
    form = CompanyPostForm(request.POST or None)
    dialog = Dialog(_("New post"), _("Create"), reverse("staff:posts"), sentence=_("Created."))
    return dialog.answer(
        request,
        form,
        lambda _given: create_post(company=company, facts=form.facts(), actor=request.viewer, now=clock.now()),
    )


@door(*KEEP_POSTS)
def change_company_post(request: ViewerRequest, company_post_id: int) -> HttpResponse:
    post = posts.get_for(request.viewer, company_post_id)
    form = ChangePostForm(request.POST or None, initial=_own(post))
    dialog = Dialog(
        _("Change the post"),
        SAVE,
        reverse("staff:posts"),
        subject=post.name,
        sentence=_("Saved."),
        latest=lambda: _own(posts.get_for(request.viewer, company_post_id)),
    )
    return dialog.answer(
        request,
        form,
        lambda given: change_post(
            post=post, facts=form.facts(), version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )


@door(*EDIT_STAFF)
def make_primary(request: ViewerRequest, post_id: int) -> HttpResponse:
    """Of several posts that somebody holds, another one becomes the first."""
    post = directory.get_post(request.viewer, post_id)
    now = clock.now()
    dialog = Dialog(
        _("Make it the first post"),
        SAVE,
        reverse("staff:employee", args=[post.employee_id]),
        subject=f"{post.employee.name} {post.title}",
        note=_("The one before it ends as the first post with the day before; both are held on."),
        sentence=_("Saved."),
    )
    return dialog.answer(
        request,
        FirstPostForm(request.POST or None, initial={"starts_on": today(now)}),
        lambda given: operations.make_primary(post=post, **given, actor=request.viewer, now=now),
    )


def _own(post: Post) -> dict[str, object]:
    own: dict[str, object] = {name: getattr(post, name, None) for name in ChangePostForm.base_fields}
    return {**own, "credentials": sorted(asked_of(post))}
