"""What is left when all is quiet: every notice, its attempts and calls, held against what the vendors took."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from jujiao.drills.mailbox import Mailbox
from jujiao.drills.stage import Stage
from jujiao.drills.vendors import Manner, Texts

NOTICES = """
    SELECT n.id, n.accepted_by, n.call_id, d.id, d.channel, d.state, s.id, a.id::text, a.state, a.n
    FROM notices_notice n
    LEFT JOIN notices_delivery d ON d.notice_id = n.id
    LEFT JOIN notices_delivery s ON s.after_id = d.id
    LEFT JOIN notices_attempt a ON a.delivery_id = d.id
    WHERE n.key LIKE 'drill:%' ORDER BY n.id, d.id, a.n
"""
WAITING = """
    SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'notices.deliver' AND status IN ('todo', 'doing')
"""
WITHOUT_RECEIPT = {Manner.NEVER, Manner.SILENT}


@dataclass(frozen=True)
class Attempt:
    """One try, as the rows have it: `last` of its delivery, which may have a successor."""

    id: str
    channel: str
    state: str
    last: bool
    succeeded: bool


@dataclass
class Notice:
    """One thing that somebody had to be told."""

    id: int
    accepted_by: str
    called: bool
    attempts: list[Attempt] = field(default_factory=list)

    def by(self, channel: str) -> list[str]:
        """The attempts by a way."""
        return [attempt.id for attempt in self.attempts if attempt.channel == channel]


@dataclass
class Found:
    """Counts, and one sentence for each thing that must not be."""

    figures: dict[str, int | float | str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def sent(stage: Stage) -> bool:
    """Whether nothing is to be sent any more."""
    with stage.connect() as connection:
        return bool(connection.execute(WAITING.encode()).fetchall() == [(0,)])


def check(stage: Stage, box: Mailbox, vendor: Texts, told: int, *, settled: bool) -> Found:
    """Holds every notice against what the vendor and the mail server took."""
    with stage.connect() as connection:
        notices = _notices(connection.execute(NOTICES.encode()).fetchall())
    ours = {attempt for notice in notices for attempt in notice.by("email")}
    mails = Counter(identity for each in box.mails if (identity := each[0][1:].partition("@")[0]) in ours)
    lost = [sentence for notice in notices for sentence in _lost(notice, vendor, mails)]
    left = [sentence for notice in notices for sentence in _left(notice)]
    doubled = [sentence for notice in notices for sentence in _doubled(notice, vendor)]
    unheard = [sentence for notice in notices for sentence in _unheard(notice, vendor)]
    wrong = [] if settled else ["it did not become quiet"]
    wrong += [] if len(notices) == told else [f"{told} were to be told, and {len(notices)} are written down"]
    silent = sum(Manner.SILENT in {vendor.how.get(one) for one in notice.by("sms")} for notice in notices)
    figures: dict[str, int | float | str] = {
        "taken by the vendor": len(vendor.taken),
        "refused": len(vendor.refused),
        "mails": len(mails),
        "calls to make": sum(notice.called for notice in notices),
        "lost": len(lost),
        "failed without a successor or a call": len(left),
        "doubled without a reason": len(doubled),
        "receipts not counted": len(unheard),
        "sent again under the same id": _again(vendor.taken) + _again(mails),
        "sent again as nobody answered": silent,
    }
    return Found(figures, [*lost, *left, *doubled, *unheard, *wrong])


def _again(taken: Counter[str]) -> int:
    return sum(taken.values()) - len(taken)


def _notices(rows: list[Any]) -> list[Notice]:
    found: dict[int, Notice] = {}
    last = {delivery: n for _id, _by, _call, delivery, *_rest, n in rows}
    for notice_id, accepted_by, call, delivery, channel, _state, successor, attempt, state, n in rows:
        notice = found.setdefault(notice_id, Notice(notice_id, accepted_by, call is not None))
        if attempt is not None:
            notice.attempts.append(Attempt(attempt, channel, state, last[delivery] == n, successor is not None))
    return list(found.values())


def _lost(notice: Notice, vendor: Texts, mails: Counter[str]) -> Iterator[str]:
    """Neither told nor to be called; or told by the rows, and nobody ever took it."""
    if not notice.accepted_by and not notice.called:
        yield f"notice {notice.id} has reached nobody, and nobody is to be called"
    taken = {"sms": vendor.taken, "email": mails}.get(notice.accepted_by)
    if taken is not None and not any(attempt in taken for attempt in notice.by(notice.accepted_by)):
        yield f"notice {notice.id} counts as told by {notice.accepted_by}, and nobody took it there"


def _left(notice: Notice) -> Iterator[str]:
    """A try that failed, and nothing came of it."""
    for attempt in notice.attempts:
        if attempt.state == "failed" and attempt.last and not attempt.succeeded and not notice.called:
            yield f"attempt {attempt.id} of notice {notice.id} failed, and nothing takes its place"
        if attempt.state == "under_way":
            yield f"attempt {attempt.id} of notice {notice.id} is still under way"


def _doubled(notice: Notice, vendor: Texts) -> Iterator[str]:
    """Two tries by the same way of which the vendor said both times that it took them."""
    told = [attempt for attempt in notice.by("sms") if vendor.answered[attempt]]
    if len(told) > 1:
        yield f"notice {notice.id} was sent again though the vendor had taken it: {told}"


def _unheard(notice: Notice, vendor: Texts) -> Iterator[str]:
    """A receipt that was told and did not count."""
    for attempt in notice.attempts:
        how = vendor.how.get(attempt.id)
        if how is None or how in WITHOUT_RECEIPT or not vendor.answered[attempt.id]:
            continue
        wanted = "failed" if how is Manner.UNREACHED else "delivered"
        if attempt.state != wanted:
            yield f"attempt {attempt.id} of notice {notice.id} is {attempt.state}, and its receipt said {wanted}"
