"""The pages of tea: all cups, one of them, and pouring it."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.views.decorators.http import require_http_methods, require_POST

from jujiao.kernel.machine import clock
from jujiao.kernel.pages.tables import Order, Table
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.testing.tea import operations
from jujiao.testing.tea.queries import SERVES, get_for, visible_to

TABLE = Table(orders=[Order("newest", "Newest first", ("id",))])
LIST = "tea {% for cup in page.rows %}<p>{{ cup.blend }}</p>{% endfor %}"


@door(*SERVES)
@require_http_methods(["GET", "POST"])
def cups(request: ViewerRequest) -> HttpResponse:
    """All that are served."""
    page = TABLE.page(visible_to(request.viewer), request.GET)
    return HttpResponse(engines["django"].from_string(LIST).render({"page": page}))


@door(*SERVES)
@require_http_methods(["GET", "POST"])
def cup(request: ViewerRequest, cup_id: int) -> HttpResponse:
    """What is in one."""
    return HttpResponse(get_for(request.viewer, cup_id).blend)


@door(Role.CLERK)
@require_POST
def pour(request: ViewerRequest, cup_id: int) -> HttpResponse:
    """Pours it, whatever the form says."""
    operations.pour(actor=request.viewer, now=clock.now(), cup_id=cup_id, version=None)
    return redirect("tea:cup", cup_id)
