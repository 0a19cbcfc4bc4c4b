"""3.1.2: what is said on the telephone is published in versions; what was said once stays as it was."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jujiao.company.estates.models import Company, Estate
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import NotAllowed, UnableTo
from jujiao.kernel.record.access import SYSTEM, Viewer
from jujiao.kernel.record.texts import Text
from jujiao.kernel.record.timeline import note
from jujiao.rules.service.calls.wording import not_blanks
from jujiao.service.calls.first_wordings import FIRST
from jujiao.service.calls.models import Occasion, Script, ScriptVersion
from jujiao.service.calls.queries_scripts import may_write

WORDING: Final = Text(2000, gettext_lazy("Write what is to be said."))


class UnableToPublish(UnableTo):
    """The wording says nothing, has a blank that nobody can fill, or is the one in force already."""


@transaction.atomic
def publish(
    *,
    company: Company,
    estate: Estate | None,
    occasion: Occasion,
    text: str,
    version: int | None,
    actor: Viewer,
    now: datetime,
) -> ScriptVersion:
    """What is said on an occasion from now on, at all estates of the company or at one in its own words. `version` is
    the one that was looked at, None for the first.

    Raises NotAllowed, Stale, UnableToPublish."""
    _permit(actor, company.pk, estate.pk if estate else None)
    text = cleaned(text)
    Script.objects.bulk_create(
        [Script(company=company, estate=estate, occasion=occasion, version=0)], ignore_conflicts=True
    )
    found = Script.objects.select_for_update(of=("self",), no_key=True)
    script = found.get(company=company, estate=estate, occasion=occasion)
    freshness.check(given=version, current=script.version, sentence=STALE)
    last = ScriptVersion.objects.filter(script=script, number=script.version).first()
    if script.in_use and last is not None and last.text == text:
        raise UnableToPublish(_("This is what is said already."))
    script.version, script.in_use = script.version + 1, True
    script.save(update_fields=["version", "in_use"])
    published = ScriptVersion.objects.create(
        script=script, number=script.version, text=text, published_at=now, published_by_id=actor.employee_id
    )
    note(script, "publish_script", actor, now, number=script.version)
    return published


@transaction.atomic
def withdraw(*, script: Script, version: int | None, actor: Viewer, now: datetime) -> Script:
    """An estate says again what the company says.

    Raises NotAllowed, Stale, UnableToPublish."""
    found = Script.objects.select_for_update(of=("self",), no_key=True).select_related("company")
    script = found.get(pk=script.pk)
    _permit(actor, script.company_id, script.estate_id)
    freshness.check(given=version, current=script.version, sentence=STALE)
    if script.estate_id is None:
        raise UnableToPublish(_("What the company says is changed, not withdrawn."))
    if not script.in_use:
        raise UnableToPublish(_("This wording is withdrawn already."))
    script.in_use = False
    script.save(update_fields=["in_use"])
    note(script, "withdraw_script", actor, now, number=script.version)
    return script


def cleaned(text: str) -> str:
    """The wording as it is kept; UnableToPublish where nobody could say it."""
    text = WORDING.of(text, UnableToPublish)
    if wrong := not_blanks(text):
        raise UnableToPublish(_("%(blank)s is no blank that can be filled.") % {"blank": wrong[0]})
    return text


def ship_first_wordings(*, company: Company, now: datetime) -> int:
    """What we suggest to say, for a company that has nothing yet; how many occasions that were."""
    there = set(Script.objects.filter(company=company, estate=None).values_list("occasion", flat=True))
    new = [each for each in FIRST if each not in there]
    for occasion in new:
        publish(
            company=company, estate=None, occasion=occasion, text=FIRST[occasion], version=None, actor=SYSTEM, now=now
        )
    return len(new)


STALE: Final = gettext_lazy("Somebody has published another wording since.")


def _permit(actor: Viewer, company_id: int, estate_id: int | None) -> None:
    if not may_write(actor, company_id, estate_id):
        raise NotAllowed(_("What is said on the telephone is for the manager, or the company, to write."))
