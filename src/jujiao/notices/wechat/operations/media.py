"""Fetching what followers sent along, within the three days for which the platform keeps it."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

import httpx
from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from jujiao.kernel.machine.messaging.port import Refused
from jujiao.kernel.machine.sealing import SealBroken
from jujiao.kernel.machine.wechat.media import Medium
from jujiao.kernel.models import AttachmentKind
from jujiao.kernel.record.attachments.media import AMR, Media, media_of
from jujiao.kernel.record.attachments.pictures import what_else
from jujiao.kernel.record.attachments.reading import MOST_BYTES, CleanFile, UnableToReadFile, read_file
from jujiao.kernel.record.chapters import correspondence
from jujiao.kernel.record.declared import Enclosed
from jujiao.notices.wechat.models import Inbound, MediumState
from jujiao.notices.wechat.operations.passing_on import WAY
from jujiao.notices.wechat.secrets import official_of

KEPT: Final = timedelta(days=3)
"""How long the platform keeps it."""
FILM: Final = Media(AttachmentKind.DOCUMENT, "video/mp4", "mp4")
"""A video: it is taken along, and not shown."""
VOICE: Final = Media(AttachmentKind.DOCUMENT, "application/octet-stream", "speex")
"""A voice in a form that nothing here knows."""
CONVERT: Final = (
    "ffmpeg", "-nostdin", "-loglevel", "error", "-protocol_whitelist", "pipe", "-f", "amr", "-i", "pipe:0",
    "-ac", "1", "-b:a", "32k", "-f", "mp3", "pipe:1",
)  # fmt: skip
LONGEST: Final = 60
"""Seconds for a conversion. A voice of WeChat lasts a minute at most."""


class NotYetError(Exception):
    """The platform did not give it now, and may later."""


def fetch(inbound_id: int, *, now: datetime) -> None:
    """Fetches what waits, and lets whoever answers have it. NotYetError where that may work later; what can be had no
    more is said to be gone. No transaction is open while the platform is asked."""
    inbound = Inbound.objects.select_related("account").get(pk=inbound_id)
    if inbound.medium != MediumState.WAITS:
        return
    with translation.override(settings.LANGUAGE_CODE):
        try:
            found = official_of(inbound.account).medium(inbound.fields["media_id"])
        except (httpx.HTTPError, OSError, SealBroken) as error:
            found = Refused(type(error).__name__, _("WeChat did not give us the file in time."), again=True)
        if isinstance(found, Refused):
            if found.again and now - inbound.received_at < KEPT:
                raise NotYetError(found.code)
            _enclose(inbound, [], found.sentence, now)
        else:
            _enclose(inbound, *_clean(inbound, found), now)


def _clean(inbound: Inbound, medium: Medium) -> tuple[list[CleanFile], str]:
    """What is kept of it, the original first, and why nothing is."""
    content = medium.content
    try:
        if len(content) <= MOST_BYTES and inbound.kind in FILMS and what_else(content) == "video":
            return [CleanFile(FILM, content)], ""
        if len(content) <= MOST_BYTES and inbound.kind == "voice" and content and media_of(content) is None:
            return [CleanFile(VOICE, content)], ""
        file = read_file(io.BytesIO(content))
    except UnableToReadFile as error:
        return [], str(error)
    return [file, *_playable(file)], ""


FILMS: Final = frozenset({"video"})


def _playable(file: CleanFile) -> list[CleanFile]:
    """The same in a form that browsers play, where this machine can make it."""
    if file.media is not AMR or shutil.which(CONVERT[0]) is None:
        return []
    try:
        made = subprocess.run(CONVERT, input=file.content, capture_output=True, timeout=LONGEST, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    media = media_of(made)
    return [replace(file, media=media, content=made)] if media is not None and len(made) <= MOST_BYTES else []


@transaction.atomic
def _enclose(inbound: Inbound, files: list[CleanFile], reason: str, now: datetime) -> None:
    held = Inbound.objects.select_for_update().get(pk=inbound.pk)
    if held.medium != MediumState.WAITS:
        return
    held.medium = MediumState.HERE if files else MediumState.GONE
    held.save(update_fields=["medium"])
    answering = correspondence()
    if answering is not None:
        file, further = (files[0], files[1:]) if files else (None, [])
        answering.enclosed(
            Enclosed(way=WAY, external_id=str(held.pk), file=file, reason=reason, now=now, further=further)
        )
