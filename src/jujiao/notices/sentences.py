"""What a notice says, by kind, in the words of the chapter that tells it; the blanks are filled from its params, in the
reader's language.

A reminder of a promise says at every reading how much time is left by then: what was gone of it when it was told helps
nobody. Inside the house the case is called by what it is about; what leaves the house names its number alone."""

import re
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.utils.translation import gettext as _

from jujiao.kernel.pages.words import due_words
from jujiao.kernel.record.access import Role
from jujiao.kernel.record.chapters import chapters
from jujiao.kernel.record.notice_kinds import NoticeKind
from jujiao.notices.models import Channel, Notice

BLANK: Final = re.compile(r"%\((\w+)\)s")


class UnknownNoticeError(LookupError):
    """Somebody was to be told a kind of notice for which no chapter has declared a sentence."""


@cache
def kinds() -> dict[str, NoticeKind]:
    """Every kind of notice; its sentence is as the sources have it."""
    return {key: kind for chapter in chapters() for key, kind in chapter.notices.items()}


def check_kind(kind: str) -> None:
    """UnknownNoticeError for a kind that could not be read in anybody's inbox."""
    if kind not in kinds():
        raise UnknownNoticeError(f"no chapter has declared a sentence for the notice {kind!r}")


def goes_by_wechat(kind: NoticeKind) -> bool:
    """Whether it may be told in WeChat: what is for owners and offers nothing, which the platform forbids."""
    return Role.OWNER in kind.group.door and not kind.group.marketing


def usual_ways(kind: NoticeKind) -> tuple[str, ...]:
    """The channels by which it goes to whoever has chosen none: besides the kind's own WeChat, for who is bound there
    has asked for it by that."""
    return (*kind.ways, Channel.WECHAT.value) if goes_by_wechat(kind) else kind.ways


def sentence(notice: Notice) -> str:
    """What was told, in the language in force: for the log, and for whoever takes their data along."""
    return _(kinds()[notice.kind].sentence) % _params(notice)


def inside(notice: Notice, *, about: str, time: str) -> str:
    """What its reader reads within the product: the case by what it is `about`, by its number where that is "".
    `time` is how much a reminder's promise has left, in words."""
    params = _params(notice) | ({"number": about} if about else {}) | {"time": time}
    if notice.due_at is None:
        return _(kinds()[notice.kind].sentence) % params
    if notice.withdrawn_at is not None:
        return _("%(number)s: “%(promise)s” has been dealt with") % params
    return _("%(number)s: %(promise)s, %(time)s") % params


def outside(notice: Notice, now: datetime) -> str:
    """What leaves the house: the number alone, and of a reminder the moment, as nobody knows when it is read."""
    if notice.due_at is None:
        return sentence(notice)
    params = _params(notice) | {"at": due_words(notice.due_at, now)}
    if now > notice.due_at:
        return _("%(number)s: “%(promise)s” was due on %(at)s and is late") % params
    return _("%(number)s: “%(promise)s” is due on %(at)s") % params


def said(notice: Notice) -> str:
    """What a text message says, and who calls: its reader may have no page on which to read on."""
    return _(_texted(notice)) % _params(notice)


def chatted(notice: Notice) -> str:
    """What is said in a chat: an answer as it was written, all else as a text message says it."""
    chat = kinds()[notice.kind].chat
    return str(notice.params[chat]) if chat in notice.params else said(notice)


def blanks(notice: Notice) -> dict[str, str]:
    """What fills the blanks of that, in their order: vendors of text messages know the sentence as a template."""
    params = _params(notice)
    return {name: str(params[name]) for name in dict.fromkeys(BLANK.findall(_texted(notice)))}


def _texted(notice: Notice) -> str:
    kind = kinds()[notice.kind]
    return kind.texted or kind.sentence


def _params(notice: Notice) -> dict[str, Any]:
    return {name: _(value) if name == "promise" else value for name, value in notice.params.items()}
