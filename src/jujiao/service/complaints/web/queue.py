"""All complaints: filtered and paged."""

from django.http import HttpResponse, QueryDict
from django.urls import reverse

from jujiao.company.accounts.saved_views import Views
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import render_page
from jujiao.kernel.pages.tables import Page
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.service.complaints.lists import filters, presets, queue
from jujiao.service.complaints.models import Complaint, Nature
from jujiao.service.complaints.queries import waiting_praise
from jujiao.service.complaints.web.case import SEES
from jujiao.service.complaints.web.queue_rows import COLUMNS, drawn
from jujiao.service.complaints.web.several import steps_for


@door(*SEES)
def all_complaints(request: ViewerRequest) -> HttpResponse:
    """The list; its state stands in the URL."""
    now = clock.now()
    offered = [each.bound() for each in filters(request.viewer, now)]

    def page_of(params: QueryDict) -> Page[Complaint]:
        table, rows = queue(request.viewer, params, now, offered=offered)
        return table.page(rows.values_list(*COLUMNS, named=True), params)

    views = Views(request, "complaints:queue", presets(request.viewer))
    if views.asked:
        return views.answer(page_of)
    page = page_of(request.GET)
    several = steps_for(request.viewer)
    context = {
        "page": page,
        "views": views.beside(page),
        "rows": drawn(request.viewer, page.rows, now, picked=bool(several)),
        "several": several,
        "now": now,
        "query": request.GET.urlencode(),
        "praise": queue_url_of(Nature.PRAISE) if waiting_praise(request.viewer) else "",
    }
    return render_page(request, "complaints/queue.html", "list", context)


def queue_url_of(nature: Nature) -> str:
    """The list of what is open of one nature."""
    return f"{reverse('complaints:queue')}?nature={nature}"
