"""Every rule stands in the operation: what a form would refuse, the operation refuses, and leaves nothing behind."""

from datetime import timedelta
from typing import Any

import pytest

from jujiao.kernel.errors import UnableTo
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.attachments.media import JPEG
from jujiao.kernel.record.attachments.reading import CleanFile
from jujiao.kernel.record.texts import TextField
from jujiao.service.complaints import operations, ways
from jujiao.service.complaints.models import Channel, Complaint
from jujiao.service.complaints.operations import answering
from jujiao.service.complaints.steps import COMPLAINT_STEPS
from jujiao.service.complaints.tests.scene import CONSENT, DAY, TOLD, Given, Scene
from jujiao.testing.cast import NOW, Cast

pytestmark = pytest.mark.django_db

SILENT = "\u2800\u3164\u200b"
PHOTO = CleanFile(JPEG, b"", thumbnail=b"-", width=1, height=1)
YEAR = timedelta(days=365)
HEARD: dict[str, Any] = {"channel": "phone", "reached": True, "score": 5}
WAYS = [{"channel": "posted"}, {"channel": "api"}, {"channel": "letter"}]
NO_PHONE: list[Given] = [{"text": SILENT}, {"text": "。" * 3}, {"text": "长" * 5001}, {"text": "a\x00"}, *WAYS]
"""What may not be said to an owner who left a phone number and has an account."""
ENTERED: Given = {
    "room": "home", "person": "resident", "category": "leak", "nature": "complaint", "text": "卧室漏水",
    "about_employee": None,
}  # fmt: skip
REASONS: list[Given] = [{"reason": ""}, {"reason": SILENT}, {"reason": "a\x00"}]
REFUSED: dict[str, tuple[str, str, Given, list[Given]]] = {
    # verb: the stage of the case, who takes the step, what would be taken, and what is not, in its place
    "register": (
        "", "clerk", {},
        [
            {"text": SILENT}, {"text": "长" * 5001}, {"channel": "posted"}, {"channel": "?"},
            {"person": None}, {"person": None, "contact_name": SILENT}, {"contact_name": "名" * 81},
            {"contact_phone": "1234"}, {"contact_phone": "电话" * 40}, {"room": None}, {"room": None, "place": SILENT},
            {"room": None, "place": "地" * 81}, {"category": "out of use"}, {"about_employee": "outsider"},
            {"received_at": NOW - timedelta(hours=2)}, {"received_at": NOW + DAY},
            {"received_at": NOW - timedelta(hours=2), "backdating_reason": SILENT},
            {"received_at": NOW - timedelta(hours=2), "backdating_reason": "迟" * 201},
            {"person": "stranger", "room": None, "place": "大堂"}, {"attachments": [PHOTO] * 10},
            {"nature": "praise", "about_employee": "engineer"},
        ],
    ),
    "dispatch": ("registered", "clerk", {"department": "engineering"},
                 [{"text": "长" * 5001}, {"department": "second_customer_service"}]),
    "accept": ("dispatched", "head_of_engineering", {"handler": "engineer"},
               [{"handler": "guard"}, {"handler": "outsider"}, {"handler": "left"}]),
    "send_back": ("dispatched", "engineer", {"reason": "不属于本部门"}, [*REASONS, {"reason": "长" * 301}]),
    "reply": ("accepted", "engineer", TOLD, [*NO_PHONE, {"attachments": [PHOTO] * 10}]),
    "plan": ("accepted", "engineer", {"text": "更换"}, [{"text": SILENT}, {"text": "长" * 5001}]),
    "answer": ("enquiry", "clerk", TOLD, NO_PHONE),
    "pass_on": (
        "praise", "clerk", {"department": "engineering", "employee": "engineer"},
        [{"text": "长" * 5001}, {"department": "second_customer_service"}, {"employee": "guard"}],
    ),
    "convert_to_complex": (
        "accepted", "engineer", CONSENT,
        [
            *REASONS, *WAYS, {"reason": "长" * 301}, {"agreed_by": SILENT}, {"agreed_by": "名" * 81},
            {"agreed_at": NOW - YEAR}, {"agreed_at": NOW + timedelta(hours=1)}, {"due_at": NOW - DAY},
            {"report_every_hours": 0}, {"report_every_hours": 24 * 366},
        ],
    ),
    "report_progress": ("complex", "engineer", TOLD, NO_PHONE),
    "resolve": ("accepted", "engineer", TOLD, NO_PHONE),
    "record_follow_up": (
        "resolved", "clerk", HEARD,
        [*WAYS, {"channel": "online"}, {"score": None}, {"score": 0}, {"score": 6}, {"reached": False},
         {"reasons": "长" * 501}, {"reasons": "a\x00"}, {"call_at": NOW + DAY},
         {"score": None, "call_at": NOW - DAY}, {"score": None, "call_at": NOW + 8 * DAY}],
    ),
    "reassign": ("accepted", "head_of_engineering", {"handler": "engineer2"},
                 [{"handler": "guard"}, {"handler": "engineer"}, {"handler": "left"}, {"text": "长" * 5001}]),
    "instruct": (
        "accepted", "manager", {"text": "今天内查清", "due_at": NOW + DAY},
        [{"text": SILENT}, {"text": "长" * 5001}, {"due_at": NOW}, {"due_at": NOW + YEAR}],
    ),
    "report_back": ("instructed", "engineer", {"text": "已查清"}, [{"text": SILENT}, {"text": "长" * 5001}]),
    "unmerge": ("double", "clerk", {"reason": "不是同一件事"}, [*REASONS, {"reason": "长" * 301}]),
    "come_back": ("closed", "resident", {"text": "又漏了"}, [{"text": SILENT}, {"text": "长" * 5001}]),
    "correct_score": (
        "closed", "manager", {"score": 2, "reason": "听错了"},
        [*REASONS, {"reason": "长" * 301}, {"score": 4}, {"score": 0}, {"score": 6}],
    ),
    "rate": ("resolved", "resident", {"score": 5}, [{"score": 0}, {"score": 6}, {"reasons": "长" * 501}]),
    "close_unreachable": ("not reached", "manager", {"reason": "三次无人接听"}, [*REASONS, {"reason": "长" * 501}]),
    "merge": ("accepted", "clerk", {"into_id": "another"}, [{"into_id": "itself"}, {"into_id": 0}]),
    "add": ("accepted", "resident", {"text": "还有异味"}, [{"text": SILENT}, {"text": "长" * 5001}, {"text": "…"}]),
    "correct": (
        "accepted", "clerk", {**ENTERED, "reason": "登记时选错"},
        [
            *REASONS, {"reason": "长" * 301}, {"text": SILENT}, {"text": "长" * 5001}, {"room": None},
            {"room": None, "place": "地" * 81}, {"person": "stranger"}, {"contact_name": "名" * 81},
            {"person": None}, {"contact_phone": "1234"}, {"department": "second_customer_service"},
        ],
    ),
    "note": ("accepted", "clerk", {"text": "下午在家"}, [{"text": SILENT}, {"text": "长" * 5001}]),
    "urge": ("accepted", "resident", {"text": "请尽快"}, [{"text": "长" * 501}, {"text": "a\x00"}]),
    "withdraw": ("accepted", "clerk", {"reason": "业主来电"}, [*REASONS, {"reason": "长" * 501}]),
    "reveal_phone": ("accepted", "clerk", {"reason": "上门前联系"}, [*REASONS, {"reason": "长" * 301}]),
}  # fmt: skip
CASES = [
    pytest.param(verb, wrong, id=f"{verb}: {str(wrong)[:50]}".encode("ascii", "replace").decode())
    for verb, (_stage, _who, _given, wrongs) in REFUSED.items()
    for wrong in wrongs
]


