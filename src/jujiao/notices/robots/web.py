"""The page of the robots that somebody keeps, and what is done with them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.messaging.robots import ROBOTS
from jujiao.kernel.pages.dialogs import SAVE, Dialog
from jujiao.kernel.pages.htmx import done, refuse, render_page
from jujiao.kernel.pages.seen import seen_version
from jujiao.kernel.pages.written import data
from jujiao.kernel.record.access import ViewerRequest, door
from jujiao.notices.robots import operations
from jujiao.notices.robots.forms import ChangeRobotForm, RobotForm
from jujiao.notices.robots.models import Robot
from jujiao.notices.robots.queries import KEEPERS, get_for, groups, listed


@dataclass(frozen=True)
class Row:
    """A robot with what it says, and why it was last refused, in the reader's language."""

    robot: Robot
    says: list[Any]
    trouble: Any


@door(*KEEPERS)
@require_safe
def robots(request: ViewerRequest) -> HttpResponse:
    """Which robots there are, what they say, and how they get on."""
    labels = {group.key: group.label for group in groups()}
    rows = [
        Row(robot, [labels[key] for key in robot.groups if key in labels], _trouble(robot))
        for robot in listed(request.viewer)
    ]
    return render_page(request, "robots/robots.html", "list", {"rows": rows, "now": clock.now()})


@door(*KEEPERS)
def add(request: ViewerRequest) -> HttpResponse:
    form = RobotForm(request.POST or None, viewer=request.viewer)
    dialog = Dialog(_("New robot"), _("Add"), reverse("robots:list"), sentence=_("Added. Try it."))
    company_id = request.viewer.company_id or 0
    return dialog.answer(
        request,
        form,
        lambda _given: operations.add_robot(
            company_id=company_id, facts=form.facts(), actor=request.viewer, now=clock.now()
        ),
    )


@door(*KEEPERS)
def change(request: ViewerRequest, robot_id: int) -> HttpResponse:
    robot = get_for(request.viewer, robot_id)
    form = ChangeRobotForm(request.POST or None, initial=_own(robot), viewer=request.viewer)
    dialog = Dialog(
        _("Change the robot"),
        SAVE,
        reverse("robots:list"),
        subject=robot.name,
        sentence=_("Saved."),
        latest=lambda: _own(get_for(request.viewer, robot_id)),
    )
    return dialog.answer(
        request,
        form,
        lambda given: operations.change_robot(
            robot=robot, facts=form.facts(), version=given["version"], actor=request.viewer, now=clock.now()
        ),
    )


@door(*KEEPERS)
@require_POST
def switch(request: ViewerRequest, robot_id: int) -> HttpResponse:
    """Switches a robot off, or on again."""
    robot, on = get_for(request.viewer, robot_id), request.POST.get("on") == "1"
    try:
        operations.switch_robot(
            robot=robot, in_use=on, version=seen_version(request), actor=request.viewer, now=clock.now()
        )
    except UnableTo as error:
        return refuse(error)
    sentence = _("It speaks again.") if on else _("It is silent from now on.")
    return done(request, sentence, url=reverse("robots:list"), stay=True, events={"robots-changed": True})


@door(*KEEPERS)
@require_POST
def try_it(request: ViewerRequest, robot_id: int) -> HttpResponse:
    """Has a robot say a sentence in its group."""
    try:
        operations.try_robot(robot=get_for(request.viewer, robot_id), actor=request.viewer, now=clock.now())
    except UnableTo as error:
        return refuse(error)
    return done(request, _("It has spoken: look into the group."), url=reverse("robots:list"), stay=True)


def _trouble(robot: Robot) -> Any:
    meaning = ROBOTS[robot.vendor].meanings().get(robot.pace.code)
    return meaning.sentence if meaning else data(robot.pace.sentence)


def _own(robot: Robot) -> dict[str, object]:
    """What of a robot is shown again: never its address."""
    return {"name": robot.name, "estate": robot.estate, "groups": robot.groups, "version": robot.version}
