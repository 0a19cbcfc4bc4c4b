"""What the operations of the API are sent, and the complaint on which the table says who may call them."""

from typing import Any

from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.proofs import Call

WORDS = {"text": "正在处理", "channel": "phone"}


def _to_security(cast: Cast, _complaint: Complaint) -> dict[str, Any]:
    return {"department_id": cast.security.pk}


def _to_engineer2(cast: Cast, _complaint: Complaint) -> dict[str, Any]:
    return {"handler_id": cast.engineer2.employee.pk}


def _into_itself(_cast: Cast, complaint: Complaint) -> dict[str, Any]:
    return {"into_id": complaint.pk}


CALLS = {
    "complaint_register": Call(
        body={"estate": "YX", "category": "leak", "text": "漏水", "place": "大堂", "anonymous": True}, seen=False
    ),
    "complaint_guess_category": Call(body={"text": "厨房漏水"}, seen=False),
    "complaint_dispatch": Call(body={"text": "请尽快"}, named=_to_security),
    "complaint_accept": Call(),
    "complaint_merge": Call(named=_into_itself),
    "complaint_add": Call(body={"text": "还有异味"}),
    "complaint_urge": Call(body={"text": "请尽快"}),
    "complaint_correct": Call(body={"reason": "登记时听错", "text": "厨房漏水，不是卫生间"}),
    "complaint_unmerge": Call(body={"reason": "不是同一件事"}),
    "complaint_come_back": Call(body={"text": "又漏了"}),
    "complaint_correct_score": Call(body={"score": 2, "reason": "听错了"}),
    "complaint_reassign": Call(named=_to_engineer2),
    "complaint_instruct": Call(body={"text": "今天内查清", "due_at": "2099-01-01T08:00:00+08:00"}),
    "complaint_report_back": Call(body={"text": "已查清"}),
    "complaint_note": Call(body={"text": "业主下午在家"}),
    "complaint_send_back": Call(body={"reason": "不属于工程部"}),
    "complaint_reply": Call(body=WORDS),
    "complaint_answer": Call(body=WORDS),
    "complaint_pass_on": Call(body={"text": "业主点名表扬"}, named=_to_security),
    "complaint_plan": Call(body={"text": "更换密封圈"}),
    "complaint_convert_to_complex": Call(
        body={
            "agreed_by": "林晓梅",
            "agreed_at": "2026-01-01T08:00:00+08:00",
            "channel": "phone",
            "due_at": "2099-01-01T08:00:00+08:00",
            "report_every_hours": 48,
            "reason": "等配件",
        }
    ),
    "complaint_report_progress": Call(body=WORDS),
    "complaint_resolve": Call(body=WORDS),
    "complaint_follow_up": Call(body={"channel": "phone", "reached": True, "score": 5}),
    "complaint_rate": Call(body={"score": 5}),
    "complaint_close_unreachable": Call(body={"reason": "联系不上"}),
    "complaint_withdraw": Call(body={"reason": "已自行解决"}),
    "complaint_reveal_phone": Call(body={"reason": "上门前联系"}, seen=False, reveals=True),
}


def dispatched(cast: Cast) -> Complaint:
    """One of the resident's, dispatched to the engineering department."""
    given = operations.register(
        actor=cast.clerk.viewer,
        now=NOW,
        estate=cast.estate,
        category=Category.objects.get(code="leak"),
        text="厨房漏水",
        channel="phone",
        room=cast.room,
        person=cast.resident.person,
    )
    return operations.dispatch(
        actor=cast.clerk.viewer, now=NOW, complaint_id=given.pk, version=None, department=cast.engineering
    )
