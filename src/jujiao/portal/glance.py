"""How things stand, at a glance: figures of all chapters on the first page of those who answer for an estate."""

from django.http import HttpResponse
from django.shortcuts import render

from jujiao.kernel.machine import clock
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.kernel.record.chapters import chapters

ANSWER_FOR_ALL = (Role.MANAGER, Role.COMPANY)


@door(*ANSWER_FOR_ALL)
def glance(request: ViewerRequest) -> HttpResponse:
    """A part of the first page, which asks for it by itself: what it counts takes longer than the list of duties."""
    now = clock.now()
    found = [one for chapter in chapters() if chapter.figures for one in chapter.figures(request.viewer, now)]
    context = {
        "needs": [figure for figure in found if figure.needs],
        "figures": [figure for figure in found if not figure.needs],
        "now": now,
    }
    return render(request, "portal/glance.html", context)
