"""By which number owners call their front desk (客服)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from jujiao.company.estates.contact import clean_phone
from jujiao.company.estates.models import Estate
from jujiao.company.estates.permissions import permit
from jujiao.company.estates.queries import EDIT_PLACES
from jujiao.kernel.database import freshness
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note


@transaction.atomic
def set_desk_phone(*, estate: Estate, phone: str, version: int, actor: Viewer, now: datetime) -> None:
    """The number that owners of an estate see and call; with "" they are offered none.

    It is the company's own and no person's, so it stands in full on the timeline."""
    permit(actor, estate, *EDIT_PLACES)
    estate = Estate.objects.select_for_update().get(pk=estate.pk)
    sentence = _("Somebody has changed the front desk's phone since.")
    freshness.check(given=version, current=estate.version, sentence=sentence)
    phone = clean_phone(phone)
    if phone == estate.desk_phone:
        return
    estate.desk_phone, estate.version = phone, estate.version + 1
    estate.save(update_fields=["desk_phone", "version"])
    if phone:
        note(estate, "set_desk_phone", actor, now, phone=phone)
    else:
        note(estate, "clear_desk_phone", actor, now)
