"""One answer for many open pages: what changed is told to all of them in the same moment, and people who see the same
then ask for the same part of a page.

The live process gives each word a stamp that nobody can guess (`portal/hearing.py`). A part drawn for a stamp was drawn
after what the stamp stands for was committed, so whoever asks with the same stamp may be given it again: what changes
later has another one. Who asks is looked up each time; only what they would see is kept, by all that it depends on."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic
from typing import Final

from django.http import HttpResponse
from django.utils.translation import get_language

from jujiao.kernel.pages.compressing import Kept, KeptResponse
from jujiao.kernel.pages.htmx import is_partial
from jujiao.kernel.record.access import ViewerRequest

STAMP: Final = "Live-Stamp"
LONGEST: Final = 40
"""Characters of a stamp."""
KEPT: Final = 100
"""Parts that a process keeps, some ten kilobytes each."""
SECONDS: Final = 10.0
"""For so long a part is given again: the times left in it are of when it was drawn."""


@dataclass
class _Part:
    """What is drawn for a stamp; whoever comes meanwhile waits for it instead of drawing the same."""

    drawn: Lock = field(default_factory=Lock)
    at: float = 0.0
    answer: Kept | None = None


_parts: OrderedDict[Hashable, _Part] = OrderedDict()
_turn = Lock()


def shared(request: ViewerRequest, seen_as: Callable[[], Hashable], draw: Callable[[], HttpResponse]) -> HttpResponse:
    """What `draw` answers, for a part of a page that is asked for because of news the same as for everybody who asks
    with the same stamp, at the same address, in the same language, and sees the same: `seen_as` gives what stands for
    that."""
    stamp = request.headers.get(STAMP, "")
    if not is_partial(request) or not 0 < len(stamp) <= LONGEST:
        return draw()
    part = _part((stamp, seen_as(), request.get_full_path(), get_language()))
    with part.drawn:
        if part.answer is None or monotonic() - part.at > SECONDS:
            at, answer = monotonic(), draw()
            if answer.status_code != 200:
                return answer
            part.at, part.answer = at, Kept(answer.content)
    return KeptResponse(part.answer, headers={"Vary": "HX-Request, HX-Boosted"})


def _part(key: Hashable) -> _Part:
    with _turn:
        part = _parts.setdefault(key, _Part())
        _parts.move_to_end(key)
        while len(_parts) > KEPT:
            _parts.popitem(last=False)
        return part
