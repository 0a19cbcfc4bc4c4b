"""3.2.2: the one relief from the limits: the owner agrees to another date and to reports on the way."""

from datetime import datetime, timedelta

from django.db import transaction

from jujiao.cases.errors import UnableToTakeStep, by_the_rules
from jujiao.kernel.models import Audience
from jujiao.kernel.record.access import Viewer
from jujiao.promises.operations import of_subject
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.rules.service.complaints import Consent, clause_3_2_2_on_conversion
from jujiao.service.complaints.models import SUBJECT, Complaint, Conversion, Kind
from jujiao.service.complaints.operations.steps import locked, take
from jujiao.service.complaints.operations.telling import tell_owner
from jujiao.service.complaints.permissions import ACCESS
from jujiao.service.complaints.texts import AGREED_BY, LONGER
from jujiao.service.complaints.ways import check_way, ways_to


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

    A limit already missed stays missed. The consent lies between the beginning of the round and `now`.
    A double is converted on its own: each owner agrees for themselves."""
    complaint = locked(complaint_id, version=version)
    ACCESS["convert_to_complex"].check(actor, complaint)
    reason, agreed_by = LONGER.of(reason, UnableToTakeStep), AGREED_BY.of(agreed_by, UnableToTakeStep)
    way = check_way(channel, ways_to(complaint))
    with by_the_rules():
        promised = clause_3_2_2_on_conversion(
            now,
            due_at,
            timedelta(hours=report_every_hours),
            Consent(agreed_by, agreed_at, channel),
            complaint.limits,
            round_began_at=_round_began(complaint),
        )
    complaint.kind, complaint.agreed_due_at, complaint.report_every_hours = Kind.COMPLEX, due_at, report_every_hours
    complaint.replied_at = complaint.replied_at or now
    take(
        complaint,
        "convert_to_complex",
        actor=actor,
        now=now,
        text=reason,
        audience=Audience.OWNER,
        details={"channel": way, "agreed_by": agreed_by, "due_at": due_at},
        promised=promised,
    )
    Conversion.objects.create(
        complaint=complaint,
        round=complaint.round,
        agreed_by=agreed_by,
        agreed_at=agreed_at,
        channel=way,
        due_at=due_at,
        report_every_hours=report_every_hours,
        reason=reason,
    )
    tell_owner(complaint, "converted", now, knows=True)
    return complaint


def _round_began(complaint: Complaint) -> datetime:
    """When the owner spoke, or the round was begun: nobody agrees to another date before."""
    of_round = of_subject(SUBJECT, complaint.pk).filter(round=complaint.round, kind=PromiseKind.RESOLVE)
    return of_round.order_by("seq").values_list("started_at", flat=True).first() or complaint.received_at
