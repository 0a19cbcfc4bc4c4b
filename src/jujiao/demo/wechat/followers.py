"""An owner in WeChat, as the platform knows them: what may be sent to them, and what they have read."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

WRITING, TOUCHING = (5, timedelta(hours=48)), (3, timedelta(minutes=1))


@dataclass
class Window:
    """What an act of theirs allows: so many messages, before `ends_at`."""

    left: int
    ends_at: datetime


@dataclass
class Follower:
    """`read`: what they see in the chat, oldest first. `consents`: how many notices of each template they still take;
    `declined`: the templates that they do not."""

    openid: str
    follows: bool = True
    blacklisted: bool = False
    refuses: bool = False
    written: Window | None = None
    touched: Window | None = None
    consents: dict[str, int] = field(default_factory=dict)
    declined: set[str] = field(default_factory=set)
    read: list[str] = field(default_factory=list)

    def wrote(self, at: datetime) -> None:
        """A message of theirs: five more, whatever was left."""
        self.written = Window(WRITING[0], at + WRITING[1])

    def touches(self, at: datetime) -> None:
        """A follow, scan or click."""
        self.touched = Window(TOUCHING[0], at + TOUCHING[1])

    def refusal(self, at: datetime) -> int:
        """The code with which a message within the window is refused, 0 where it is taken, and then counted."""
        if not self.follows:
            return 43004
        if self.blacklisted or self.refuses:
            return 43019 if self.blacklisted else 48002
        windows = [window for window in (self.written, self.touched) if window and at < window.ends_at]
        if not windows:
            return 45015
        if all(window.left == 0 for window in windows):
            return 45047
        for window in windows:
            window.left = max(window.left - 1, 0)
        return 0
