"""The ticket that an app holds while a code is on its way: it says which code was sent, and only the server reads it.

Pages keep the same in the session of a browser. A ticket needs no row: it is sealed, and one size whatever number it is
for, so that it does not tell whether anybody has that number."""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final, Self

from allauth.core.internal.cryptokit import compare_user_code, generate_user_code
from django.conf import settings

from jujiao.company.accounts.models import User
from jujiao.kernel.machine.sealing import Seal, SealBroken

SEALED: Final = Seal("accounts.ticket")
SIZE: Final = 256
"""Characters that each ticket is filled up to before it is sealed."""
LONGEST: Final = 1000
"""Characters of a sealed ticket at most."""
NOBODY: Final = 0
"""The id of no account: the number is nobody's, or several people's."""


@dataclass(frozen=True)
class Ticket:
    """A code that was sent to `phone`, for the account `user_id`, good until `ends_at`. `name` tells it from every
    other code that was sent there."""

    phone: str
    user_id: int
    code: str
    ends_at: float
    name: str

    @classmethod
    def new(cls, phone: str, user: User | None, now: datetime) -> Self:
        code = generate_user_code(**settings.ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT)
        ends_at = now + timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
        return cls(phone, user.pk if user else NOBODY, code, ends_at.timestamp(), secrets.token_urlsafe(12))

    @classmethod
    def opened(cls, sealed: str) -> Self | None:
        """What was sealed; None for what was not sealed here, or by a release that wrote tickets otherwise."""
        try:
            return cls(**json.loads(SEALED.open(sealed)))
        except (SealBroken, TypeError, ValueError):
            return None

    def sealed(self) -> str:
        return SEALED.close(json.dumps(asdict(self)).ljust(SIZE))

    def is_over(self, now: datetime) -> bool:
        return now.timestamp() >= self.ends_at

    def fits(self, typed: str) -> bool:
        """Whether that is the code, blanks and dashes aside, and leads to somebody."""
        return compare_user_code(actual=typed, expected=self.code) and self.user_id != NOBODY
