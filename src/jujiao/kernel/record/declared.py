"""The kinds of things that a chapter declares (`kernel.record.chapters.Chapter`): plain frozen values."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, NamedTuple, Protocol

from django.utils.functional import Promise as Lazy

from jujiao.kernel.record.access import Role, Viewer


class Menu(Enum):
    """Where the product shows its places."""

    STAFF = "staff"
    HOME = "home"  # the tabs of owners and residents, also of staff who live here, on the pages of their home
    PERSON = "person"  # behind one's own name
    ACTION = "action"  # what staff begin from anywhere; what has a key stands in the top bar


@dataclass(frozen=True, kw_only=True)
class Place:
    """A page that a menu leads to; whoever may not open it is not shown it. The places of all chapters stand in the
    order of `rank`: hundreds are for chapters, what lies between is a chapter's own order. `key`: pressed anywhere but
    in a field it leads there, for actions alone."""

    menu: Menu
    rank: int
    page: str
    label: str | Lazy
    icon: str
    key: str = ""


@dataclass(frozen=True)
class Hit:
    """One thing that was found: what it is called, what tells it from others, and its page."""

    label: str
    detail: str
    url: str


type Find = Callable[[Viewer, str, datetime, int], Iterable[Hit]]
"""Who asks, the text that they typed, now, and how many at most."""


@dataclass(frozen=True, kw_only=True)
class Finder:
    """One kind of things that the search in the top bar finds; kinds stand in the order of `rank`.

    `find` is asked only for those of `door`, finds by the rule of the kind's own list, and gives only what the asker
    may open, the best first. `named` where labels are what people gave, and no words of the page."""

    key: str
    rank: int
    words: str | Lazy
    icon: str
    door: tuple[Role, ...]
    find: Find
    named: bool = True


@dataclass(frozen=True, kw_only=True)
class Topic:
    """News that rings: "desk" is the topic "desk:3" for each estate where the hearer holds the role. `ring` is what
    their pages say then; without it nothing rings, and only those parts of pages ask anew that wait for "live-desk"."""

    name: str
    heard_by: Role
    ring: str | Lazy = ""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A part in the frame of every page of staff, which lies over whatever they work at while something goes on. `page`
    takes nothing and answers with the part, or with nothing where nothing goes on. Its `topic`, as "ringing:17" for the
    account 17, is heard by that person's pages alone, and has none but this part ask anew: it is said whenever
    something begins, changes or is over. Whoever may not open the page has no such part."""

    topic: str
    page: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """What a chapter shows on the page of something that a lower floor keeps: the name of a page of its own, which
    takes the id and answers with a part of a page. Whoever may not open it is not shown it."""

    of: str
    """The kind of subject on whose page it stands; "home" for the first page of each employee, by their own id;
    "duty_board" for the board of who is on duty, by its estate's."""
    page: str


@dataclass(frozen=True, kw_only=True)
class Api:
    """What a chapter offers to other systems: the import path of its router, the prefix of its operations' ids, which
    no other chapter has, and what it is about."""

    router: str
    prefix: str
    about: str


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """Figures of the rulebook that concern owners (服务承诺), by their keys; groups stand in the order of `rank`.

    A published limit is a term of the contract (民法典 938): each is the figure of a kind of promise that the chapter
    keeps, so that owners are told nothing that nobody measures."""

    rank: int
    title: str | Lazy
    icon: str
    figures: tuple[str, ...]


class Held(NamedTuple):
    """One subject that an employee has in hand: its id and number, and when the first of what is promised about it
    falls due, None where nothing is."""

    employee_id: int
    subject_id: int
    number: str
    due_at: datetime | None


class HandsBack(Protocol):
    """Takes all that an employee has in hand out of their hands, to whoever answers for it, and tells those; what is
    promised runs on as promised. Done again, it finds nothing. It begins its own transactions, and is never called
    while the employee's row is held: a step that names a handler holds its subject first (deadlock)."""

    def __call__(self, *, employee_id: int, now: datetime) -> None: ...


@dataclass(frozen=True, kw_only=True)
class InHand:
    """What employees have in hand (在办) of one kind of subject, so that nothing leaves the company with them: `of`
    gives it, the most urgent first, for employees by their ids."""

    subject: str
    of: Callable[[Collection[int]], Sequence[Held]]
    hand_back: HandsBack


class Became(NamedTuple):
    """A case that was made of something: what kind of subject, which one, by whom, and when."""

    subject_kind: str
    subject_id: int
    actor: Viewer
    now: datetime


