"""The timeline of a file in sentences."""

from collections.abc import Mapping

from django.utils.translation import gettext_noop

SENTENCES: Mapping[str, tuple[str, str]] = {
    "keep_file": ("pencil", gettext_noop("Changed on the file: %(fields)s")),
    "reveal_identity": ("eye", gettext_noop("Identity number shown")),
    "record_bar": ("alert-triangle", gettext_noop("Bar written down")),
    "strike_bar": ("x", gettext_noop("Bar struck")),
}
