"""Rows of the lower floors for tests that are not about how they come to be: promises, notices, deliveries."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jujiao.company.duty.staffing import Debtor
from jujiao.company.estates.models import Estate
from jujiao.kernel.models import Attachment, TimelineEntry
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.attachments.keeping import keep
from jujiao.kernel.record.attachments.media import PDF
from jujiao.kernel.record.attachments.reading import CleanFile
from jujiao.kernel.record.subjects import MeasurementKind, PromiseKind, Subject, SubjectKind
from jujiao.kernel.record.timeline import record
from jujiao.notices.models import Attempt, AttemptState, CallTask, Channel, Delivery, Notice
from jujiao.promises.measured.operations import measure
from jujiao.promises.models import Measurement, Promise, Unit
from jujiao.rules.measuring import Comparison, Grade, Measure
from jujiao.rules.promising import Kind
from jujiao.testing.cast import NOW, Cast, Member

SUBJECT = "sample"
PAPER = CleanFile(PDF, b"%PDF-1.7 %%EOF", "报价单.pdf")
KIND = "sample.answer"
MEASURED = "sample.ring"
CHAT = "sample.chat"
CONTACT = "sample.contact"
ROLLING = "sample.on_a_working_day"
subjects.declare(
    SubjectKind(
        key=SUBJECT,
        label=_("Case"),
        model=Promise,
        id_column="subject_id",
        url=lambda subject_id: f"/sample/{subject_id}/",
        promises=tuple(
            PromiseKind(rule=rule, label=_("First reply"), colour="azure", step="reply", step_label=_("First reply"))
            for rule in (
                Kind(KIND, "3.2.2", "complaint.first_reply"),
                Kind(ROLLING, "3.2.2", "complaint.first_reply", rolls=True),
                Kind(CHAT, "3.1.3", "message.by_day", ladder="minutes"),
                Kind(CONTACT, "3.3.1", "contact.new_owner", ladder="many"),
            )
        ),
        measurements=(
            MeasurementKind(rule=Measure(MEASURED, "3.1.2", "call.seconds", Comparison.BELOW), label=_("Time")),
        ),
        headlines=lambda _viewer, ids: dict.fromkeys(ids, "电梯停运"),
        in_short=lambda _viewer, ids: dict.fromkeys(ids, "电梯 · 3号楼"),
        shows=lambda viewer, _subject_id, entry_id: _of_company(viewer).filter(pk=entry_id).exists(),
    )
)


def _of_company(viewer: Viewer) -> QuerySet[TimelineEntry]:
    return TimelineEntry.objects.filter(
        estate_id__in=Estate.objects.filter(company=viewer.company_id or 0).values("pk")
    )


def an_attachment(cast: Cast, file: CleanFile = PAPER, *, estate: Estate | None = None) -> Attachment:
    """A file that the clerk sent along with a word about a case of the estate, their own or another."""
    about: dict[str, Any] = {"subject_kind": SUBJECT, "subject_id": TimelineEntry.objects.count() + 1}
    entry = record(**about, estate_id=(estate or cast.estate).pk, verb="sample", actor=cast.clerk.viewer, now=NOW)
    keep(entry, [file], NOW)
    return entry.attachments.get()


def a_measurement(cast: Cast, seconds: str = "14.999", **facts: Any) -> Measurement:
    """A ring at the estate that the clerk answered."""
    number = Measurement.objects.count() + 1
    given: dict[str, Any] = {
        "value": Decimal(seconds),
        "happened_at": NOW,
        "grade": Grade.MEASURED,
        "subject_label": f"TEL-{number}",
        "place": cast.estate.place,
        "whose": Debtor(employee_id=cast.clerk.employee.pk if cast.clerk.employee else None),
        "rulebook_version_id": cast.version.pk,
        "actor": SYSTEM,
        "now": NOW,
    }
    return measure(MEASURED, facts.pop("subject", Subject(SUBJECT, number)), **given | facts)


def a_promise(cast: Cast, **facts: Any) -> Promise:
    """A running promise of the estate, owed to the resident: first reply within 24 hours, from now on."""
    number = Promise.objects.count() + 1
    given: dict[str, Any] = {
        "subject_kind": SUBJECT,
        "subject_id": number,
        "subject_label": f"YX-2026-{number:06}",
        "kind": KIND,
        "clause": "3.2.2",
        "rulebook_version": cast.version,
        "unit": Unit.ELAPSED,
        "started_at": NOW,
        "due_at": NOW + timedelta(hours=24),
        "estate": cast.estate,
        "department": cast.engineering,
        "owed_to_kind": "person",
        "owed_to_id": cast.resident.person.pk,
    }
    given |= facts
    estate = given["estate"]
    return Promise.objects.create(**{"company": estate.company if estate else cast.company, **given})


def a_notice(member: Member, **facts: Any) -> Notice:
    """An unread notice for the member."""
    number = Notice.objects.count() + 1
    given: dict[str, Any] = {
        "recipient": member.user,
        "kind": "complaint.arrived",
        "params": {"number": f"YX-2026-{number:06}"},
        "key": f"sample:{number}",
        "created_at": NOW,
    }
    return Notice.objects.create(**{**given, **facts})


def a_delivery(cast: Cast, **facts: Any) -> Delivery:
    """A mail to the clerk that has not gone yet."""
    notice = a_notice(cast.clerk, estate_id=cast.estate.pk)
    return Delivery.objects.create(**{"notice": notice, "channel": Channel.EMAIL, "created_at": NOW, **facts})


def a_call(cast: Cast, **facts: Any) -> CallTask:
    """A call that waits to be made to the resident's spouse, who has no account, about a case that nobody keeps."""
    number = Notice.objects.count() + 1
    given: dict[str, Any] = {
        "subject_kind": SUBJECT,
        "subject_id": number,
        "estate_id": cast.estate.pk,
        "person": cast.spouse,
        "phone": cast.spouse.phone,
        "created_at": NOW,
        "place_at": NOW + timedelta(days=1),
    } | facts
    call = CallTask.objects.create(**given)
    notice = Notice.objects.create(
        person=call.person, kind="complaint.replied", key=f"sample:{number}", created_at=NOW, must_reach=True,
        params={"number": f"YX-2026-{number:06}", "said": "明天上门。"}, estate_id=call.estate_id,
        subject_kind=call.subject_kind, subject_id=call.subject_id, call=call,
    )  # fmt: skip
    sent = Delivery.objects.create(notice=notice, channel=Channel.SMS, state="failed", tries=1, created_at=NOW)
    a_failed_attempt(sent, "isv.GONE", "not in service")
    return call


def a_failed_attempt(delivery: Delivery, code: str, sentence: str) -> Attempt:
    """A try that the mail server refused."""
    return Attempt.objects.create(
        delivery=delivery, n=delivery.attempts.count() + 1, address="wf@example.org", state=AttemptState.FAILED,
        code=code, sentence=sentence, started_at=NOW, ended_at=NOW,
    )  # fmt: skip
