"""The parts that chapters show on the page of something that a lower floor keeps."""

from django.urls import resolve, reverse

from jujiao.kernel.record.access import Viewer
from jujiao.kernel.record.chapters import chapters


def panels_of(kind: str, subject_id: int, viewer: Viewer) -> list[str]:
    """The addresses of the parts about that subject which this person may open."""
    named = [panel.page for chapter in chapters() for panel in chapter.panels if panel.of == kind]
    urls = [reverse(page, args=[subject_id]) for page in named]
    return [url for url in urls if viewer.roles & (getattr(resolve(url).func, "door", None) or frozenset())]
