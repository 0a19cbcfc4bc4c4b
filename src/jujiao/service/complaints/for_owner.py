"""How a complaint stands, in the words for its owner: the stage, the steps done and to come, and each promise's end."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.kernel.choices import ColouredChoices
from jujiao.kernel.pages.words import duration_words
from jujiao.kernel.record.subjects import promise_kind
from jujiao.promises.models import Promise, PromiseState
from jujiao.rules.service.complaint_steps import PromiseKind
from jujiao.rules.service.complaints import RULES
from jujiao.service.complaints.models import Complaint, Nature, Outcome, State


class Stage(ColouredChoices):
    """The state of a complaint as its owner is told."""

    REGISTERED = "registered", "yellow", gettext_lazy("Received")
    DISPATCHED = "dispatched", "orange", gettext_lazy("Arranged")
    ACCEPTED = "accepted", "blue", gettext_lazy("Being dealt with")
    RESOLVED = "resolved", "purple", gettext_lazy("Done, please rate")
    CLOSED = "closed", "secondary", gettext_lazy("Closed")


STEPS = [
    (Stage.REGISTERED, gettext_lazy("Received")),
    (Stage.DISPATCHED, gettext_lazy("Arranged")),
    (Stage.ACCEPTED, gettext_lazy("In hand")),
    (Stage.RESOLVED, gettext_lazy("Done")),
    (Stage.CLOSED, gettext_lazy("Your word")),
]


@dataclass(frozen=True)
class Step:
    """One of the five steps of a round: "done", "here" or "ahead"."""

    label: Any
    state: str


@dataclass(frozen=True)
class Verdict:
    """A promise as its owner sees it: running or done it speaks for itself; else `ended` says why it ended.

    `late` is set where it ended, in whatever way, after its due time."""

    promise: Promise
    label: Any
    why_url: str
    ended: str = ""
    late: str = ""


BY_AGREEMENT = {PromiseKind.PROGRESS, PromiseKind.APPOINTMENT}
"""Promises that are replaced by nothing but what is agreed with the owner."""


@dataclass(frozen=True)
class Round:
    """The promises of one round (轮次)."""

    number: int
    verdicts: list[Verdict]


def stage_of(complaint: Complaint) -> ColouredChoices:
    """The badge: where it stands, or how it ended."""
    return Outcome(complaint.outcome) if complaint.outcome else Stage(complaint.state)


def steps_of(complaint: Complaint) -> list[Step]:
    """The way of the present round; none for what is no complaint, or ended without the owner's word."""
    if complaint.nature != Nature.COMPLAINT or complaint.outcome not in ("", Outcome.SATISFIED):
        return []
    here = [stage.value for stage, _label in STEPS].index(complaint.state)
    closed = complaint.state == State.CLOSED
    return [
        Step(label, "done" if place < here or closed else "here" if place == here else "ahead")
        for place, (_stage, label) in enumerate(STEPS)
    ]


def plan_of(complaint: Complaint) -> str:
    """What will be done, which the owner is told at the latest with the first reply (3.2.2); "" before.

    A plan made under a rulebook without this duty was written for colleagues."""
    told = complaint.replied_at is not None and RULES[PromiseKind.PLAN].figure in complaint.limits
    return complaint.plan if told else ""


def rounds_of(promises: Iterable[Promise]) -> list[Round]:
    """The promises by round, the latest round first; within a round in the order of their due times."""
    rounds: dict[int, list[Verdict]] = {}
    in_order = sorted(promises, key=lambda each: (each.due_at, each.pk))
    agreed = {(each.round, each.kind) for each in in_order if each.agreed}
    for promise in in_order:
        by_agreement = promise.kind in BY_AGREEMENT or (promise.round, promise.kind) in agreed
        rounds.setdefault(promise.round, []).append(verdict_of(promise, by_agreement=by_agreement))
    return [Round(number, rounds[number]) for number in sorted(rounds, reverse=True)]


def verdict_of(promise: Promise, *, by_agreement: bool = True) -> Verdict:
    """What the owner is told of one promise. What ended without being kept is never called kept. `by_agreement`: what
    took its place was agreed with the owner; else the entry was put right."""
    agreed, corrected = _("Replaced by the time agreed with you"), _("No longer counts: the entry was put right")
    ended = {
        PromiseState.SUPERSEDED: agreed if by_agreement else corrected,
        PromiseState.CANCELLED: _("Ended with the complaint itself"),
    }
    missed = promise.ended and promise.done_at is not None and promise.done_at > promise.due_at
    late = ""
    if missed and promise.done_at is not None and promise.state in ended:
        late = _("It was %(time)s late by then") % {"time": duration_words(promise.done_at - promise.due_at)}
    return Verdict(
        promise=promise,
        label=promise_kind(promise.kind).label,
        why_url=reverse("promises:why", args=[promise.pk]),
        ended=ended.get(PromiseState(promise.state), ""),
        late=late,
    )
