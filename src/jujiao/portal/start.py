"""Where each person begins."""

from functools import cache

from jujiao.kernel.record.access import STAFF, Role, Viewer
from jujiao.kernel.record.chapters import chapters


@cache
def elsewhere() -> dict[Role, str]:
    """Who has nothing but these roles begins on the page of the first one held; everybody else with their work."""
    found = {role: page for chapter in chapters() for role, page in chapter.starts.items()}
    return {role: found[role] for role in Role if role in found}


def start_of(viewer: Viewer) -> str:
    """The name of the page that opens first."""
    if viewer.has(*STAFF - elsewhere().keys()):
        return "portal:home"
    return next((name for role, name in elsewhere().items() if viewer.has(role)), "portal:home")
