"""What chapters show on the page of something that a lower floor or another chapter keeps."""

from functools import cache
from typing import NamedTuple

from django.urls import resolve, reverse
from django.utils.functional import Promise as Lazy

from jujiao.kernel.record.access import Role, Viewer
from jujiao.kernel.record.chapters import chapters


def panels_of(kind: str, subject_id: int, viewer: Viewer) -> list[str]:
    """The addresses of the parts about that subject which this person may open."""
    named = [panel.page for chapter in chapters() for panel in chapter.panels if panel.of == kind]
    return [reverse(page, args=[subject_id]) for page in named if viewer.roles & _door(page)]


@cache
def _door(page: str) -> frozenset[Role]:
    """Who may open a page about one subject, whichever that is."""
    return getattr(resolve(reverse(page, args=[1])).func, "door", None) or frozenset()


class Form(NamedTuple):
    """A form that makes a case of something: where it is, and what its button says."""

    url: str
    label: str | Lazy
    icon: str


def case_forms_of(origin: str, viewer: Viewer) -> list[Form]:
    """The forms by which this person may make a case of what `origin` ("visit-12") names."""
    declared = sorted((form for chapter in chapters() for form in chapter.case_forms), key=lambda form: form.rank)
    found = [(reverse(form.page), form) for form in declared]
    return [
        Form(f"{url}?from={origin}{'&' if form.query else ''}{form.query}", form.label, form.icon)
        for url, form in found
        if _opens(viewer, url)
    ]


def _opens(viewer: Viewer, url: str) -> bool:
    return bool(viewer.roles & (getattr(resolve(url).func, "door", None) or frozenset()))
