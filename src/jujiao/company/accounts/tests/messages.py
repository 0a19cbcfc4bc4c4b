"""Short messages of the tests: kept instead of sent."""

import re
from typing import ClassVar

SENDER = f"{__name__}.Kept"


class Kept:
    """A sender that keeps what it is given, newest last: (phone, text)."""

    sent: ClassVar[list[tuple[str, str]]] = []

    def send(self, phone: str, text: str) -> None:
        self.sent.append((phone, text))


def code_sent_to(phone: str) -> str:
    """The six digits of the newest message to `phone`."""
    text = [text for number, text in Kept.sent if number == phone][-1]
    found = re.search(r"(?<!\d)\d{6}(?!\d)", text)
    assert found, text
    return found[0]