@dataclass(frozen=True, kw_only=True)
class CaseForm:
    """A form by which a case is made of something that another chapter wrote down (`Origin`): the name of its page,
    which takes `?from=visit-12`, and what else stands in its address (`query`). They stand in the order of `rank`."""

    rank: int
    page: str
    label: str | Lazy
    icon: str
    query: str = ""


class Attended(NamedTuple):
    """Somebody came on duty or went (到岗、离岗): their attendance and who they are, the post, and the duty that was
    planned, None where none was. `at` is when they came or went, `now` when that was said, by `actor`."""

    attendance_id: int
    employee_id: int
    duty_post_id: int
    duty_id: int | None
    at: datetime
    actor: Viewer
    now: datetime


def _nothing(*_given: object) -> None:
    """What follows where nothing does."""


@dataclass(frozen=True, kw_only=True)
class ComingAndGoing:
    """What follows when somebody comes on duty or goes, in the transaction of that, with the attendance held: `came`
    and `went`. `called_off`: nobody is expected any more for those planned duties (by their ids), which are held, as
    of an instant: they were cancelled or given to somebody else, or the person is on leave. `replanned`: those duties,
    which are held, were planned or taken back as of an instant, by whatever step.

    A refusal refuses the sign-on or sign-off itself; what can wait belongs into a job."""

    came: Callable[[Attended], None] = _nothing
    went: Callable[[Attended], None] = _nothing
    called_off: Callable[[Sequence[int], datetime], None] = _nothing
    replanned: Callable[[Sequence[int], datetime], None] = _nothing


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Something that was written down and of which another chapter makes a case: "visit". `known` is what a form knows
    of it beforehand (`room`, `person`, `name`, `phone`, `text`, `estate`; `channel` where they did not come in person),
    by its id for a viewer, None for who may not see it or where it has become a case already. `became` is called in the
    transaction in which that was registered."""

    key: str
    known: Callable[[Viewer, int], Mapping[str, Any] | None]
    became: Callable[[int, Became], None]


class Written(NamedTuple):
    """What somebody outside wrote to the company by a way that is no page of ours: `way` is the key of its channel, and
    `address_id` names who wrote there; `person_id` is who that is, None where nobody knows. `external_id` is by what
    the way knows the message, so that it counts once. `estate_id` is whose desk answers strangers; `person_id` with
    a home elsewhere is answered there.

    `content` is "text", "photo", "voice", "video", "place", "link" or "other", `text` what it says, or what a place or
    link is called; `medium`: a file of it is still to be fetched, and follows as an `Enclosed`. `at` is when we had
    it, by the database's clock."""

    way: str
    address_id: int
    person_id: int | None
    estate_id: int
    external_id: str
    content: str
    text: str
    latitude: float | None
    longitude: float | None
    medium: bool
    at: datetime


class Enclosed(NamedTuple):
    """The file of a message that came without it; `file` is a `kernel.record.attachments.reading.CleanFile`, None where
    it could not be fetched, as `reason` says. `further` are others of the same, as a voice in a form that is played."""

    way: str
    external_id: str
    file: Any
    reason: str
    now: datetime
    further: Sequence[Any] = ()


class Belongs(NamedTuple):
    """Somebody who writes by a way turned out to be a person on record, or (None) to be that person no more."""

    way: str
    address_id: int
    person_id: int | None
    now: datetime


@dataclass(frozen=True, kw_only=True)
class Correspondence:
    """What becomes of what people write to the company, in the transaction in which it was received: `wrote` keeps a
    message and gives whether it was new, `enclosed` keeps the file of one, `belongs` follows who somebody is. None of
    them asks anybody outside: the platform waits for the answer."""

    wrote: Callable[[Written], bool]
    enclosed: Callable[[Enclosed], None]
    belongs: Callable[[Belongs], None]


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number at a glance, with the cases behind it at `url`. `before` is what it was a week earlier, None where that
    cannot be said; `good_up`: whether more is better, None where it is neither. `needs`: it asks for something to be
    done today."""

    label: str | Lazy
    value: int | None
    url: str
    unit: str = ""
    note: str | Lazy = ""
    before: int | None = None
    good_up: bool | None = None
    needs: bool = False

    @property
    def trend(self) -> str:
        """ "up", "down", "same", or "" where there is nothing to compare."""
        if self.value is None or self.before is None:
            return ""
        return "same" if self.value == self.before else "up" if self.value > self.before else "down"

    @property
    def better(self) -> bool | None:
        """Whether that is good news; None where it is no news."""
        if self.trend in ("", "same") or self.good_up is None:
            return None
        return (self.trend == "up") == self.good_up


@dataclass(frozen=True, kw_only=True)
class Founded:
    """A company on its first day, with its first estate; the rulebook is in force from then on."""

    company_id: int
    estate_id: int
    now: datetime
    in_force_from: datetime