def attempt(cast: Cast, verb: str, wrong: Given) -> None:
    stage, who, given, _wrongs = REFUSED[verb]
    scene, member = Scene(cast), getattr(cast, who)
    if verb == "register":
        scene.register(**scene.meant({**given, **wrong}, None))
        return
    case = scene.case(stage)
    asked: Given = {"actor": member.viewer, "now": NOW + 3 * DAY if stage == "not reached" else NOW}
    if verb != "reveal_phone":
        asked["version"] = case.version
    meant = scene.meant({**given, **wrong}, case)
    before = TimelineEntry.objects.count(), case.version
    try:
        getattr(operations, verb)(complaint_id=case.pk, **asked, **meant)
    finally:
        case.refresh_from_db()
        if wrong:
            assert before == (TimelineEntry.objects.count(), case.version)


def test_each_operation_says_what_it_refuses() -> None:
    assert set(REFUSED) == set(operations.__all__) - {"assign_all", "dispatch_all"}, (
        "a new operation names what its form refuses"
    )


@pytest.mark.parametrize("verb", REFUSED)
def test_what_the_table_calls_right_is_taken(cast: Cast, verb: str) -> None:
    attempt(cast, verb, {})


@pytest.mark.parametrize(("verb", "wrong"), CASES)
def test_the_operation_refuses_it(cast: Cast, verb: str, wrong: Given) -> None:
    with pytest.raises(UnableTo) as refused:
        attempt(cast, verb, wrong)
    assert refused.value.status in {403, 422}
    assert str(refused.value)


def test_with_the_check_of_ways_off_the_reply_would_have_been_taken(cast: Cast, monkeypatch: Any) -> None:
    """The control: nothing else stands between a notice board and an owner's clock."""
    monkeypatch.setattr(answering, "check_way", lambda channel, _ways: Channel(channel))
    attempt_reply = Scene(cast).case("accepted")
    operations.reply(
        actor=cast.engineer.viewer,
        now=NOW,
        complaint_id=attempt_reply.pk,
        version=None,
        text="已处理",
        channel="posted",
    )
    attempt_reply.refresh_from_db()
    assert attempt_reply.replied_at == NOW


