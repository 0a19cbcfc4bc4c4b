"""What promises are about: each kind of subject says here how to reach it and what to do when a date moves."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from jujiao.kernel.access import Viewer


@dataclass(frozen=True)
class SubjectKind:
    """`url` leads to a subject's page; `actions` names the page's form for each kind of promise; `headlines` gives, by
    id, what the subjects are about in a few words, for those that the viewer may see; `concealed` gives the
    ids of those that the viewer must not know of, although their promises wait where the viewer works;
    `due_moved` is called, inside the transaction, after a provisional date was counted anew; it returns the
    subject's columns that it set, for the timeline. `hold` keeps steps on a subject away until the transaction ends:
    whoever changes promises beside a step takes it first, as every step does, so that nobody waits in a circle."""

    url: Callable[[int], str]
    actions: dict[str, str]
    headlines: Callable[[Viewer, Collection[int]], dict[int, str]]
    concealed: Callable[[Viewer], QuerySet[Any, Any]]
    due_moved: Callable[[int], dict[str, Any]]
    hold: Callable[[int], object] = lambda _subject_id: None


_kinds: dict[str, SubjectKind] = {}


def register(kind: str, subject: SubjectKind) -> None:
    _kinds[kind] = subject


def of(kind: str) -> SubjectKind:
    """Raises KeyError for a kind that no chapter has registered."""
    return _kinds[kind]


def concealed_from(viewer: Viewer) -> Q:
    """The promises about subjects, of every kind, that the viewer must not know of."""
    found = Q(pk__in=[])
    for kind, subject in _kinds.items():
        found |= Q(subject_kind=kind, subject_id__in=subject.concealed(viewer))
    return found
