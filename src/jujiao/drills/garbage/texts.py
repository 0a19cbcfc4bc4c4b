"""Texts that no database keeps, written by hand into every text that the API takes: each must be refused as such."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from jujiao.service.complaints.models import Complaint

type Call = Callable[[str, str, bytes], int]
"""Sends method, path and JSON, and gives the status."""

UNSTORABLE = ("a\x00b", "\x00", "\ud800", "x\udfffy", "\udc00\ud800")
PATH = "/api/v1/complaints"
REGISTER = {"estate": "YX", "category": "lift", "text": "电梯异响", "place": "一号楼", "contact_name": "林"}
STEPS: dict[str, dict[str, Any]] = {
    "note": {"text": "等配件"},
    "add": {"text": "还在漏"},
    "urge": {"text": "请尽快"},
    "reply": {"text": "正在处理", "channel": "phone"},
    "resolve": {"text": "已修好", "channel": "phone"},
    "withdraw": {"reason": "已自行解决"},
    "send-back": {"reason": "不属于工程部"},
    "reveal-phone": {"reason": "上门前联系"},
}


def at_texts(complaint: Complaint, call: Call) -> Iterator[tuple[int, str]]:
    """Each text in each place: after each request 1, or 0 and what was wrong with the answer."""
    bodies = [(PATH, REGISTER)] + [(f"{PATH}/{complaint.pk}/{verb}", body) for verb, body in STEPS.items()]
    for path, body in bodies:
        for field in body:
            for text in UNSTORABLE:
                yield 1, ""
                # JSON may name by \u what cannot be written.
                status = call("POST", path, json.dumps({**body, field: text}).encode())
                if status != 422:
                    yield 0, f"{field!r} of {path} with {text!a}: {status}"
    for filtered in ("after", "before", "state"):
        yield 1, ""
        if (status := call("GET", f"{PATH}?{filtered}=a%00b", b"")) != 422:
            yield 0, f"{filtered!r} of {PATH} with NUL: {status}"
