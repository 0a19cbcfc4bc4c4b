"""Every operation of the API, as its own description names them, and how each is asked for."""

from typing import Any

from django.test import Client

from jujiao.portal.api import api
from jujiao.service.complaints.models import Complaint
from jujiao.testing.cast import Cast

PATHS = {
    operation["operationId"]: (method, path)
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method, operation in methods.items()
}
"""The method and the path of each operation, by its id."""
WORDS = {"text": "正在处理", "channel": "phone"}
BODIES: dict[str, dict[str, Any]] = {
    "complaint_register": {"estate": "YX", "category": "leak", "text": "漏水", "place": "大堂", "anonymous": True},
    "complaint_dispatch": {"text": "请尽快"},
    "complaint_accept": {},
    "complaint_merge": {},
    "complaint_add": {"text": "还有异味"},
    "complaint_urge": {"text": "请尽快"},
    "complaint_note": {"text": "业主下午在家"},
    "complaint_send_back": {"reason": "不属于工程部"},
    "complaint_reply": WORDS,
    "complaint_plan": {"text": "更换密封圈"},
    "complaint_convert_to_complex": {
        "agreed_by": "林晓梅",
        "agreed_at": "2026-01-01T08:00:00+08:00",
        "channel": "phone",
        "due_at": "2099-01-01T08:00:00+08:00",
        "report_every_hours": 48,
        "reason": "等配件",
    },
    "complaint_report_progress": WORDS,
    "complaint_resolve": WORDS,
    "complaint_follow_up": {"channel": "phone", "reached": True, "score": 5},
    "complaint_rate": {"score": 5},
    "complaint_close_unreachable": {"reason": "联系不上"},
    "complaint_withdraw": {"reason": "已自行解决"},
    "complaint_reveal_phone": {"reason": "上门前联系"},
}
UNSEEN = {"complaint_register", "complaint_reveal_phone"}
"""What is asked for without having looked at a version."""


def ask(client: Client, operation: str, cast: Cast, complaint: Complaint, headers: dict[str, str]) -> Any:
    """The answer to a call of the operation on a complaint, with a body that it takes."""
    method, path = PATHS[operation]
    url = path.replace("{complaint_id}", str(complaint.pk))
    if method == "get":
        return client.get(url, headers=headers)
    named: dict[str, dict[str, int]] = {
        "complaint_dispatch": {"department_id": cast.security.pk},
        "complaint_merge": {"into_id": complaint.pk},
    }
    seen = {} if operation in UNSEEN else {"version": complaint.version}
    body = {**seen, **named.get(operation, {}), **BODIES[operation]}
    return client.post(url, body, content_type="application/json", headers=headers)
