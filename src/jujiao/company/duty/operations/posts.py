"""3.1.1: the posts that have to be covered."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.duty.models import DutyPost, DutyPostKind
from jujiao.company.duty.permissions import KEEP
from jujiao.company.staff.models import Department, Post
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer, permit
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note

NAME = Text(60, gettext_lazy("Write what the post is called."), line=True)


class UnableToKeepDutyPost(UnableTo):
    """The name says nothing, is too long or taken, or the post of the company is another company's."""


@dataclass(frozen=True)
class DutyPostFacts:
    """What a post to be covered is; see `DutyPost`."""

    name: str
    kind: DutyPostKind
    post: Post | None = None
    in_use: bool = True
    round_the_clock: bool = False


@transaction.atomic
def create_duty_post(*, department: Department, facts: DutyPostFacts, actor: Viewer, now: datetime) -> DutyPost:
    """A new post to be covered by people of a department, at its estate."""
    _permit(actor, department)
    columns = _columns(facts, department)
    with _once(facts):
        duty_post = DutyPost.objects.create(estate=department.estate, department=department, **columns)
    _note(duty_post, "create_duty_post", {**columns, "department": department}, actor, now)
    return duty_post


@transaction.atomic
def change_duty_post(
    *, duty_post: DutyPost, facts: DutyPostFacts, version: int | None, actor: Viewer, now: datetime
) -> DutyPost:
    """Other facts of a post. What was planned for it stays planned; out of use, nobody of it counts as there.

    Stale where somebody changed the post since `version`."""
    duty_post = _held(duty_post)
    _permit(actor, duty_post.department)
    freshness.check(given=version, current=duty_post.version, sentence=_("Somebody has changed this post since."))
    columns = _columns(facts, duty_post.department)
    different = {name: value for name, value in columns.items() if getattr(duty_post, name) != value}
    if not different:
        return duty_post
    for name, value in different.items():
        setattr(duty_post, name, value)
    duty_post.version += 1
    with _once(facts):
        duty_post.save(update_fields=[*different, "version"])
    _note(duty_post, "change_duty_post", different, actor, now)
    return duty_post


def _held(duty_post: DutyPost) -> DutyPost:
    held = DutyPost.objects.select_for_update(of=("self",), no_key=True).select_related("department__estate")
    return held.get(pk=duty_post.pk)


def _permit(actor: Viewer, department: Department) -> None:
    estate = department.estate
    sentence = _("Which posts are to be covered is for administration and the estate manager to say.")
    permit(actor, *KEEP, sentence=sentence, company_id=estate.company_id, estate_id=estate.pk)


def _columns(facts: DutyPostFacts, department: Department) -> dict[str, Any]:
    if facts.post is not None and facts.post.company_id != department.estate.company_id:
        raise UnableToKeepDutyPost(_("This post is another company's."))
    return {**vars(facts), "name": NAME.of(facts.name, UnableToKeepDutyPost), "kind": facts.kind.value}


@contextmanager
def _once(facts: DutyPostFacts) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        sentence = _("There is a post to be covered called “%(name)s” already.")
        raise UnableToKeepDutyPost(sentence % {"name": facts.name}) from error


def _note(duty_post: DutyPost, verb: str, columns: dict[str, Any], actor: Viewer, now: datetime) -> None:
    plain = {name: getattr(value, "pk", value) for name, value in columns.items()}
    note(duty_post, verb, actor, now, changes={**plain, "version": duty_post.version})
    changed((duty_post.estate.place.topic, None))
