"""3.1.2: which telephones (分机) stand at which post: what rings elsewhere is no ring of the desk."""

import re
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from jujiao.company.duty.models import DutyPost
from jujiao.kernel.database import freshness
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.live import changed
from jujiao.kernel.record.timeline import note
from jujiao.service.calls.models import Source, Telephone
from jujiao.service.calls.operations.exchanges import permit_exchanges

EXTENSION: Final = re.compile(r"[0-9A-Za-z+*#_.-]{1,20}")


class UnableToKeepTelephone(UnableTo):
    """The extension is none or stands on the list already, or the post is at another estate."""


@transaction.atomic
def add_telephone(*, source: Source, extension: str, duty_post: DutyPost, actor: Viewer, now: datetime) -> Telephone:
    """A telephone whose ring counts from now on."""
    permit_exchanges(actor, source.estate)
    extension = extension.strip()
    if not EXTENSION.fullmatch(extension):
        raise UnableToKeepTelephone(_("Write the extension as the exchange shows it, as 801."))
    _check_post(source, duty_post)
    try:
        with transaction.atomic():
            row = Telephone.objects.create(source=source, extension=extension, duty_post=duty_post)
    except IntegrityError as error:
        sentence = _("Extension %(extension)s stands on the list already.") % {"extension": extension}
        raise UnableToKeepTelephone(sentence) from error
    note(source, "add_telephone", actor, now, telephone=row.pk, extension=extension, duty_post=duty_post.pk)
    changed((source.estate.place.topic, None))
    return row


@transaction.atomic
def change_telephone(
    *, telephone: Telephone, duty_post: DutyPost, in_use: bool, version: int | None, actor: Viewer, now: datetime
) -> Telephone:
    """Where a telephone stands from now on, or that it is the desk's no more. Calls that are settled stay as they are.
    Stale where somebody changed it since `version`."""
    held = Telephone.objects.select_for_update(of=("self",)).select_related("source__estate", "duty_post")
    telephone = held.get(pk=telephone.pk)
    permit_exchanges(actor, telephone.source.estate)
    freshness.check(given=version, current=telephone.version, sentence=_("Somebody has changed this telephone since."))
    if duty_post != telephone.duty_post:
        _check_post(telephone.source, duty_post)
    telephone.duty_post, telephone.in_use = duty_post, in_use
    telephone.version += 1
    telephone.save(update_fields=["duty_post", "in_use", "version"])
    note(
        telephone.source, "change_telephone", actor, now, telephone=telephone.pk, duty_post=duty_post.pk, in_use=in_use
    )
    changed((telephone.source.estate.place.topic, None))
    return telephone


def _check_post(source: Source, duty_post: DutyPost) -> None:
    if duty_post.estate_id != source.estate_id or not duty_post.in_use:
        raise UnableToKeepTelephone(_("Choose a post of the exchange's own estate that is in use."))
