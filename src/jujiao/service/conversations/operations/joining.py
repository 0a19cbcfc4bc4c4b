"""3.1.3: it turns out who a stranger is: what they wrote goes on in the person's conversation, and what is promised
with it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from jujiao.company.estates.models import Estate, Person
from jujiao.company.estates.queries import rooms_of
from jujiao.company.staff.queries import today
from jujiao.kernel.record.access import SYSTEM
from jujiao.kernel.record.declared import Belongs
from jujiao.kernel.record.subjects import Subject
from jujiao.promises.models import PromiseState
from jujiao.promises.operations import owe_to
from jujiao.service.conversations.models import Conversation, Message, Way
from jujiao.service.conversations.operations.holding import hold_desk, locked, record, say
from jujiao.service.conversations.operations.offering import offer
from jujiao.service.conversations.operations.turns import begin_turn, end_turn
from jujiao.service.conversations.operations.writing import begin_round
from jujiao.service.conversations.queries import CONVERSATION


@transaction.atomic
def belongs(news: Belongs) -> None:
    """A follower is a person on record from now on: the conversation that they had as a stranger becomes the person's,
    or joins the one that the person has with that desk. Nobody's any more (`person_id` None): what was written stays
    the person's, and is answered by other ways."""
    if news.way != Way.WECHAT:
        return
    if news.person_id is None:
        Conversation.objects.filter(follower=news.address_id, person__isnull=False).update(follower=None)
        return
    person = Person.objects.select_related("user").get(pk=news.person_id)
    strangers = Conversation.objects.filter(follower=news.address_id, person=None, joined=None)
    for conversation_id, estate_id in list(strangers.order_by("pk").values_list("pk", "estate")):
        _belongs(conversation_id, estate_id, person, news.now)


def home_of(person: Person, estate_id: int, now: datetime) -> Estate | None:
    """The estate whose desk answers somebody: that of `estate_id` where they live or own a room there, else the one
    with which they wrote last, else the first of their homes; None where they have none in that company."""
    homes = Estate.objects.filter(pk__in=rooms_of(person.pk, today(now)).order_by().values("estate"))
    here = homes.filter(company__estates=estate_id).select_related("company")
    found = {each.pk: each for each in here.order_by("id")}
    if estate_id in found:
        return found[estate_id]
    last = Conversation.objects.filter(person=person, estate__in=found).order_by("-last_at").first()
    return found[last.estate_id] if last is not None else next(iter(found.values()), None)


def _belongs(conversation_id: int, estate_id: int, person: Person, now: datetime) -> None:
    home = home_of(person, estate_id, now) or Estate.objects.get(pk=estate_id)
    for each in sorted({estate_id, home.pk}):
        hold_desk(each)
    stranger = locked(conversation_id)
    theirs = Conversation.objects.filter(estate=home, person=person).values_list("pk", flat=True).first()
    if theirs is None and home.pk == estate_id:
        _becomes(stranger, person, now)
        return
    if theirs is None:
        begun: dict[str, Any] = {"way": stranger.way, "began_at": now, "last_at": now}
        theirs = Conversation.objects.get_or_create(estate=home, person=person, defaults=begun)[0].pk
    _join(stranger, locked(theirs), now)


def _becomes(stranger: Conversation, person: Person, now: datetime) -> None:
    stranger.person = person
    stranger.version += 1
    stranger.save(update_fields=["person", "version"])
    owe_to(Subject(CONVERSATION, stranger.pk), Subject("person", person.pk))
    record(stranger, "know_whose", SYSTEM, now, person=person.pk)
    say(stranger, turned=True)


def _join(stranger: Conversation, theirs: Conversation, now: datetime) -> None:
    """All that the stranger wrote and was answered stands in the person's conversation from now on. The first of what
    waits in either counts: what is promised counts from that message on, as it did."""
    waits = stranger.waiting_since
    if theirs.ended_at is not None and (waits is not None or stranger.ended_at is None):
        begin_round(theirs)
    if waits is not None:
        end_turn(stranger, PromiseState.SUPERSEDED, now)
    holder, since = stranger.taken_by, stranger.taken_at
    if theirs.taken_by_id is None and holder is not None and theirs.estate_id == stranger.estate_id:
        theirs.taken_by, theirs.taken_at = holder, since
    if waits is not None and (theirs.waiting_since is None or waits < theirs.waiting_since):
        if theirs.waiting_since is not None:
            end_turn(theirs, PromiseState.SUPERSEDED, now)
        begin_turn(theirs, waits)
    moved = Message.objects.filter(conversation=stranger)
    moved.exclude(round=stranger.round, seq=stranger.seq).update(conversation=theirs, round=theirs.round, seq=0)
    moved.update(conversation=theirs, round=theirs.round, seq=theirs.seq if waits is not None else 0)
    theirs.way, theirs.follower_id = stranger.way, stranger.follower_id
    theirs.last_at, theirs.last_text = max((theirs.last_at, theirs.last_text), (stranger.last_at, stranger.last_text))
    theirs.version += 1
    theirs.save()
    stranger.joined, stranger.ended_at, stranger.taken_by, stranger.taken_at = theirs, now, None, None
    stranger.version += 1
    stranger.save()
    record(stranger, "join_conversation", SYSTEM, now, into=theirs.pk)
    record(theirs, "join_conversation", SYSTEM, now, came_from=stranger.pk)
    offer(theirs, now)
    say(theirs, turned=True)
    say(stranger, turned=True)
