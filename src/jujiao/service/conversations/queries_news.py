"""What became of the cases that were made of a conversation, as its owner was told of it: it stands in the conversation
beside what was written, and is written nowhere twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import Notice
from jujiao.notices.sentences import kinds, said
from jujiao.service.conversations.models import Conversation, Message
from jujiao.service.conversations.queries import messages_for


@dataclass(frozen=True)
class News:
    """What the owner was told of a case, when, and its page for staff. `accepted_at` is when a way took it, where it
    had to leave the house."""

    at: datetime
    text: str
    case: Subject
    accepted_at: datetime | None

    @property
    def url(self) -> str:
        return subjects.of(self.case.kind).url(self.case.id)


def cases_of(viewer: Viewer, conversation: Conversation) -> list[Subject]:
    """The cases that were made of a conversation and of which the viewer may know, the latest first."""
    made = messages_for(viewer, conversation).exclude(case_kind="")
    return _subjects(list(made))


def news_of(
    viewer: Viewer, conversation: Conversation, *, since: datetime | None = None, until: datetime | None = None
) -> list[News]:
    """What the owner was told of those cases, from `since` on and until then, the first first."""
    return _news(conversation, cases_of(viewer, conversation), since, until)


def own_news(conversation: Conversation, *, since: datetime | None = None, until: datetime | None = None) -> list[News]:
    """The same for its owner, who knows of all of them."""
    made = Message.objects.filter(conversation=conversation).exclude(case_kind="").order_by("-id")
    return _news(conversation, _subjects(list(made)), since, until)


def _subjects(made: Sequence[Message]) -> list[Subject]:
    return list(dict.fromkeys(Subject(each.case_kind, each.case_id or 0) for each in made))


def _news(
    conversation: Conversation, cases: Sequence[Subject], since: datetime | None, until: datetime | None
) -> list[News]:
    person = conversation.person
    if person is None or not cases:
        return []
    about = Q(pk__in=[])
    for case in cases:
        about |= Q(subject_kind=case.kind, subject_id=case.id)
    reader = Q(person=person) | Q(recipient=person.user_id) if person.user_id is not None else Q(person=person)
    # Of an owner who works here too, what they were told as an owner.
    owners = [key for key, kind in kinds().items() if Role.OWNER in kind.group.door]
    told = Notice.objects.filter(about & reader, kind__in=owners, taken_back=False, withdrawn_at=None)
    if since is not None:
        told = told.filter(created_at__gte=since)
    if until is not None:
        told = told.filter(created_at__lte=until)
    return [
        News(each.created_at, said(each), Subject(each.subject_kind, each.subject_id or 0), each.accepted_at)
        for each in told.order_by("created_at", "id")
    ]
