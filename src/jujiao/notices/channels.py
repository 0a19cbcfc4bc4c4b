"""The port through which notices leave the house; text messages, WeChat and WeCom join here."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMessage

from jujiao.notices.models import Channel, Delivery

type Sender = Callable[[Delivery, str], None]


def send_email(delivery: Delivery, text: str) -> None:
    """Sends one mail; the Message-ID is the delivery's own, the same at every attempt. Raises what the server says."""
    link = f"{settings.SITE_URL}{delivery.notice.url}"
    EmailMessage(
        subject=text,
        body=f"{text}\n\n{link}\n",
        to=[delivery.notice.recipient.email],
        headers={"Message-ID": f"<{delivery.message_id}@jujiao>"},
    ).send()


SENDERS: dict[str, Sender] = {Channel.EMAIL: send_email}
