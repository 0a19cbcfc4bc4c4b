"""Who sends on each way: mail is ours, all others join by the port (`kernel.machine.messaging.port`)."""

from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from jujiao.kernel.machine.messaging import port
from jujiao.kernel.machine.messaging.port import Accepted, Answer, Message, Sender
from jujiao.notices.models import Channel


class MailSender:
    """Sends by the mail server of the settings; the Message-ID is the attempt's own."""

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:
        """Sends one mail. Raises what the server says."""
        EmailMessage(
            subject=message.text,
            body=f"{message.text}\n\n{message.link or settings.SITE_URL}\n",
            to=[address],
            headers={"Message-ID": f"<{attempt_id}@jujiao>"},
        ).send()
        return Accepted()


def sender_of(channel: str) -> Sender:
    """The sender of a channel; KeyError for one that nobody sends by."""
    return MailSender() if channel == Channel.EMAIL else port.sender_of(channel)
