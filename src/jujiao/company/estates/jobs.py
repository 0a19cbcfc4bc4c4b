"""Work of the worker: telling a former number that another one has taken its place."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from jujiao.company.accounts import sms
from jujiao.company.estates.models import PhoneChange
from jujiao.company.estates.operations.phones import TELL
from jujiao.company.estates.phone_changes import link_key
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.retrying import Retry
from jujiao.kernel.pages.words import moment_words
from jujiao.rules.privacy import mask_phone


@app.task(name=TELL, retry=Retry(max_attempts=12, exponential_wait=4))
def tell_former_number(*, change_id: int) -> None:
    """Sends the message, at least once; what the sender raises is tried again."""
    change = PhoneChange.objects.select_related("person__user", "person__company").get(pk=change_id)
    if change.told_at is not None:
        return
    person = change.person
    with translation.override(person.user.language if person.user else settings.LANGUAGE_CODE):
        sms.send(change.old, message(change))
    PhoneChange.objects.filter(pk=change_id).update(told_at=clock.now())


def message(change: PhoneChange) -> str:
    """What the former number reads, in the language in force: what was changed when, and where to say so."""
    path = reverse("estates:phone_changed", args=[change.pk, link_key(change)])
    return _(
        "%(company)s: your phone number on record was changed to %(new)s on %(at)s. Was that you? Please say: %(link)s"
    ) % {
        "company": change.person.company.name,
        "at": moment_words(change.changed_at),
        "new": mask_phone(change.new) or _("none"),
        "link": f"{settings.SITE_URL}{path}",
    }
