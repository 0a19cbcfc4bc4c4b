"""What WeChat keeps about an owner or resident, for them to take along."""

from typing import Any

from jujiao.kernel.record.access import Viewer
from jujiao.notices.wechat.models import Binding


def personal_data(viewer: Viewer) -> dict[str, Any]:
    """As whom they write in WeChat and wrote, the latest first, and what they agreed to there."""
    bindings = Binding.objects.filter(person__user=viewer.user_id, person__isnull=False).order_by("-bound_at", "-id")
    return {"wechat": [_binding(each) for each in bindings.select_related("follower__account")]}


def _binding(binding: Binding) -> dict[str, Any]:
    follower = binding.follower
    return {
        "account": follower.account.name,
        "openid": follower.openid,
        "bound_at": binding.bound_at,
        "ended_at": binding.ended_at,
        "by": binding.by,
        "last_wrote_at": follower.wrote_at if binding.ended_at is None else None,
        "consents": [
            {"template": each.template_id, "left": each.left, "declined": each.declined}
            for each in (follower.consents.all() if binding.ended_at is None else [])
        ],
    }
