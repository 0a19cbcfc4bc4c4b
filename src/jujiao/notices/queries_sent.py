"""Reading how each telling went, and which calls are to be made."""

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from jujiao.company.estates.queries import estates_of
from jujiao.kernel.database.compiled import compiled
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.knowing import concealed_from
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import Attempt, CallTask, CallTry, Delivery, Notice
from jujiao.notices.operations.calling import CALLERS

WATCHERS = (Role.SYSADMIN, Role.COMPANY, Role.AUDITOR)
"""Who may see how every telling went."""
ATTEMPTS = Prefetch("attempts", Attempt.objects.order_by("n"))
DELIVERIES = Prefetch("deliveries", Delivery.objects.order_by("id").prefetch_related(ATTEMPTS))
TRIES = Prefetch("tries", CallTry.objects.order_by("id").select_related("employee"))
READERS = ("recipient", "person")
TOLD = Prefetch(
    "notices",
    Notice.objects.filter(taken_back=False).select_related(*READERS).order_by("id").prefetch_related(DELIVERIES),
)
COUNTED = 100
"""So many calls are counted."""


def deliveries_for(viewer: Viewer) -> QuerySet[Delivery]:
    """Every delivery about the estates that the viewer watches over, and those about no estate to people of the
    viewer's company; none about what is kept from the viewer."""
    if not viewer.has(*WATCHERS) or viewer.company_id is None:
        return Delivery.objects.none()
    colleague = Q(notice__recipient__employee__company=viewer.company_id)
    resident = Q(notice__recipient__person__company=viewer.company_id)
    of_no_estate = Q(notice__estate_id__isnull=True) & (colleague | resident)
    ours = Q(notice__estate_id__in=estates_of(viewer, *WATCHERS).values("pk")) | of_no_estate
    found = Delivery.objects.filter(ours).exclude(concealed_from(viewer, prefix="notice__"))
    return found.select_related("notice__recipient", "notice__person").prefetch_related(ATTEMPTS)


def get_delivery(viewer: Viewer, delivery_id: int) -> Delivery:
    """One delivery; Http404 for whoever may not see it."""
    delivery = deliveries_for(viewer).filter(pk=delivery_id).first()
    if delivery is None:
        raise Http404
    return delivery


def messages_about(subject: Subject) -> list[Notice]:
    """What must reach somebody about a subject, the newest first, each with its ways, their tries, and its call; for
    whoever may see the subject."""
    sent = Notice.objects.filter(subject_kind=subject.kind, subject_id=subject.id, must_reach=True, taken_back=False)
    return list(sent.select_related("call", *READERS).prefetch_related(DELIVERIES).order_by("-id"))


def calls_for(viewer: Viewer) -> QuerySet[CallTask]:
    """The calls that wait at the estates where the viewer makes them, but for those about what is kept from them."""
    estates = viewer.estate_ids(*CALLERS)
    rows = CallTask.objects.filter(ended_at__isnull=True).exclude(concealed_from(viewer))
    if estates is None:
        return rows.filter(estate_id__in=estates_of(viewer, *CALLERS).values("pk"))
    return rows.filter(estate_id__in=estates)


def with_what_is_said(calls: QuerySet[CallTask]) -> QuerySet[CallTask]:
    """The same with whom to call, what is to be said, and what was tried."""
    return calls.select_related("person").prefetch_related(TOLD, TRIES)


def calls_waiting(viewer: Viewer) -> int:
    """How many calls wait for the viewer, no more than COUNTED."""
    return len(_waiting(viewer.shape, **viewer.who)) if viewer.has(*CALLERS) else 0


@compiled
def _waiting(shape: Viewer, /, **who: int) -> QuerySet[CallTask, int]:
    return calls_for(shape.filled(who)).order_by().values_list("pk", flat=True)[:COUNTED]


def get_call(viewer: Viewer, call_id: int) -> CallTask:
    """One call that waits; Http404 for whoever does not make it."""
    call = with_what_is_said(calls_for(viewer)).filter(pk=call_id).first()
    if call is None:
        raise Http404
    return call
