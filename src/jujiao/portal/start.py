"""Where each person begins."""

from jujiao.kernel.access import STAFF, Role, Viewer

ELSEWHERE = {Role.OWNER: "owner:cases", Role.AUDITOR: "portal:audit", Role.SYSADMIN: "portal:system"}
"""Who has nothing but these roles begins on the page of the first one held; everybody else with their work."""


def start_of(viewer: Viewer) -> str:
    """The name of the page that opens first."""
    if viewer.has(*STAFF - ELSEWHERE.keys()):
        return "portal:home"
    return next((name for role, name in ELSEWHERE.items() if viewer.has(role)), "portal:home")
