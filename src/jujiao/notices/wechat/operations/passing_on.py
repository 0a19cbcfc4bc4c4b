"""What followers write goes up to whoever answers it, in the same transaction; files follow by jobs."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from django.db import transaction
from procrastinate.contrib.django import app

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.machine.wechat import kinds
from jujiao.kernel.record.chapters import correspondence
from jujiao.kernel.record.declared import Written
from jujiao.notices.models import Channel
from jujiao.notices.wechat.models import MediumState
from jujiao.notices.wechat.queries_bound import person_id_of

if TYPE_CHECKING:
    from jujiao.notices.wechat.operations.effects import Received

WAY: Final = Channel.WECHAT.value
FETCH: Final = "wechat.fetch"
"""The name under which the worker knows the job that fetches a medium."""


class Said(NamedTuple):
    """A message as those who answer it know it, and what is kept of it beside."""

    content: str
    text: str = ""
    latitude: float | None = None
    longitude: float | None = None
    media_id: str = ""
    fields: dict[str, Any] = {}


def pass_on(received: "Received") -> str:
    """Lets those who answer have it; what they say to the writer where they do not take it."""
    said = said_by(received.read)
    inbound, answering = received.inbound, correspondence()
    inbound.fields = {**said.fields, **({"media_id": said.media_id} if said.media_id else {})}
    inbound.medium = MediumState.WAITS if said.media_id else MediumState.NONE
    inbound.save(update_fields=["fields", "medium"])
    if answering is None:
        return ""
    try:
        with transaction.atomic():
            answering.wrote(
                Written(
                    way=WAY,
                    address_id=received.follower.pk,
                    person_id=person_id_of(received.follower, received.now),
                    estate_id=received.account.estate_id,
                    external_id=str(inbound.pk),
                    content=said.content,
                    text=said.text,
                    latitude=said.latitude,
                    longitude=said.longitude,
                    medium=bool(said.media_id),
                    at=received.now,
                )
            )
    except UnableTo as error:
        return str(error)
    if said.media_id:
        app.configure_task(FETCH).defer(inbound_id=inbound.pk)
    return ""


def said_by(read: Any) -> Said:
    """What somebody said by a message of any kind. Where they are stands in the message alone."""
    return SAID[type(read)](read)


SAID: Final[Mapping[type, Callable[[Any], Said]]] = {
    kinds.Text: lambda read: Said("text", read.content),
    kinds.Image: lambda read: Said("photo", media_id=read.media_id),
    kinds.Voice: lambda read: Said("voice", read.recognition, media_id=read.media_id, fields={"form": read.form}),
    kinds.Video: lambda read: Said("video", media_id=read.media_id),
    kinds.Location: lambda read: Said("place", read.label, read.latitude, read.longitude),
    kinds.Link: lambda read: Said("link", "\n".join(filter(None, (read.title, read.description, read.url)))),
    kinds.Unknown: lambda read: Said("other", fields=dict(read.fields)),
}
