"""The one address of attachments, behind the access of what each is about."""

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from jujiao.kernel.models import Attachment
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer, ViewerRequest, door
from jujiao.kernel.record.attachments.serving import served
from jujiao.kernel.record.subjects import Subject


@door(*Role)
def file(request: ViewerRequest, attachment_id: int) -> HttpResponseBase:
    """One file, or with `?small=1` the thumbnail of a photo."""
    return served(request, get_for(request.viewer, attachment_id), small="small" in request.GET)


def get_for(viewer: Viewer, attachment_id: int) -> Attachment:
    """The attachment, for whoever may read the entry that it was sent with; Http404 for everybody else."""
    found = Attachment.objects.filter(pk=attachment_id).first()
    if found is None or not subjects.of(found.subject_kind).shows(viewer, found.subject_id, found.entry_id):
        raise Http404
    return found


def moved(viewer: Viewer, subject: Subject, attachment_id: int, *, small: bool = False) -> HttpResponse:
    """Leads from an older address, below that of its subject, to the one of now; Http404 as there."""
    found = get_for(viewer, attachment_id)
    if (found.subject_kind, found.subject_id) != (subject.kind, subject.id):
        raise Http404
    return HttpResponsePermanentRedirect(reverse("attachments:file", args=[found.pk]) + ("?small=1" if small else ""))
