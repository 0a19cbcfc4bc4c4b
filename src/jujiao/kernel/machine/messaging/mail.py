"""Mails, by the mail server of the settings."""

from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from jujiao.kernel.machine.messaging.port import Accepted, Answer, Message, Refused

NO_SUCH_READER: Final = range(550, 560)
"""What a server says for good about a mailbox (RFC 5321, 4.2.3)."""
LONGEST: Final = 200


class MailSender:
    """The sentence is the subject; the Message-ID is the attempt's, so that a second sending can be told from a second
    message."""

    def send(self, message: Message, *, address: str, attempt_id: UUID) -> Answer:
        """Takes a server's no as an answer; what else goes wrong is raised, as OSError."""
        mail = EmailMessage(
            subject=" ".join(message.text.split()),
            body=f"{message.text}\n\n{message.link or settings.SITE_URL}\n",
            to=[address],
            headers={"Message-ID": f"<{attempt_id}@jujiao>"},
        )
        try:
            mail.send()
        except SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            return _refused(code, said, again=code not in NO_SUCH_READER)
        except SMTPResponseException as error:
            return _refused(error.smtp_code, error.smtp_error, again=True)
        return Accepted()


def _refused(code: int, said: bytes | str, *, again: bool) -> Refused:
    words = said.decode(errors="replace") if isinstance(said, bytes) else said
    sentence = _("The mail server did not take it: %(said)s") % {"said": " ".join(words.split())[:LONGEST]}
    return Refused(str(code), sentence, again=again)
