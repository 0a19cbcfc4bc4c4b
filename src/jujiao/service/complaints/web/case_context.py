"""What a case's page and its printed sheet show of a complaint."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from jujiao.company.estates.models import PhoneChange
from jujiao.company.estates.operations.phones import may_confirm
from jujiao.company.estates.phone_changes import waiting_change
from jujiao.kernel.record.access import Viewer
from jujiao.promises.cards import Card, card, running_first
from jujiao.promises.models import Custody, Promise
from jujiao.rules.privacy import mask_phone
from jujiao.service.complaints import models
from jujiao.service.complaints.models import Channel, Complaint, Kind, Nature, Outcome, State
from jujiao.service.complaints.permissions import ACCESS
from jujiao.service.complaints.queries import numbers_of, visible_to
from jujiao.service.complaints.queries_case import (
    attempts_of,
    comes_back,
    comes_back_until,
    conversions_of,
    custodies_of,
    doubles_of,
    promises_of,
)
from jujiao.service.complaints.scores import score_words
from jujiao.service.complaints.story import complainant_name


@dataclass(frozen=True)
class Round:
    """An earlier round with its verdicts, and what the owner said at its end."""

    number: int
    cards: list[Card]
    said: str


@dataclass(frozen=True)
class Held:
    """Who held the complaint, and for how long."""

    who: str
    department: str
    length: timedelta
    from_at: datetime
    now: bool
    sent_back: str


def phone_of(complaint: Complaint) -> str:
    """The complainant's number, masked."""
    phone = complaint.contact_phone or (complaint.person.phone if complaint.person else "")
    return mask_phone(phone) if phone else ""


def main_number(viewer: Viewer, complaint: Complaint) -> str:
    """The number of the complaint that this one was merged into; "" where there is none that the viewer may know of."""
    return next(iter(numbers_of(viewer, [complaint.merged_into_id]).values()), "")


def facts_of(complaint: Complaint, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """Everything but the timeline and the steps."""
    promises = promises_of(complaint)
    of_round = [promise for promise in promises if promise.round == complaint.round]
    attempts = attempts_of(complaint)
    change = _number_waits(complaint, now)
    return {
        "complaint": complaint,
        "now": now,
        "state": State(complaint.state),
        "nature": Nature(complaint.nature),
        "kind": Kind(complaint.kind),
        "outcome": Outcome(complaint.outcome) if complaint.outcome else None,
        "channel": Channel(complaint.channel),
        "who": complainant_name(complaint),
        "phone": phone_of(complaint),
        "may_reveal": ACCESS["reveal_phone"].given(viewer, complaint),
        "change": change,
        "may_confirm": may_confirm(change, viewer, complaint.estate),
        "promises": [card(promise) for promise in sorted(of_round, key=running_first)],
        "rounds": list(rounds(complaint, promises, attempts)),
        "custodies": [held(custody, now) for custody in custodies_of(complaint)],
        "attempts": [attempt for attempt in attempts if attempt.round == complaint.round],
        "main_number": main_number(viewer, complaint),
        "before": linked(viewer, Q(later=complaint)),
        "after": linked(viewer, Q(earlier=complaint)),
        "back_until": comes_back_until(complaint) if comes_back(complaint, now) else None,
        "doubles": doubles_of(viewer, complaint),
        "conversions": conversions_of(complaint),
        "backdated": complaint.recorded_at - complaint.received_at >= timedelta(minutes=1),
    }


def _number_waits(complaint: Complaint, now: datetime) -> PhoneChange | None:
    """The change of the complainant's number that is not confirmed, as long as the case is open."""
    if complaint.person_id is None or complaint.state == State.CLOSED:
        return None
    return waiting_change(complaint.person_id, now)


def linked(viewer: Viewer, which: Q) -> list[Complaint]:
    """The complaints that it follows on, or that follow on it, as far as the viewer may know of them."""
    return list(visible_to(viewer).filter(which).order_by("id"))


def rounds(
    complaint: Complaint, promises: Iterable[Promise], attempts: Iterable[models.FollowUpAttempt]
) -> Iterable[Round]:
    """The rounds before the present one; their verdicts stay as they were."""
    said = {attempt.round: attempt for attempt in attempts if attempt.score}
    for number in range(1, complaint.round):
        attempt = said.get(number)
        words = f"{attempt.score} {score_words(attempt.score)}" if attempt and attempt.score else ""
        yield Round(number, [card(promise) for promise in promises if promise.round == number], words)


def held(custody: Custody, now: datetime) -> Held:
    length = (custody.until_at or now) - custody.from_at
    who = custody.employee.name if custody.employee else ""
    return Held(who, str(custody.department or ""), length, custody.from_at, custody.until_at is None, custody.reason)
