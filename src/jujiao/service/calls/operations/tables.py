"""3.1.2: a table of calls that somebody saved from an exchange and brings."""

from datetime import datetime

from django.utils.translation import gettext as _

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.timeline import note
from jujiao.service.calls.models import Reason, Source
from jujiao.service.calls.operations.exchanges import permit_exchanges
from jujiao.service.calls.operations.receiving import Received, receive
from jujiao.service.calls.sources.readers import READERS, Way


class UnableToReadTable(UnableTo):
    """It is for another kind of exchange, or nothing of it can be read."""


def bring_table(*, source: Source, content: bytes, actor: Viewer, now: datetime) -> Received:
    """Takes the rows of a table as what the exchange told; the same rows again change nothing."""
    permit_exchanges(actor, source.estate)
    if READERS[source.vendor].way is not Way.FILE:
        raise UnableToReadTable(_("This exchange tells us of its calls itself."))
    received = receive(source=source, body=content, now=now)
    if received.nothing_read:
        error = received.refused[0]
        reason = Reason(error.wrong.value).label
        where = f"{reason} ({error.field})" if error.field else str(reason)
        raise UnableToReadTable(_("Nothing was taken: %(reason)s.") % {"reason": where})
    note(source, "bring_table", actor, now, new=received.new, known=received.known, refused=len(received.refused))
    return received
