"""3.2.1, 3.1.3: what owners and colleagues say on the way: additions, urging, notes, withdrawal; who saw a phone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.cases.errors import UnableToTakeStep
from jujiao.kernel.models import Audience
from jujiao.kernel.pages.words import moment_words
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.operations import overtake
from jujiao.rules.service.complaints import clause_3_2_2_urge_again
from jujiao.rules.texts import says_anything
from jujiao.service.complaints.models import SUBJECT, Complaint, Outcome
from jujiao.service.complaints.operations.dispatching import release
from jujiao.service.complaints.operations.merging import part
from jujiao.service.complaints.operations.numbers import check_proven
from jujiao.service.complaints.operations.steps import locked, locked_group, take
from jujiao.service.complaints.operations.telling import tell_handlers
from jujiao.service.complaints.permissions import ACCESS, is_complainant
from jujiao.service.complaints.photos import CleanPhoto
from jujiao.service.complaints.texts import REVEALED, SAID, URGED, WITHDRAWN, WITHDRAWN_BY_OWNER


@transaction.atomic
def add(
    *,
    actor: Viewer,
    now: datetime,
    complaint_id: int,
    version: int | None,
    text: str,
    photos: Sequence[CleanPhoto] = (),
) -> Complaint:
    """The owner adds to the complaint (补充), themselves or through the desk."""
    complaint = locked(complaint_id, version=version)
    ACCESS["add"].check(actor, complaint)
    take(complaint, "add", actor=actor, now=now, text=_said(text, photos), audience=Audience.OWNER, photos=photos)
    tell_handlers(complaint, "added", now)
    return complaint


@transaction.atomic
def urge(*, actor: Viewer, now: datetime, complaint_id: int, version: int | None, text: str = "") -> Complaint:
    """The owner urges (催单): counted, and told to whoever has the case in hand; no clock moves. Once in a while: who
    urges again at once is told when the first was (UnableToTakeStep)."""
    complaint = locked(complaint_id, version=version)
    ACCESS["urge"].check(actor, complaint)
    text = URGED.of(text, UnableToTakeStep)
    _urged_long_ago(complaint, now)
    complaint.urges += 1
    take(complaint, "urge", actor=actor, now=now, text=text, audience=Audience.OWNER)
    tell_handlers(complaint, "urged", now)
    return complaint


@transaction.atomic
def note(
    *,
    actor: Viewer,
    now: datetime,
    complaint_id: int,
    version: int | None,
    text: str,
    photos: Sequence[CleanPhoto] = (),
) -> Complaint:
    """An internal note: colleagues read it, the owner never does, and no clock of the owner stops for it."""
    complaint = locked(complaint_id, version=version)
    ACCESS["note"].check(actor, complaint)
    take(complaint, "note", actor=actor, now=now, text=_said(text, photos), photos=photos)
    return complaint


@transaction.atomic
def withdraw(*, actor: Viewer, now: datetime, complaint_id: int, version: int | None, reason: str = "") -> Complaint:
    """The owner withdraws the complaint (撤销投诉), themselves or through the desk. Doubles go on, each on its own.

    Once it is done it ends by the owner's word, which whoever handled it does not take down (3.2.3)."""
    complaint, doubles = locked_group(complaint_id, version=version)
    ACCESS["withdraw"].check(actor, complaint)
    check_proven(actor, complaint, now)
    # Where nobody's name is known there is no owner to withdraw it without a word.
    wanted = WITHDRAWN_BY_OWNER if is_complainant(actor, complaint) else WITHDRAWN
    reason = wanted.of(reason, UnableToTakeStep)
    for double in doubles:
        part(double, complaint, actor=actor, now=now)
    complaint.outcome, complaint.closed_at = Outcome.WITHDRAWN, now
    take(complaint, "withdraw", actor=actor, now=now, text=reason, audience=Audience.OWNER)
    release(complaint, now)
    overtake(Subject(SUBJECT, complaint.pk), at=now)
    tell_handlers(complaint, "withdrawn", now)
    return complaint


@transaction.atomic
def reveal_phone(*, actor: Viewer, now: datetime, complaint_id: int, reason: str) -> str:
    """The complainant's phone number in full (查看号码), for a reason that stays on the timeline."""
    complaint = locked(complaint_id, version=None)
    ACCESS["reveal_phone"].check(actor, complaint)
    reason = REVEALED.of(reason, UnableToTakeStep)
    # A look changes nothing: whoever has a form open need not look at the case again.
    timeline.record(
        subject_kind=SUBJECT,
        subject_id=complaint.pk,
        estate_id=complaint.estate_id,
        verb="reveal_phone",
        actor=actor,
        now=now,
        text=reason,
    )
    return complaint.contact_phone or (complaint.person.phone if complaint.person else "")


def _urged_long_ago(complaint: Complaint, now: datetime) -> None:
    """UnableToTakeStep, with when the first was, where it has just been urged; the complaint is held by the caller."""
    urges = timeline.entries_of(SUBJECT, complaint.pk).filter(verb="urge").order_by("-seq")
    last = urges.values_list("at", flat=True).first() if complaint.urges else None
    again = clause_3_2_2_urge_again(last, complaint.limits)
    if last is not None and again is not None and now < again:
        sentence = _(
            "This was urged on %(at)s already, and whoever is at it has been told. Urge again from %(again)s on."
        )
        raise UnableToTakeStep(sentence % {"at": moment_words(last, now), "again": moment_words(again, now)})


def _said(text: str, photos: Sequence[CleanPhoto]) -> str:
    """The text as it is kept; UnableToTakeStep for what says nothing and shows nothing."""
    if not says_anything(text) and not photos:
        raise UnableToTakeStep(_("Please write something or add a photo."))
    return SAID.of(text, UnableToTakeStep)
