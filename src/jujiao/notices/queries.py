"""Reading what people were told."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.http import Http404

from jujiao.company.staff.models import Employee
from jujiao.kernel.database.compiled import NOTHING, Asked, Compiled, compiled, first
from jujiao.kernel.database.together import together
from jujiao.kernel.record import subjects
from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.knowing import concealed, excluded_from
from jujiao.kernel.record.subjects import Subject
from jujiao.notices.models import Notice

WAITING = Q(read_at__isnull=True, withdrawn_at__isnull=True)
"""The notices that still wait for their reader."""
COUNTED = 100
"""So many of them are counted."""
ROW = ("pk", "subject_kind", "subject_id")
"""What is read of each to count the cases."""


def inbox_of(viewer: Viewer) -> QuerySet[Notice]:
    """What was told to the viewer, but for what is kept from them by now."""
    return _inbox(viewer.user_id, viewer.employee_id)


def by_case(viewer: Viewer) -> QuerySet[Notice]:
    """One notice for each case in the inbox: the newest that was not withdrawn, or, where all were, the newest. What is
    about nothing in particular stands for itself. `open` says whether any notice of the case waits."""
    same = Notice.objects.filter(
        recipient_id=viewer.user_id,
        taken_back=False,
        subject_kind=OuterRef("subject_kind"),
        subject_id=OuterRef("subject_id"),
    )
    standing, newer = Q(withdrawn_at__isnull=True), Q(pk__gt=OuterRef("pk"))
    newest = standing & ~Exists(same.filter(standing & newer)) | ~standing & ~Exists(same.filter(standing | newer))
    return (
        inbox_of(viewer)
        .filter(newest)
        .annotate(open=ExpressionWrapper(WAITING | Q(Exists(same.filter(WAITING))), output_field=BooleanField()))
    )


def counted(viewer: Viewer, notices: Iterable[Notice]) -> dict[Subject, int]:
    """How many notices the viewer has in their inbox about the subjects of those."""
    named = Q(pk__in=[])
    for kind, ids in _subjects(notices).items():
        named |= Q(subject_kind=kind, subject_id__in=ids)
    found = Notice.objects.filter(named, recipient_id=viewer.user_id, taken_back=False)
    rows = found.values_list("subject_kind", "subject_id").annotate(Count("pk")).order_by() if named else ()
    return {Subject(kind, subject_id): count for kind, subject_id, count in rows}


def about_the_same(viewer: Viewer, notice: Notice) -> QuerySet[Notice]:
    """What else the viewer was told of the same case."""
    same = Q(subject_kind=notice.subject_kind, subject_id=notice.subject_id) if notice.subject else Q(pk__in=[])
    return inbox_of(viewer).filter(same).exclude(pk=notice.pk)


def unread(viewer: Viewer) -> int:
    """Of how many cases something waits for the viewer, as rows of the inbox; no more than COUNTED notices are looked
    at, however many wait."""
    return _cases(_asked(_unread, viewer).rows())


def bell(viewer: Viewer) -> tuple[int, int]:
    """The same, with the id of the newest notice in the inbox, 0 where it is empty."""
    waiting, newest = together(_asked(_unread, viewer), _asked(_newest, viewer))
    return _cases(waiting), first(newest) or 0


def _cases(rows: Iterable[Any]) -> int:
    # What is about nothing in particular is a row by itself.
    return len({(kind, subject_id) if subject_id is not None else ("", pk) for pk, kind, subject_id in rows})


def _asked(question: Compiled[Any, Any], viewer: Viewer) -> Asked[Any]:
    if viewer.user_id is None:
        return NOTHING
    who = {} if viewer.employee_id is None else {"employee": viewer.employee_id}
    return question.asked(recipient=viewer.user_id, **who)


@compiled
def _unread(*, recipient: int, employee: int | None = None) -> QuerySet[Notice, Any]:
    return _inbox(recipient, employee).filter(WAITING).values_list(*ROW)[:COUNTED]


@compiled
def _newest(*, recipient: int, employee: int | None = None) -> QuerySet[Notice, int]:
    return _inbox(recipient, employee).order_by("-pk").values_list("pk", flat=True)[:1]


def _inbox(recipient: int | None, employee: int | None) -> QuerySet[Notice]:
    return Notice.objects.filter(recipient_id=recipient, taken_back=False).exclude(concealed(employee))


def abouts(viewer: Viewer, notices: Iterable[Notice]) -> dict[Subject, str]:
    """What the subjects of notices are about, in short, as far as the viewer may read them now; each kind is asked
    once."""
    return {
        Subject(kind, subject_id): words
        for kind, ids in _subjects(notices).items()
        for subject_id, words in subjects.of(kind).in_short(viewer, ids).items()
    }


def _subjects(notices: Iterable[Notice]) -> dict[str, set[int]]:
    """The ids of the subjects of notices by their kind."""
    named: dict[str, set[int]] = {}
    for notice in notices:
        if notice.subject_id is not None:
            named.setdefault(notice.subject_kind, set()).add(notice.subject_id)
    return named


def may_know(notice: Notice) -> bool:
    """Whether the reader of a notice may know of its subject as things stand now."""
    if notice.taken_back:
        return False
    if notice.recipient_id is None or not notice.subject_kind or notice.subject_id is None:
        return True
    kept_from = excluded_from(notice.subject_kind, notice.subject_id)
    return not Employee.objects.filter(pk__in=kept_from, user=notice.recipient_id).exists()


def get_for(viewer: Viewer, notice_id: int) -> Notice:
    """One notice of the viewer's own; Http404 for any other."""
    notice = inbox_of(viewer).filter(pk=notice_id).first()
    if notice is None:
        raise Http404
    return notice
