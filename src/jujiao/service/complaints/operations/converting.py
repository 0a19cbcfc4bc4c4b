"""3.2.2: the one relief from the limits: the owner agrees to another date and to reports on the way."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.rulebook.queries import figures
from jujiao.kernel.access import Viewer
from jujiao.kernel.models import Audience
from jujiao.rules.service.complaints import Consent, clause_3_2_2_on_conversion
from jujiao.service.complaints.errors import UnableToTakeStep, by_the_rules
from jujiao.service.complaints.models import Channel, Complaint, Conversion, Kind
from jujiao.service.complaints.operations.steps import check_may, locked, take
from jujiao.service.complaints.operations.telling import tell_owner


@transaction.atomic
def convert_to_complex(
    *,
    actor: Viewer,
    now: datetime,
    complaint_id: int,
    version: int | None,
    agreed_by: str,
    agreed_at: datetime,
    channel: str,
    due_at: datetime,
    report_every_hours: int,
    reason: str,
) -> Complaint:
    """Records the owner's consent to `due_at` and to a report every so many hours (转复杂投诉).

    A limit already missed stays missed. A double is converted on its own: each owner agrees for themselves."""
    complaint = locked(complaint_id, version=version)
    check_may(actor, "convert_to_complex", complaint)
    if not complaint.contactable:
        raise UnableToTakeStep(_("Nobody can be asked for consent: the complainant left no way to be reached."))
    if not reason.strip():
        raise UnableToTakeStep(_("Please say why it takes longer."))
    with by_the_rules():
        promised = clause_3_2_2_on_conversion(
            now,
            due_at,
            timedelta(hours=report_every_hours),
            Consent(agreed_by, agreed_at, channel),
            figures(complaint.rulebook_version_id, complaint.estate_id),
        )
    take(
        complaint,
        "convert_to_complex",
        actor=actor,
        now=now,
        text=reason,
        audience=Audience.OWNER,
        details={"channel": Channel(channel), "agreed_by": agreed_by.strip(), "due_at": due_at},
        promised=promised,
        kind=Kind.COMPLEX,
        agreed_due_at=due_at,
        report_every_hours=report_every_hours,
        replied_at=complaint.replied_at or now,
    )
    Conversion.objects.create(
        complaint=complaint,
        round=complaint.round,
        agreed_by=agreed_by.strip()[:80],
        agreed_at=agreed_at,
        channel=Channel(channel),
        due_at=due_at,
        report_every_hours=report_every_hours,
        reason=reason.strip()[:300],
    )
    tell_owner(complaint, "converted", now)
    return complaint
