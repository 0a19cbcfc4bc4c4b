"""Loading a year of the calendar and putting it in force."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from jujiao.company.calendar import queries, shipped
from jujiao.company.calendar.models import CalendarYear, Day, YearState
from jujiao.company.calendar.sharing import is_shared
from jujiao.company.calendar.signals import on_published
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record.access import SYSTEM, Role, Viewer, permit
from jujiao.kernel.record.timeline import note
from jujiao.rules.clocks import CalendarDay
from jujiao.rules.texts import says_anything, storable
from jujiao.rules.working_calendar import CalendarBroken, Change, Notice, load, read_notice

KEEPERS = (Role.ADMINISTRATION, Role.COMPANY, Role.SYSADMIN)
SUBJECT = "calendar_year"
LOCK = 0x4A4A_0001
LONGEST_HOLIDAY = 60
LONGEST_NAME = 40
LONGEST_TITLE = 120
LONGEST_NUMBER = 60
STORED = ("working", "running", "reason", "name_zh", "name_en")


class UnableToLoad(UnableTo):
    """The notice does not make a year; `sentences` says everything that is wrong with it."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join(self.sentences))


class UnableToPublishYear(UnableTo):
    """The edition is no draft, or publishing it would leave a gap between years."""


@transaction.atomic
def load_year(*, data: Mapping[str, Any], actor: Viewer, now: datetime) -> CalendarYear:
    """A draft edition of the year in the notice `data` (the form of data/*.toml), in the place of an older draft.

    UnableToLoad with every mistake: gaps, make-up days on weekdays, sums that do not come out."""
    _keeper_only(actor)
    _one_at_a_time()
    notice = _checked(data)
    drafts = CalendarYear.objects.filter(year=notice.year, state=YearState.DRAFT)
    drafts.update(state=YearState.REPLACED, version=F("version") + 1)
    last = CalendarYear.objects.filter(year=notice.year).aggregate(last=Max("edition"))["last"] or 0
    edition = CalendarYear.objects.create(
        year=notice.year,
        edition=last + 1,
        source=f"{notice.title} {notice.number}".strip(),
        notice=_kept(notice),
        loaded_at=now,
    )
    _note(edition, "load", actor, now)
    # Read back, so that the notice is what JSON keeps of it wherever the edition comes from.
    edition.refresh_from_db()
    return edition


@transaction.atomic
def publish_year(*, edition: CalendarYear, version: int, actor: Viewer, now: datetime) -> CalendarYear:
    """Puts a draft in force: its days are written, following years are renumbered, the older edition is replaced.

    `version` is the row version that the person saw; Stale where it has moved on. The floors above hear of it in
    the same transaction. NotAllowed for a company's people where others count by the calendar too."""
    _keeper_only(actor)
    if not may_publish(actor):
        raise NotAllowed(
            _("Several companies count by this calendar. Who runs the installation publishes it: ./jujiao calendar.")
        )
    _one_at_a_time()
    edition = CalendarYear.objects.select_for_update().get(pk=edition.pk)
    if edition.state == YearState.PUBLISHED:
        raise UnableToPublishYear(_("This edition is in force already."))
    sentence = _("Somebody else has changed this edition. Reload to see what is in force now.")
    freshness.check(given=version, current=edition.version, sentence=sentence)
    if edition.state != YearState.DRAFT:
        raise UnableToPublishYear(_("This edition was replaced by a later one. Load the year again to change it."))
    _refuse_gap(edition.year)
    changes = queries.changes_of(edition)
    older = CalendarYear.objects.filter(year=edition.year, state=YearState.PUBLISHED)
    older.update(state=YearState.REPLACED, version=F("version") + 1)
    _write_days(edition)
    edition.state, edition.published_at, edition.published_by_id = YearState.PUBLISHED, now, actor.user_id
    edition.version += 1
    edition.save(update_fields=["state", "published_at", "published_by", "version"])
    _note(edition, "publish", actor, now, changes)
    for hear in on_published:
        hear(year=edition.year, actor=actor, now=now)
    return edition


@transaction.atomic
def ship_years(*, now: datetime) -> list[CalendarYear]:
    """Loads and publishes the years that come with the product and of which no edition is in force."""
    _one_at_a_time()
    published = []
    for data in shipped.notices():
        if not CalendarYear.objects.filter(year=data["year"], state=YearState.PUBLISHED).exists():
            draft = load_year(data=data, actor=SYSTEM, now=now)
            published.append(publish_year(edition=draft, version=draft.version, actor=SYSTEM, now=now))
    return published


def _checked(data: Mapping[str, Any]) -> Notice:
    """The notice, once it makes a year; bounds come first, so that a slip in a date costs no computing."""
    try:
        notice = read_notice(data)
        if not queries.FIRST_YEAR <= notice.year <= queries.LAST_YEAR:
            raise UnableToLoad([_("The year must lie between 2000 and 2500.")])
        sentences = list(_slips(notice))
        if sentences:
            raise UnableToLoad(sentences)
        load(data)
    except CalendarBroken as broken:
        raise UnableToLoad(_(problem.message) % problem.params for problem in broken.problems) from broken
    return notice


