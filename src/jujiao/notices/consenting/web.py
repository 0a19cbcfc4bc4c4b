"""Consent on the person's own page of how they are told, and on the page that the desk has of them."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jujiao.company.estates import at_home
from jujiao.company.estates.models import Person
from jujiao.company.estates.queries import EDIT_PEOPLE, SEE_PEOPLE, get_person
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine import clock
from jujiao.kernel.pages.htmx import done, refuse
from jujiao.kernel.record.access import Role, ViewerRequest, door
from jujiao.notices.consenting.models import Consent, Said
from jujiao.notices.consenting.operations import give_consent, withdraw_consent

AT_THE_DESK = [said for said in Said if said is not Said.ONLINE]


@door(Role.OWNER)
@require_POST
def consent(request: ViewerRequest) -> HttpResponse:
    """The person says yes or no themselves."""
    person = at_home.person_of(request.viewer)
    if person is None:
        raise Http404
    yes = request.POST.get("yes") == "1"
    operation = give_consent if yes else withdraw_consent
    operation(person=person, how=Said.ONLINE, actor=request.viewer, now=clock.now())
    sentence = _("You are told of offers from now on.") if yes else _("You are told of no offers any more.")
    return done(request, sentence, url=reverse("notices:settings"))


@door(*SEE_PEOPLE)
def consent_of_person(request: ViewerRequest, person_id: int) -> HttpResponse:
    """A part of the person's page: what they have said, and for the desk a way to write down what they say now."""
    person = get_person(request.viewer, person_id)
    if request.method == "POST":
        operation = give_consent if request.POST.get("yes") == "1" else withdraw_consent
        try:
            operation(person=person, how=request.POST.get("how", ""), actor=request.viewer, now=clock.now())
        except UnableTo as error:
            return refuse(error)
    return render(request, "notices/consent_of_person.html", _shown(request, person))


def _shown(request: ViewerRequest, person: Person) -> dict[str, object]:
    said = [(one, Said(one.given_how), Said(one.withdrawn_how) if one.withdrawn_how else None) for one in _rows(person)]
    return {
        "person": person,
        "said": said,
        "holds": any(one.withdrawn_at is None for one, _given, _withdrawn in said),
        "ways": AT_THE_DESK,
        "edits": request.viewer.has(*EDIT_PEOPLE),
        "now": clock.now(),
    }


def _rows(person: Person) -> list[Consent]:
    return list(Consent.objects.filter(person=person).order_by("-id"))