@pytest.mark.parametrize("verb", [verb for verb, step in COMPLAINT_STEPS.items() if step.form])
def test_a_form_and_its_operation_ask_for_the_same_texts(cast: Cast, verb: str) -> None:
    """Each text of a form is declared once: silent or too long it is refused at the form too, in the same words."""
    case = Scene(cast).case("accepted")
    kind = COMPLAINT_STEPS[verb].form
    assert kind
    form = kind({}, {}, case=case, viewer=cast.manager.viewer, now=NOW)
    for name, field in form.fields.items():
        if isinstance(field, TextField):
            sent = {"version": case.version, name: "长" * (field.text.most + 1)}
            long = kind(sent, {}, case=case, viewer=cast.manager.viewer, now=NOW)
            assert str(field.text.most) in long.errors[name].as_text()
            quiet = kind({**sent, name: SILENT}, {}, case=case, viewer=cast.manager.viewer, now=NOW)
            assert (name in quiet.errors) is bool(field.text.missing)
            assert field.text.missing in (quiet.errors.get(name) or [field.text.missing])


# Who is reached how


def test_an_anonymous_case_is_not_withdrawn_without_a_word(cast: Cast) -> None:
    """Neither the clerk nor the case has a person, which does not make the clerk its owner."""
    case = Scene(cast).register(person=None, anonymous=True)
    asked: Given = {"now": NOW, "complaint_id": case.pk, "version": None}
    with pytest.raises(UnableTo, match="how and why"):
        operations.withdraw(actor=cast.clerk.viewer, **asked)
    mine = Scene(cast).register()
    taken = operations.withdraw(actor=cast.resident.viewer, **{**asked, "complaint_id": mine.pk})
    assert taken.outcome == "withdrawn"


def test_the_group_is_told_on_a_way_that_reaches_each_of_them(cast: Cast) -> None:
    scene = Scene(cast)
    main = scene.case("accepted")
    landline = scene.register(person=None, contact_name="访客", contact_phone="0571-88886666")
    nobody = scene.register(person=None, anonymous=True)
    for double in (landline, nobody):
        operations.merge(actor=cast.clerk.viewer, now=NOW, complaint_id=double.pk, version=None, into_id=main.pk)
    assert ways.ways_to_all([main, landline, nobody]) == [Channel.PHONE, Channel.WALK_IN, Channel.WECHAT]
    told: Given = {"actor": cast.engineer.viewer, "now": NOW, "complaint_id": main.pk, "version": None}
    for channel in ("online", "sms", "posted"):
        with pytest.raises(UnableTo, match="cannot be reached"):
            operations.reply(**told, text="已安排", channel=channel)
    operations.reply(**told, text="已安排", channel="phone")
    entries = TimelineEntry.objects.filter(verb="reply").order_by("subject_id")
    assert [entry.details["channel"] for entry in entries] == ["phone", "phone", "posted"]


def test_nobody_who_could_hear_it_is_told_by_the_notice_board(cast: Cast) -> None:
    case = Scene(cast).register(person=None, anonymous=True)
    assert ways.ways_to(case) == [Channel.POSTED]
    assert ways.asked_by(case) == []
    asked: Given = {"actor": cast.clerk.viewer, "now": NOW, "complaint_id": case.pk, "version": None}
    with pytest.raises(UnableTo):
        operations.reply(**asked, **TOLD)
    operations.reply(**asked, text="已处理", channel="posted")


def test_an_account_that_is_closed_reads_no_page(cast: Cast) -> None:
    case = Scene(cast).register()
    assert Channel.ONLINE in ways.ways_to(case)
    cast.resident.person.user.is_active = False  # type: ignore[union-attr]
    cast.resident.person.user.save()  # type: ignore[union-attr]
    assert Channel.ONLINE not in ways.ways_to(Complaint.objects.get(pk=case.pk))


def test_consent_of_an_earlier_round_is_none_of_this_one(cast: Cast) -> None:
    case = Scene(cast).case("resolved")
    asked: Given = {"complaint_id": case.pk, "version": None}
    again: Given = {"channel": "phone", "reached": True, "score": 1, "reasons": "还在漏"}
    operations.record_follow_up(actor=cast.clerk.viewer, now=NOW + DAY, **asked, **again)
    convert = {**CONSENT, "actor": cast.engineer.viewer, "now": NOW + 2 * DAY, **asked}
    with pytest.raises(UnableTo, match="before complaining"):
        operations.convert_to_complex(**{**convert, "agreed_at": NOW})
    operations.convert_to_complex(**{**convert, "agreed_at": NOW + DAY})


def test_a_member_does_not_name_who_takes_it(cast: Cast) -> None:
    case = Scene(cast).case("dispatched")
    asked: Given = {"now": NOW, "complaint_id": case.pk, "version": None}
    with pytest.raises(UnableTo, match="names the colleague"):
        operations.accept(actor=cast.engineer.viewer, handler=cast.engineer2.employee, **asked)
    operations.accept(actor=cast.engineer.viewer, handler=cast.engineer.employee, **asked)
