"""What an owner was told, and how they wish to be."""

from typing import Any

from jujiao.kernel.record.access import Viewer
from jujiao.notices.models import Consent, Preference
from jujiao.notices.queries import inbox_of
from jujiao.notices.sentences import sentence


def personal_data(viewer: Viewer) -> dict[str, Any]:
    """The viewer's notices, in the language in force, and how they wish to be told."""
    consents = Consent.objects.filter(person=viewer.person_id or 0).order_by("id")
    kept = Preference.objects.filter(user=viewer.user_id)
    return {
        "notices": [{"at": notice.created_at, "text": sentence(notice)} for notice in inbox_of(viewer)],
        "consents_to_offers": list(consents.values("given_at", "given_how", "withdrawn_at", "withdrawn_how")),
        "how_to_be_told": list(kept.values("no_mail", "no_system", "quiet_from", "quiet_until")),
    }
