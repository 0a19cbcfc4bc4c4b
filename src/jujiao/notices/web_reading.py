"""Several notices of the inbox, marked as read at once."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.notices import operations
from jujiao.notices.queries import inbox_of

MOST = 200
LONGEST_ID = 18


@door(*Role)
@require_POST
def read_some(request: ViewerRequest) -> HttpResponse:
    """Marks as read those that are ticked, each with whatever else was told of its case; others' are passed over."""
    ticked = request.POST.getlist("notices")[:MOST]
    ids = [int(each) for each in ticked if each.isascii() and each.isdecimal() and len(each) <= LONGEST_ID]
    count = sum(
        operations.mark_read(user_id=notice.recipient_id, notice_id=notice.pk, subject=notice.subject, now=clock.now())
        for notice in inbox_of(request.viewer).filter(pk__in=ids).order_by("pk")
    )
    words = ngettext("%(count)s notice marked as read", "%(count)s notices marked as read", count)
    return done(request, words % {"count": count}, url=reverse("notices:inbox"))
