"""One view for every step: its dialog, and the step itself."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from jujiao.kernel import clock
from jujiao.kernel.access import Viewer, ViewerRequest, door
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.htmx import done, is_partial, refuse, render_dialog
from jujiao.service.complaints.forms.steps import StepForm
from jujiao.service.complaints.models import Complaint, State
from jujiao.service.complaints.operations.handling import barred
from jujiao.service.complaints.photos import MOST_MEGABYTES
from jujiao.service.complaints.queries import get_for
from jujiao.service.complaints.queries_case import doubles_of
from jujiao.service.complaints.web.answers import meanwhile, trouble
from jujiao.service.complaints.web.case import SEES
from jujiao.service.complaints.web.facts import phone_of
from jujiao.service.complaints.web.offers import OFFERS, Offer, form_of, is_offered

CALLS = {"reply", "report_progress", "resolve", "follow_up", "convert_to_complex"}
"""Steps for which one speaks with the owner."""


@door(*SEES, takes=MOST_MEGABYTES)
def step(request: ViewerRequest, complaint_id: int, verb: str) -> HttpResponse:
    """The dialog of a step (GET), or the step (POST). A stale form keeps its words and is shown what changed."""
    offer = OFFERS.get(verb)
    if offer is None:
        raise Http404
    complaint, now = get_for(request.viewer, complaint_id), clock.now()
    kind = form_of(offer, request.viewer, complaint)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = kind(*given, complaint=complaint, viewer=request.viewer, now=now)
    if not form.is_bound:
        return _dialog(request, complaint, offer, form)
    if not form.is_valid():
        return _wrong(request, complaint, offer, form)
    try:
        offer.operation(actor=request.viewer, now=now, complaint_id=complaint.pk, **form.given())
    except UnableTo as error:
        return _refused(request, complaint, offer, form, error)
    url = reverse("complaints:case", args=[complaint.pk])
    return done(request, offer.done, stay=True, url=url, events={"case-changed": True})


def _dialog(
    request: ViewerRequest, complaint: Complaint, offer: Offer, form: StepForm, error: UnableTo | None = None
) -> HttpResponse:
    handlers = barred([complaint])[complaint.pk] if complaint.state == State.RESOLVED else ()
    context = {
        "complaint": complaint,
        "offer": offer,
        "form": form,
        "error": error,
        "now": form.now,
        "possible": form.is_bound or is_offered(offer, request.viewer, complaint, handlers),
        "phone": phone_of(complaint) if offer.verb in CALLS else "",
        "call": {"why": "call", "words": str(offer.label)},
        "doubles": answered_too(request.viewer, complaint) if offer.verb in {"reply", "resolve"} else 0,
        **(meanwhile(request.viewer, complaint, error) if error else {}),
    }
    status = error.status if error else 422 if form.is_bound else 200
    return render_dialog(request, "complaints/step.html", context, status=status)


def answered_too(viewer: Viewer, complaint: Complaint) -> int:
    """How many owners of doubles are told the same, as far as the viewer may know of them."""
    return sum(double.follows for double in doubles_of(viewer, complaint))


def _wrong(request: ViewerRequest, complaint: Complaint, offer: Offer, form: StepForm) -> HttpResponse:
    if not is_partial(request):
        return _dialog(request, complaint, offer, form)
    if _by_one_click(request, offer):
        return refuse(UnableTo(_("This could not be done by one click; please open the case.")))
    return trouble(request, form)


def _refused(
    request: ViewerRequest, complaint: Complaint, offer: Offer, form: StepForm, error: UnableTo
) -> HttpResponse:
    if not is_partial(request):
        return _dialog(request, complaint, offer, form, error)
    if isinstance(error, NotAllowed) or _by_one_click(request, offer):
        return refuse(error)
    return trouble(request, form, error, meanwhile(request.viewer, complaint, error))


def _by_one_click(request: ViewerRequest, offer: Offer) -> bool:
    """A button without a dialog sent this: what is wrong is told in a toast."""
    return offer.at_once or request.POST.get("quick") == "1"
