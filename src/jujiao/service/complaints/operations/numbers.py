"""3.2.3: what a change of the complainant's number means for their cases, and that only a proven number speaks."""

from datetime import datetime

from django.utils.translation import gettext as _

from jujiao.cases.errors import NotYours
from jujiao.company.accounts.models import User
from jujiao.company.estates.models import PhoneChange
from jujiao.company.estates.phone_changes import proven_number
from jujiao.kernel.record import live, timeline
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.service.complaints.models import SUBJECT, Complaint
from jujiao.service.complaints.permissions import is_complainant
from jujiao.service.complaints.queries import open_ones


def check_proven(actor: Viewer, complaint: Complaint, now: datetime) -> None:
    """Refuses with NotYours an owner's own decision on a case where the number by which they signed in is not, or no
    longer, the one that proves who they are."""
    if complaint.person is None or not is_complainant(actor, complaint):
        return
    signed_in_by = User.objects.filter(pk=actor.user_id or 0).values_list("phone", flat=True).first()
    if signed_in_by is None or signed_in_by != proven_number(complaint.person, now):
        raise NotYours(_("Your phone number on record has changed. Please sign in again with the number that counts."))


def show_on_cases(change: PhoneChange, verb: str, actor: Viewer, now: datetime) -> None:
    """One timeline row on each open case of the person, for colleagues; no number stands in it."""
    cases = open_ones(Complaint.objects.filter(person=change.person_id)).order_by("pk")
    places = list(cases.values_list("pk", "estate_id"))
    timeline.record_all(
        {
            "subject_kind": SUBJECT,
            "subject_id": complaint_id,
            "estate_id": estate_id,
            "verb": verb,
            "actor": actor,
            "now": now,
            "details": {"change": change.pk},
        }
        for complaint_id, estate_id in places
    )
    if places:
        live.changed(*((f"estate:{estate_id}", Subject(SUBJECT, complaint_id)) for complaint_id, estate_id in places))
