"""3.1.1: how many people a post to be covered needs, by weekday and on single dates."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jujiao.company.duty.models import DutyPost
from jujiao.company.staff.operations.keeping import sensible
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.timeline import note
from jujiao.people.rosters.models import DatedNeed, ShiftKind, WeeklyNeed
from jujiao.people.rosters.models.needs import MOST, WEEK
from jujiao.people.rosters.permissions import permit_keep


class UnableToKeepNeed(UnableTo):
    """The number makes no sense, the shift is of another estate, or the date has a need already."""


@transaction.atomic
def keep_weekly_need(
    *,
    duty_post: DutyPost,
    shift_kind: ShiftKind,
    counts: Sequence[int],
    version: int | None,
    actor: Viewer,
    now: datetime,
) -> WeeklyNeed:
    """How many people a post needs for a kind of shift from Monday to Sunday; `version` is 0 where nothing was said of
    it yet. Stale where somebody changed it since."""
    duty_post = _held(duty_post, shift_kind, actor)
    if len(counts) != WEEK or not all(0 <= count <= MOST for count in counts):
        raise UnableToKeepNeed(_("Give a number of people for each weekday, %(most)s at most.") % {"most": MOST})
    need = WeeklyNeed.objects.filter(duty_post=duty_post, shift_kind=shift_kind).first()
    current = need.version if need else 0
    freshness.check(given=version, current=current, sentence=_("Somebody has changed this need since."))
    if need is None:
        need = WeeklyNeed(duty_post=duty_post, shift_kind=shift_kind, version=current)
    need.counts = list(counts)
    need.version += 1
    need.save()
    _note(duty_post, "keep_weekly_need", actor, now, shift_kind=shift_kind.pk, counts=need.counts)
    return need


@transaction.atomic
def add_dated_need(
    *, duty_post: DutyPost, shift_kind: ShiftKind, day: date, count: int, actor: Viewer, now: datetime
) -> DatedNeed:
    """How many people a post needs for a kind of shift that starts on one local day, instead of what its weekday
    says."""
    duty_post = _held(duty_post, shift_kind, actor)
    sensible(day, now)
    _check_count(count)
    try:
        with transaction.atomic():
            need = DatedNeed.objects.create(duty_post=duty_post, shift_kind=shift_kind, day=day, count=count)
    except IntegrityError as error:
        raise UnableToKeepNeed(_("For this shift of that date a number is given already: change it.")) from error
    _note(duty_post, "add_dated_need", actor, now, shift_kind=shift_kind.pk, day=day, count=count)
    return need


@transaction.atomic
def change_dated_need(*, need: DatedNeed, count: int, version: int | None, actor: Viewer, now: datetime) -> None:
    """Another number for that date. Stale where somebody changed it since `version`."""
    duty_post = _held(need.duty_post, need.shift_kind, actor)
    found = DatedNeed.objects.select_for_update().filter(pk=need.pk).first()
    if found is None:
        raise UnableToKeepNeed(_("This date is as its weekday again already."))
    freshness.check(given=version, current=found.version, sentence=_("Somebody has changed this need since."))
    _check_count(count)
    found.count = count
    found.version += 1
    found.save(update_fields=["count", "version"])
    _note(duty_post, "change_dated_need", actor, now, shift_kind=found.shift_kind_id, day=found.day, count=count)


@transaction.atomic
def remove_dated_need(*, need: DatedNeed, actor: Viewer, now: datetime) -> None:
    """That date is as its weekday again."""
    duty_post = _held(need.duty_post, need.shift_kind, actor)
    gone, _of = DatedNeed.objects.filter(pk=need.pk).delete()
    if not gone:
        raise UnableToKeepNeed(_("This date is as its weekday again already."))
    _note(duty_post, "remove_dated_need", actor, now, shift_kind=need.shift_kind_id, day=need.day)


def _held(duty_post: DutyPost, shift_kind: ShiftKind, actor: Viewer) -> DutyPost:
    """The post, held: what it needs is said by one after the other."""
    posts = DutyPost.objects.select_for_update(of=("self",), no_key=True).select_related("estate")
    found = posts.get(pk=duty_post.pk)
    permit_keep(actor, found.estate)
    if shift_kind.estate_id != found.estate_id:
        raise UnableToKeepNeed(_("This shift is of another estate."))
    return found


def _check_count(count: int) -> None:
    if not 0 <= count <= MOST:
        raise UnableToKeepNeed(_("Give a number of people, %(most)s at most.") % {"most": MOST})


def _note(duty_post: DutyPost, verb: str, actor: Viewer, now: datetime, **details: Any) -> None:
    note(duty_post, verb, actor, now, **details)
    changed((duty_post.estate.place.topic, None))
