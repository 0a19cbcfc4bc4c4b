"""3.1.3: what people write by a way that is no page of ours, such as WeChat, in the transaction in which it came."""

from typing import Final

from django.db import transaction

from jujiao.company.estates.models import Estate, Person
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.attachments.keeping import keep
from jujiao.kernel.record.declared import Correspondence, Enclosed, Written
from jujiao.rules.texts import storable
from jujiao.service.conversations.models import Content, Medium, Message, Way
from jujiao.service.conversations.operations.holding import hold, record, say
from jujiao.service.conversations.operations.joining import belongs, home_of
from jujiao.service.conversations.operations.writing import WORDS, UnableToWrite, Words, conversation_with, take_in


@transaction.atomic
def wrote(written: Written) -> bool:
    """Keeps a message in the conversation of whoever wrote it, and gives whether it was new. A person on record writes
    to the desk of their home: that of `estate_id`, where they have one there.

    UnableToWrite, and nothing is kept, where it is longer than 2,000 characters."""
    way = Way(written.way)
    person = Person.objects.select_related("user").filter(pk=written.person_id or 0).first()
    estate = home_of(person, written.estate_id, written.at) if person is not None else None
    if estate is None:
        person, estate = None, Estate.objects.select_related("company").get(pk=written.estate_id)
    conversation = conversation_with(estate, person=person, way=way, at=written.at, follower_id=written.address_id)
    if Message.objects.filter(way=way, external_id=written.external_id).exists():
        return False
    text = WORDS.of(written.text, UnableToWrite) if storable(written.text) else ""
    take_in(
        conversation,
        Words(
            way=way,
            at=written.at,
            content=Content(written.content),
            text=text,
            latitude=written.latitude,
            longitude=written.longitude,
            external_id=written.external_id,
            medium=Medium.WAITS if written.medium else Medium.NONE,
            follower_id=written.address_id,
        ),
        actor=SYSTEM,
        now=written.at,
    )
    return True


@transaction.atomic
def enclosed(news: Enclosed) -> None:
    """Keeps the file of a message that came without it, once; where there is none, that it could not be fetched."""
    named = Message.objects.filter(way=news.way, external_id=news.external_id)
    conversation_id = named.values_list("conversation", flat=True).first()
    if conversation_id is None:
        return
    hold(conversation_id)
    # It may have been joined to another conversation while this waited.
    message = named.select_related("entry", "conversation__estate", "conversation__person").get()
    if message.medium != Medium.WAITS or message.entry is None:
        return
    if news.file is None:
        message.medium = Medium.GONE
    else:
        keep(message.entry, [news.file, *news.further], news.now)
        message.medium = Medium.HERE
    message.save(update_fields=["medium"])
    record(message.conversation, "receive_file", SYSTEM, news.now, message=message.pk, medium=message.medium)
    say(message.conversation)


CORRESPONDENCE: Final = Correspondence(wrote=wrote, enclosed=enclosed, belongs=belongs)
