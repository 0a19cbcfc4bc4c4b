"""Several things that a robot is to say, said in one message."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

ROOM_FOR_REST = 120
"""Bytes that stay free for the line which says how many more there are."""


def gathered(texts: Sequence[str], *, longest: int) -> str:
    """How many they are and, one a line, as many of them as fit into so many bytes; the rest is a number."""
    if len(texts) == 1:
        return texts[0]
    lines = [ngettext("%(count)s notice:", "%(count)s notices:", len(texts)) % {"count": len(texts)}]
    room = longest - len(lines[0].encode()) - ROOM_FOR_REST
    shown = 0
    for text in texts:
        line = f"· {text}"
        room -= len(line.encode()) + 1
        if room < 0:
            break
        lines.append(line)
        shown += 1
    if shown < len(texts):
        lines.append(_("… and %(count)s more in the inbox.") % {"count": len(texts) - shown})
    return "\n".join(lines)
