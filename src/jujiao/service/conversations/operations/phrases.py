"""3.1.3: what the desk answers again and again is published in versions; what was answered once stays as it was."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Company, Estate
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.service.conversations import LONGEST
from jujiao.rules.service.phrases import not_blanks
from jujiao.service.conversations.first_phrases import FIRST
from jujiao.service.conversations.models import Phrase, PhraseVersion
from jujiao.service.conversations.queries_phrases import may_write

WORDING: Final = Text(LONGEST, gettext_lazy("Write what is to be answered."))
TITLE: Final = Text(40, gettext_lazy("Write what the text is about."))
STALE: Final = gettext_lazy("Somebody has published another wording since.")


class UnableToPublishPhrase(UnableTo):
    """The text says nothing, has a blank that nobody can fill, is the one in force, or its title is taken."""


@transaction.atomic
def add_phrase(
    *, company: Company, estate: Estate | None, title: str, short: str, text: str, actor: Viewer, now: datetime
) -> Phrase:
    """One more text, for all estates of the company or for one; `short` is what clerks type to find it.

    Raises NotAllowed, UnableToPublishPhrase."""
    _permit(actor, company.pk, estate.pk if estate else None)
    phrase = Phrase(company=company, estate=estate, version=0)
    _publish(phrase, title=title, short=short, text=text, actor=actor, now=now)
    return phrase


@transaction.atomic
def publish_phrase(
    *, phrase: Phrase, title: str, short: str, text: str, version: int | None, actor: Viewer, now: datetime
) -> PhraseVersion:
    """What a text says from now on; one that was withdrawn is in use again. `version` is the one that was looked at.

    Raises NotAllowed, Stale, UnableToPublishPhrase."""
    phrase = _held(phrase, version, actor)
    last = PhraseVersion.objects.filter(phrase=phrase, number=phrase.version).first()
    named = (phrase.title, phrase.short) == (title.strip(), short.strip())
    if phrase.in_use and named and last is not None and last.text == cleaned(text):
        raise UnableToPublishPhrase(_("The text says this already."))
    return _publish(phrase, title=title, short=short, text=text, actor=actor, now=now)


@transaction.atomic
def withdraw_phrase(*, phrase: Phrase, version: int | None, actor: Viewer, now: datetime) -> Phrase:
    """The text is not offered any more. Raises NotAllowed, Stale, UnableToPublishPhrase."""
    phrase = _held(phrase, version, actor)
    if not phrase.in_use:
        raise UnableToPublishPhrase(_("This text is withdrawn already."))
    phrase.in_use = False
    phrase.save(update_fields=["in_use"])
    note(phrase, "withdraw_phrase", actor, now, number=phrase.version)
    return phrase


def cleaned(text: str) -> str:
    """The text as it is kept; UnableToPublishPhrase where it says nothing, or nobody could fill it."""
    text = WORDING.of(text, UnableToPublishPhrase)
    if wrong := not_blanks(text):
        raise UnableToPublishPhrase(_("%(blank)s is no blank that can be filled.") % {"blank": wrong[0]})
    return text


def ship_first_phrases(*, company: Company, now: datetime) -> int:
    """What we suggest to answer, for a company that has no texts yet; how many those are."""
    if Phrase.objects.filter(company=company, estate=None).exists():
        return 0
    for title, short, text in FIRST:
        add_phrase(company=company, estate=None, title=title, short=short, text=text, actor=SYSTEM, now=now)
    return len(FIRST)


def _held(phrase: Phrase, version: int | None, actor: Viewer) -> Phrase:
    found = Phrase.objects.select_for_update(of=("self",), no_key=True).select_related("company", "estate")
    phrase = found.get(pk=phrase.pk)
    _permit(actor, phrase.company_id, phrase.estate_id)
    freshness.check(given=version, current=phrase.version, sentence=STALE)
    return phrase


def _publish(phrase: Phrase, *, title: str, short: str, text: str, actor: Viewer, now: datetime) -> PhraseVersion:
    text = cleaned(text)
    phrase.title, phrase.short = TITLE.of(title, UnableToPublishPhrase), short.strip()
    phrase.version, phrase.in_use = phrase.version + 1, True
    try:
        with transaction.atomic():
            phrase.save()
    except IntegrityError as error:
        raise UnableToPublishPhrase(_("There is a text of this title already.")) from error
    published = PhraseVersion.objects.create(
        phrase=phrase, number=phrase.version, text=text, published_at=now, published_by_id=actor.employee_id
    )
    note(phrase, "publish_phrase", actor, now, number=phrase.version)
    return published


def _permit(actor: Viewer, company_id: int, estate_id: int | None) -> None:
    if not may_write(actor, company_id, estate_id):
        raise NotAllowed(_("What the desk answers again and again is for the manager, or the company, to write."))
