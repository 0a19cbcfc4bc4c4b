"""What a notice says, by kind, in the words of the chapter that tells it; the blanks are filled from its params, in the
reader's language."""

from functools import cache

from django.utils.translation import gettext as _

from jujiao.kernel.record.chapters import chapters
from jujiao.notices.models import Notice


class UnknownNoticeError(LookupError):
    """Somebody was to be told a kind of notice for which no chapter has declared a sentence."""


@cache
def sentences() -> dict[str, str]:
    """The sentence of every kind of notice, as the sources have it."""
    return {kind: sentence for chapter in chapters() for kind, sentence in chapter.notices.items()}


def check_kind(kind: str) -> None:
    """UnknownNoticeError for a kind that could not be read in anybody's inbox."""
    if kind not in sentences():
        raise UnknownNoticeError(f"no chapter has declared a sentence for the notice {kind!r}")


def sentence(notice: Notice) -> str:
    """The notice in the language in force."""
    params = {name: _(value) if name == "promise" else value for name, value in notice.params.items()}
    return _(sentences()[notice.kind]) % params
