"""Kinds of notices, as chapters declare them, and the groups for which people choose by which ways they are told.

A chapter whose notices fit none of these groups declares one of its own, as here."""

from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from jujiao.kernel.record.access import STAFF, Role
from jujiao.rules.telling import Weight


@dataclass(frozen=True, kw_only=True)
class NoticeGroup:
    """Kinds of notices that are switched together; groups stand in the order of `rank`. `door`: who can be told of
    them. `service`: they are the work of whoever is on duty, for whom they wait for no quiet hours. `marketing`: they
    offer something, so they reach only who has consented, and nobody by night."""

    key: str
    rank: int
    label: str | Lazy
    about: str | Lazy
    door: frozenset[Role]
    service: bool = False
    marketing: bool = False


AT_WORK = STAFF - {Role.AUDITOR}
WORK = NoticeGroup(
    key="work",
    rank=100,
    label=_("Work handed to me"),
    about=_("What is handed to you, sent back, added or urged."),
    door=AT_WORK,
    service=True,
)
REMINDERS = NoticeGroup(
    key="reminders",
    rank=200,
    label=_("Reminders"),
    about=_("Half or three quarters of the time for something of yours are gone, or its date has moved."),
    door=AT_WORK,
    service=True,
)
ALARMS = NoticeGroup(
    key="alarms",
    rank=300,
    label=_("Due and late"),
    about=_("Something is due or late that you owe, or for which you answer."),
    door=AT_WORK,
    service=True,
)
MY_CASES = NoticeGroup(
    key="my_cases",
    rank=400,
    label=_("News of my complaints"),
    about=_("Answers and news on what you told us."),
    door=frozenset({Role.OWNER}),
)
OFFERS = NoticeGroup(
    key="offers",
    rank=450,
    label=_("Offers and activities"),
    about=_("What you are offered beside our service. Only with your consent, and never by night."),
    door=frozenset({Role.OWNER}),
    marketing=True,
)
ACCOUNT = NoticeGroup(
    key="account",
    rank=500,
    label=_("Security of accounts"),
    about=_("A password or a second step has changed, yours or that of somebody for whom you answer."),
    door=STAFF,
)


@dataclass(frozen=True)
class NoticeKind:
    """A kind of notice: its sentence, with blanks for its params, and its group. `clause`: what has it told at once, in
    quiet hours too; "" for what may wait for their end.

    `ways` are the channels by which it leaves the house for whoever has an account and has chosen none; `texted` is
    what a text message says, and who calls, as its reader may have no page to open: "" for the same sentence. `chat` is
    the param that is the whole of a message where its reader writes to us in a chat, "" for that sentence there too.

    ValueError for marketing with a clause."""

    sentence: str
    group: NoticeGroup
    clause: str = ""
    ways: tuple[str, ...] = ("email",)
    texted: str = ""
    chat: str = ""

    def __post_init__(self) -> None:
        if self.clause and self.group.marketing:
            raise ValueError("no clause has anybody told of an offer")

    @property
    def weight(self) -> Weight:
        if self.group.marketing:
            return Weight.MARKETING
        if self.clause:
            return Weight.DEMANDED
        return Weight.SERVICE if self.group.service else Weight.ORDINARY
