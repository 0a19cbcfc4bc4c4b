"""What a telephone asks for to keep the product among its apps, and what it shows without a connection."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jujiao.company.estates import at_home
from jujiao.company.estates.models import Company
from jujiao.company.staff.queries import today
from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import STAFF, Viewer, ViewerRequest, open_door

GROUND = "#f6f7f9"
ICONS = (("192", "192x192", "any"), ("512", "512x512", "any"), ("maskable-512", "512x512", "maskable"))
SHEETS = ("vendor/tabler/css/tabler.min.css", *(f"jujiao/{name}.css" for name in ("tokens", "base", "page", "forms")))
KEPT = (*SHEETS, "jujiao/theme.js", "jujiao/offline.js", "jujiao/mark.svg")
"""What the page without a connection is drawn with. Nothing that anybody wrote is among it."""


@open_door
@require_safe
def manifest(request: ViewerRequest) -> HttpResponse:
    """The app as it is called on a telephone: for owners by the name of where they live, for others by ours."""
    name = home_of(request.viewer) or _("Jujiao")
    icons = [
        {"src": static(f"jujiao/app/{file}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for file, sizes, purpose in ICONS
    ]
    says = {
        "id": "/",
        "name": name,
        "short_name": name,
        "lang": request.LANGUAGE_CODE,
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "background_color": GROUND,
        "theme_color": GROUND,
        "icons": icons,
    }
    return JsonResponse(says, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})


def home_of(viewer: Viewer) -> str:
    """The estate where somebody lives, where there are several their company; nothing for those who work here."""
    if viewer.has(*STAFF) or viewer.person_id is None:
        return ""
    names = {room.estate.name for room in at_home.rooms(viewer, today(clock.now()))}
    if len(names) == 1:
        return names.pop()
    return Company.objects.get(pk=viewer.company_id).name if viewer.company_id else ""


@open_door
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, which knows one page alone: the one without a connection."""
    files = [static(name) for name in KEPT]
    context = {"page": reverse("portal:offline"), "files": files}
    return render(request, "portal/worker.js", context, content_type="text/javascript; charset=utf-8")


@open_door
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What is shown without a connection. It is kept on the device, so it says nothing of anybody."""
    return render(request, "portal/offline.html")
