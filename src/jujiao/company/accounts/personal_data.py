"""What an account keeps about an owner or resident."""

from typing import Any

from jujiao.company.accounts.models import User
from jujiao.kernel.record.access import Viewer


def personal_data(viewer: Viewer) -> dict[str, Any]:
    """The viewer's account."""
    user = User.objects.get(pk=viewer.user_id or 0)
    return {
        "account": {"name": user.name, "phone": user.phone, "language": user.language, "large_type": user.large_type}
    }
