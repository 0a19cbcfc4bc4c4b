"""The access tokens of the platform, as `stable_token` gives them."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

LIFETIME: Final = timedelta(seconds=7200)
OVERLAP: Final = timedelta(minutes=5)
"""In the last minutes of a token everybody who asks gets another one."""
FORCED_APART: Final = timedelta(seconds=30)
FORCED_A_DAY: Final = 20
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Token:
    value: str
    ends_at: datetime


@dataclass
class Tokens:
    """Those that count, oldest first; `forced`: when somebody demanded a new one."""

    known: list[Token] = field(default_factory=list)
    forced: list[datetime] = field(default_factory=list)

    def give(self, now: datetime, *, force: bool) -> Token:
        """The one for whoever asks. A new one on demand, with which the others end, unless that is too often."""
        if force and self._may_force(now):
            self.forced.append(now)
            self.known.clear()
        if not self.known or now >= self.known[-1].ends_at - OVERLAP:
            self.known.append(Token(secrets.token_urlsafe(96), now + LIFETIME))
        return self.known[-1]

    def refusal(self, value: str, now: datetime) -> int:
        """The code with which a call with that token is refused, 0 where it is good."""
        token = next((each for each in self.known if each.value == value), None)
        if token is None:
            return 40001 if value else 41001
        return 0 if now < token.ends_at else 42001

    def _may_force(self, now: datetime) -> bool:
        today = [at for at in self.forced if now - at < ONE_DAY]
        return len(today) < FORCED_A_DAY and (not today or now - today[-1] >= FORCED_APART)
