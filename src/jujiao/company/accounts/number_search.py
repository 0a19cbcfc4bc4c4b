"""Searching for people by their phone numbers, by everybody in the one way: what is shown masked is not told by it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from jujiao.company.accounts.operations.keeping import SUBJECT
from jujiao.company.accounts.phones import typed_number
from jujiao.kernel.errors import UnableTo
from jujiao.kernel.record import timeline
from jujiao.kernel.record.access import Viewer
from jujiao.rules.phones import is_mobile, local_part
from jujiao.rules.privacy import mask_phone

WINDOWS: Final = {"any": (timedelta(hours=1), 60), "near": (timedelta(days=1), 20)}
"""How many whole numbers one person may look for in vain: any number, and one whose mask somebody on record has. Who
calls a hundred strangers is a desk; who tries the middle of a number that is shown masked is not."""

COUNT: Final = """
INSERT INTO accounts_numbermisses AS counted (user_id, kind, since, misses) VALUES (%(user)s, %(kind)s, %(since)s, 1)
ON CONFLICT (user_id, kind) DO UPDATE
SET misses = CASE WHEN counted.since = EXCLUDED.since THEN counted.misses + 1 ELSE 1 END, since = EXCLUDED.since
WHERE counted.since <> EXCLUDED.since OR counted.misses <= %(most)s
RETURNING misses
"""
"""One more miss. The count goes one beyond the limit, which is when it is put on record; then no row comes back."""

GIVE_BACK: Final = """
UPDATE accounts_numbermisses SET misses = misses - 1 WHERE user_id = %(user)s AND kind = %(kind)s
AND since = %(since)s AND misses > 0
"""


type On = Callable[[str], Q]
"""What is asked of a column."""
type Has = Callable[[On], Q]


class TooManySearches(UnableTo):
    """Too many numbers were looked for that nobody has."""

    status = 429


class _Look:
    """What was counted for one number that was typed once."""

    def __init__(self) -> None:
        self.counted: list[str] = []
        self.found = False

    def count(self, viewer: Viewer, kind: str, now: datetime) -> None:
        if not self.found and kind not in self.counted:
            _one_more(viewer, kind, now)
            self.counted.append(kind)

    def give_back(self, viewer: Viewer, now: datetime) -> None:
        while self.counted:
            _say(GIVE_BACK, viewer, self.counted.pop(), now)
        self.found = True


_look: ContextVar[_Look | None] = ContextVar("look", default=None)


@contextmanager
def one_look() -> Iterator[None]:
    """Several kinds of rows are looked through inside for one text that was typed once: a number is counted once, and
    not at all where one of them has it."""
    token = _look.set(_Look())
    try:
        yield
    finally:
        _look.reset(token)


def by_number(
    viewer: Viewer, rows: QuerySet[Any], text: str, now: datetime, *, has: Has = lambda on: on("phone")
) -> Q | None:
    """Which of `rows` have the number that `text` means, a whole one or its last four digits; None where it means none.

    `rows` are all those that the viewer may see, before anything else narrows them; `has` says in which columns of
    theirs numbers stand, and is given what is asked of each. A whole number that none of them has is counted against
    the viewer; TooManySearches beyond WINDOWS, whether or not somebody has the number."""
    typed = typed_number(text)
    if typed is None:
        return None
    found = has(typed.query)
    # The last four digits are shown to everybody who may search: finding nobody by them tells nothing more.
    if typed.whole and viewer.user_id is not None:
        near = rows.filter(has(partial(_same_mask, typed.whole))).exists()
        look = _look.get() or _Look()
        # Counted before it is known whether it is a miss: of many at once no more than the limit get their answer.
        for kind in ["any", "near"] if near else ["any"]:
            look.count(viewer, kind, now)
        if near and rows.filter(found).exists():
            look.give_back(viewer, now)
    return found


def _one_more(viewer: Viewer, kind: str, now: datetime) -> None:
    most = WINDOWS[kind][1]
    with transaction.atomic():
        misses = _say(COUNT, viewer, kind, now)
        if misses is not None and misses <= most:
            return
        if misses is not None:
            timeline.record(
                subject_kind=SUBJECT,
                subject_id=viewer.user_id or 0,
                estate_id=None,
                verb="number_searches_stopped",
                actor=viewer,
                now=now,
                details={"kind": kind, "misses": most},
            )
    raise TooManySearches(
        _("You have looked for too many numbers that nobody has. Search by room or name, or try again later.")
    )


def _say(statement: str, viewer: Viewer, kind: str, now: datetime) -> int | None:
    length, most = WINDOWS[kind]
    since = int(now.timestamp() // length.total_seconds())
    with connection.cursor() as cursor:
        cursor.execute(statement, {"user": viewer.user_id, "kind": kind, "since": since, "most": most})
        row = cursor.fetchone() if cursor.description else None
    return row[0] if row else None


def _same_mask(number: str, field: str) -> Q:
    """Rows that are shown with the same mask, the number itself among them."""
    mask = mask_phone(number)
    if not is_mobile(number):
        shape = mask.replace("*", "[0-9]")
        town = "(0[0-9]{2,3}-)?" if local_part(number) == number else ""
        return Q(**{f"{field}__regex": rf"^\+?{town}{shape}$"})
    return Q(**{f"{field}__startswith": mask.partition("*")[0], f"{field}__endswith": mask.rpartition("*")[2]})
