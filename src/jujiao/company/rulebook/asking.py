"""The question “when would this be due?”, answered by the rules that would bind such a case."""

from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from jujiao.company.calendar import shipped
from jujiao.company.calendar.models import Day
from jujiao.company.calendar.queries import LoadedCalendar
from jujiao.company.estates.models import Estate
from jujiao.company.rulebook.models import RulebookVersion, VersionState
from jujiao.company.rulebook.queries import figures, version_for
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record import subjects
from jujiao.rules import figures as shipped_figures
from jujiao.rules.clocks import SHANGHAI, Calendar, Due
from jujiao.rules.errors import RuleBroken
from jujiao.rules.figure import Figure, Figures
from jujiao.rules.promising import promised


class UnableToAnswer(UnableTo):
    """The question names a kind, a time or an estate that does not exist."""


@dataclass(frozen=True)
class Answer:
    """A due time with what it rests on: `version` is None where the shipped figures were used."""

    kind: str
    figure: Figure
    clause: str
    started_at: datetime
    due: Due
    version: int | None
    estate: str


def ask(kind: str, when: datetime, estate_code: str = "") -> Answer:
    """When a promise of a kind (its key, or the last part of it) that starts at `when` (aware) is due; UnableToAnswer
    with a sentence.

    Asked before there is a company, a calendar or even a table, what comes with the product answers."""
    try:
        with transaction.atomic():
            rules, number, calendar = _in_force(when, estate_code)
    except DatabaseError:
        rules, number, calendar = shipped_figures.shipped(), None, shipped.calendar()
    try:
        rule = subjects.promise_called(kind).rule
        found = promised(rule, when, rules, calendar).due
    except RuleBroken as broken:
        raise UnableToAnswer(_(broken.message) % broken.params) from broken
    return Answer(
        rule.key, rules[rule.figure_at(when)], rule.clause, when.astimezone(SHANGHAI), found, number, estate_code
    )


def read_when(text: str) -> datetime:
    """A moment as people type it: a date, a date and time, or ISO with offset; local where none is said.

    "24:00" is the midnight that ends its day."""
    text = text.strip()
    midnight = text.endswith("24:00")
    try:
        when = datetime.fromisoformat(f"{text.removesuffix('24:00')}00:00" if midnight else text)
        when = when if when.tzinfo else when.replace(tzinfo=SHANGHAI)
        return datetime.fromordinal(when.toordinal() + 1).replace(tzinfo=SHANGHAI) if midnight else when
    except (ValueError, OverflowError) as error:
        sentence = _("“%(text)s” is no time. Write it as 2026-02-13 or 2026-02-13T10:00.")
        raise UnableToAnswer(sentence % {"text": text[:50]}) from error


def _in_force(when: datetime, estate_code: str) -> tuple[Figures, int | None, Calendar]:
    calendar = LoadedCalendar() if Day.objects.exists() else shipped.calendar()
    estate = Estate.objects.filter(code=estate_code).first() if estate_code else None
    if estate_code and estate is None:
        raise UnableToAnswer(_("There is no estate with the code “%(code)s”.") % {"code": estate_code[:20]})
    company_id = estate.company_id if estate else _first_company()
    version = version_for(company_id, when) if company_id else None
    if version is None:
        return shipped_figures.shipped(), None, calendar
    return figures(version.pk, estate.pk if estate else None), version.number, calendar


def _first_company() -> int | None:
    """The company meant where no estate is named: the first with rules of its own."""
    published = RulebookVersion.objects.filter(state=VersionState.PUBLISHED).order_by("company_id")
    return published.values_list("company_id", flat=True).first()
