"""A vendor of messages for tests: answers as it is told, keeps what it was given; and the worker's part, at once."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.kernel.machine.messaging.port import Accepted, Answer, Message
from jujiao.notices.jobs import deliver
from jujiao.notices.operations import DELIVER


@dataclass(frozen=True)
class Sent:
    """A message as the vendor was given it."""

    address: str
    message: Message
    attempt_id: UUID


@dataclass
class Vendor:
    """Takes everything, unless an answer, or an error of the network, is laid ready for the next messages."""

    ready: list[Answer | Exception] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:
        """As a sender of the port."""
        self.sent.append(Sent(address, message, attempt_id))
        answer = self.ready.pop(0) if self.ready else Accepted(f"vendor-{len(self.sent)}")
        if isinstance(answer, Exception):
            raise answer
        return answer

    @property
    def texts(self) -> list[str]:
        """What was said, in order."""
        return [one.message.text for one in self.sent]


def carry_out(now: datetime) -> int:
    """Does what a worker would: every sending that is due by `now`; how many jobs that were."""
    count = 0
    waiting = ProcrastinateJob.objects.filter(task_name=DELIVER, status="todo").exclude(scheduled_at__gt=now)
    while job := waiting.order_by("id").first():
        ProcrastinateJob.objects.filter(pk=job.pk).delete()
        deliver(**job.args)
        count += 1
    return count
