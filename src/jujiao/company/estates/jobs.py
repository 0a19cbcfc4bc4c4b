"""Work of the worker: telling a former number that another one has taken its place."""

from uuid import UUID, uuid5

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from jujiao.company.accounts import texting
from jujiao.company.estates.models import PhoneChange
from jujiao.company.estates.operations.phones import TELL
from jujiao.company.estates.phone_changes import link_key
from jujiao.kernel.machine import clock
from jujiao.kernel.machine.messaging.port import Message
from jujiao.kernel.machine.retrying import Retry
from jujiao.kernel.pages.words import moment_words
from jujiao.rules.privacy import mask_phone

KIND = "phone_changed"
"""The key of the message, for the vendor's template."""
CHANGES = UUID("5f0a3e5c-6b1d-4f0e-9a53-0d6f7b7c2f10")
"""The space of names in which a change has its attempt, the same at every try."""


@app.task(name=TELL, retry=Retry(max_attempts=12, exponential_wait=4))
def tell_former_number(*, change_id: int) -> None:
    """Sends the message, at least once; what may go through later is tried again."""
    change = PhoneChange.objects.select_related("person__user", "person__company").get(pk=change_id)
    if change.told_at is not None:
        return
    person = change.person
    with translation.override(person.user.language if person.user else settings.LANGUAGE_CODE):
        said = message(change)
    if texting.send(change.old, said, uuid5(CHANGES, str(change_id))):
        PhoneChange.objects.filter(pk=change_id).update(told_at=clock.now())


def message(change: PhoneChange) -> Message:
    """What the former number reads, in the language in force: what was changed when, and where to say so. A template
    holds the address of the page, in which number and key of the change are blanks."""
    key = link_key(change)
    link = f"{settings.SITE_URL}{reverse('estates:phone_changed', args=[change.pk, key])}"
    blanks = {
        "company": change.person.company.name,
        "at": moment_words(change.changed_at),
        "new": mask_phone(change.new) or _("none"),
    }
    words = _("%(company)s: your phone number on record was changed to %(new)s on %(at)s. Was that you? Please say:")
    return Message(
        template=KIND, params={**blanks, "change": str(change.pk), "key": key}, text=words % blanks, link=link
    )
