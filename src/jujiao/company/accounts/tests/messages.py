"""Text messages of the tests: left to the worker as always, and kept instead of sent when it comes to them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, overload
from uuid import UUID

from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.company.accounts.jobs import send_text
from jujiao.company.accounts.texting import SEND
from jujiao.kernel.machine.messaging.port import Accepted, Answer, Message

SENDER = f"{__name__}.Kept"


class Kept:
    """A sender that keeps what it is given, newest last: (phone, text with its link)."""

    sent: ClassVar[list[tuple[str, str]]] = []

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:  # noqa: ARG002
        self.sent.append((address, f"{message.text} {message.link}".strip()))
        return Accepted()


class Sent(Sequence[tuple[str, str]]):
    """What has been sent once the worker has done what was left to it."""

    @overload
    def __getitem__(self, place: int) -> tuple[str, str]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[str, str]]: ...
    def __getitem__(self, place: Any) -> Any:
        return sent()[place]

    def __len__(self) -> int:
        return len(sent())

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter([*sent()])

    def __eq__(self, other: object) -> bool:
        return sent() == other

    __hash__ = None  # type: ignore[assignment]

    def clear(self) -> None:
        sent().clear()


def sent() -> list[tuple[str, str]]:
    """Does the jobs that wait, each once; what was sent then."""
    for job in ProcrastinateJob.objects.filter(task_name=SEND, status="todo").order_by("pk"):
        if job.pk not in _done:
            _done.add(job.pk)
            send_text(**job.args)
    return Kept.sent


_done: set[int] = set()


def forget() -> None:
    """Another test begins."""
    Kept.sent.clear()
    _done.clear()


def code_sent_to(phone: str) -> str:
    """The six digits of the newest message to `phone`."""
    text = [text for number, text in sent() if number == phone][-1]
    found = re.search(r"(?<!\d)\d{6}(?!\d)", text)
    assert found, text
    return found[0]