def _slips(notice: Notice) -> Iterator[str]:
    """What the tables could not keep, and dates that nobody can have meant."""
    for holiday in notice.holidays:
        if (holiday.last - holiday.first).days > LONGEST_HOLIDAY:
            yield _("%(name)s lasts too long. Please check its dates.") % {"name": holiday.name_zh[:40]}
        if len(holiday.name_zh) > LONGEST_NAME or len(holiday.name_en) > LONGEST_NAME:
            yield _("The name %(name)s… is too long.") % {"name": holiday.name_zh[:20]}
    if not says_anything(notice.title):
        yield _("Write the title of the notice.")
    if len(notice.title) > LONGEST_TITLE or len(notice.number) > LONGEST_NUMBER:
        yield _("The title may have %(title)s characters, the document number %(number)s.") % {
            "title": LONGEST_TITLE,
            "number": LONGEST_NUMBER,
        }
    if any(not says_anything(holiday.name_zh) for holiday in notice.holidays):
        yield _("Each holiday has a name.")
    texts = [notice.title, notice.number, *(text for each in notice.holidays for text in (each.name_zh, each.name_en))]
    if not all(storable(text) for text in texts):
        yield _("The text holds characters that cannot be kept.")


def _kept(notice: Notice) -> dict[str, Any]:
    """The notice in the form of data/*.toml, with nothing that we do not know."""
    return {
        "year": notice.year,
        "notice": {"title": notice.title, "number": notice.number, "issued": notice.issued},
        "expect": {
            "statutory_days": notice.statutory_days,
            "working_days": notice.working_days,
            "source": notice.expect_source,
        },
        "holiday": [
            {
                "name_zh": holiday.name_zh,
                "name_en": holiday.name_en,
                "first": holiday.first,
                "last": holiday.last,
                "make_up": list(holiday.make_up),
            }
            for holiday in notice.holidays
        ],
    }


def _refuse_gap(year: int) -> None:
    """The running numbers go on from year to year, so a year joins those that are there."""
    span = queries.published_span()
    if span and not span[0] - 1 <= year <= span[1] + 1:
        missing = span[1] + 1 if year > span[1] else span[0] - 1
        raise UnableToPublishYear(_("Publish %(missing)s first, so that no year is left out.") % {"missing": missing})


def _write_days(edition: CalendarYear) -> None:
    """Writes the year's days over those that were there, and moves the numbers of all days after it."""
    of_year = Day.objects.filter(date__year=edition.year)
    before = Day.objects.filter(date__lt=date(edition.year, 1, 1)).aggregate(last=Max("running"))["last"] or 0
    worked_until_now = of_year.filter(working=True).count()
    days = queries.days_of(edition, worked_before=before)
    rows = [_row(day) for day in days]
    Day.objects.bulk_create(rows, update_conflicts=True, unique_fields=["date"], update_fields=STORED)
    moved_by = days[-1].number - before - worked_until_now
    if moved_by:
        Day.objects.filter(date__gt=date(edition.year, 12, 31)).update(running=F("running") + moved_by)


def _row(day: CalendarDay) -> Day:
    return Day(
        date=day.date,
        working=day.works,
        running=day.number,
        reason=day.reason.value,
        name_zh=day.name_zh,
        name_en=day.name_en,
    )


def _note(
    edition: CalendarYear, verb: str, actor: Viewer, now: datetime, changes: tuple[Change, ...] | None = None
) -> None:
    """One timeline row of the year; a publication carries the dates that it judges differently."""
    details: dict[str, Any] = {"edition": edition.edition, "source": edition.source}
    if changes is not None:
        details["difference"] = [
            {
                "date": change.date,
                "worked_before": change.before and change.before.works,
                "works": change.after and change.after.works,
                "name": change.after.name_zh if change.after else "",
            }
            for change in changes
        ]
    state = {"edition": edition.edition, "state": edition.state}
    note(edition, verb, actor, now, changes=state, **details)


def _keeper_only(actor: Viewer) -> None:
    permit(actor, *KEEPERS, sentence=_("The working calendar is kept by administration."))


def keep_still() -> bool:
    """Keeps the published years as they are until the transaction ends; False where somebody is changing them at this
    moment. It does not wait: whoever publishes may come to wait for a row of the caller."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock_shared(%s)", [LOCK])
        (kept,) = cursor.fetchone()
    return bool(kept)


def may_publish(actor: Viewer) -> bool:
    """Whether a keeper may put a year in force: alone with the calendar its company's people may, else the operator."""
    return actor is SYSTEM or not is_shared()


def _one_at_a_time() -> None:
    """Calendars are rare and touch all later days, so only one transaction at a time may write them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
