"""What chapters say to those who begin (帮助): what each role owes, and what it does every day.

The page of help, its print and the tour on the first page are all made from these; there is no second text."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise as Lazy

from jujiao.kernel.record.access import Role


@dataclass(frozen=True, kw_only=True)
class Thing:
    """One thing that `roles` do every day: what, in a few words, and how, in one or two sentences. Things stand in the
    order of `rank`.

    `page` is where it is done. The tour points to what leads there, or to `at`, a CSS selector for an element of the
    first page."""

    rank: int
    roles: tuple[Role, ...]
    title: str | Lazy
    text: str | Lazy
    page: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class Help:
    """What a chapter adds to the help: a sentence on what a role owes, or, for owners, is owed; and things to do."""

    owes: Mapping[Role, str | Lazy] = field(default_factory=dict)
    things: tuple[Thing, ...] = ()
