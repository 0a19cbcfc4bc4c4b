"""The keys of staff's pages, in one list: the dialog of keys prints it, and the script reads from that what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Key:
    """`pressed` are the ways to press it. `does` names what the script does then, or else it leads to `url`; without
    either, what it does is done by what it is pressed in."""

    pressed: tuple[str, ...]
    label: Any
    does: str = ""
    url: str = ""

    @property
    def alone(self) -> str:
        """The key that is pressed without any other, as the browser names it; "" where there is none that we hear."""
        return self.pressed[0].lower() if self.does or self.url else ""


def keys(actions: Iterable[Any]) -> list[Key]:
    """Those that everybody has, and those of what this person may begin."""
    return [
        Key(("/", "Ctrl + K"), _("Find, from anywhere"), does="find"),
        *(Key((item.key.upper(),), item.label, url=item.url) for item in actions),
        Key(("J",), _("Next in the list"), does="next"),
        Key(("K",), _("Previous in the list"), does="previous"),
        Key(("?",), _("Show the keys"), does="keys"),
        Key(("↑", "↓"), _("Choose in a list")),
        Key(("Enter",), _("Open what is chosen")),
        Key(("Esc",), _("Close a list or a dialog")),
    ]
