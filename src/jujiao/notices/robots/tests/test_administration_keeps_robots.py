"""Administration adds the robot of a group chat, changes it, tries it, and switches it off. Its address is a secret."""

import re
from typing import Any

import httpx
import pytest
from django.apps import apps
from django.test import Client
from pytest_django import Settings

from jujiao.kernel.errors import NotAllowed, Stale
from jujiao.kernel.record.timeline import entries_of
from jujiao.notices.robots.models import Robot
from jujiao.notices.robots.operations import RobotFacts, UnableToKeepRobot, add_robot, change_robot, switch_robot
from jujiao.notices.robots.operations.keeping import vendor_of
from jujiao.notices.robots.proof import HOOK, a_robot
from jujiao.notices.robots.queries import SECRETS, address_of
from jujiao.testing.cast import NOW, Cast
from jujiao.testing.fixtures import SignIn

DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=hidden-token"
FEISHU = "https://open.feishu.cn/open-apis/bot/v2/hook/hidden-token"
SECRET = "SEC-hidden-secret"
ROBOTS = "/robots/"


def typed(**facts: Any) -> dict[str, Any]:
    return {
        "name": "工程部群",
        "estate": "",
        "groups": ["work", "alarms"],
        "address": DINGTALK,
        "secret": SECRET,
        **facts,
    }


@pytest.fixture
def hr(cast: Cast, sign_in: SignIn) -> Client:
    return sign_in(cast.hr)


def test_a_robot_is_added_and_its_address_is_never_shown_again(cast: Cast, hr: Client) -> None:
    assert hr.post(f"{ROBOTS}add/", typed()).status_code == 302
    robot = Robot.objects.get()
    assert (robot.vendor, robot.name, robot.estate, robot.groups) == ("dingtalk", "工程部群", None, ["work", "alarms"])
    assert address_of(robot) == f"{DINGTALK}#{SECRET}"
    for page in (ROBOTS, f"{ROBOTS}{robot.pk}/change/"):
        answer = hr.get(page)
        assert answer.status_code == 200
        assert "工程部群" in answer.text
        assert "hidden-" not in answer.text
        assert robot.address not in answer.text
    row = Robot.objects.values().get()
    assert not [value for value in row.values() if "hidden" in str(value)]
    assert SECRETS.open(row["secret"]) == SECRET
    (entry,) = entries_of("robot", robot.pk)
    assert (entry.verb, entry.details) == ("add_robot", {"address": "new"})
    assert "hidden" not in f"{entry.changes}"
    assert not {"address", "secret", "mark"} & entry.changes.keys()


def test_the_audit_keeps_no_address() -> None:
    columns = {field.name for field in apps.get_model("robots", "RobotEvent")._meta.get_fields()}
    assert {"name", "in_use"} <= columns
    assert not {"address", "secret"} & columns


def test_another_name_leaves_the_address_and_another_address_replaces_it(cast: Cast, hr: Client) -> None:
    hr.post(f"{ROBOTS}add/", typed())
    robot = Robot.objects.get()
    change = f"{ROBOTS}{robot.pk}/change/"
    assert hr.post(change, typed(name="夜班群", address="", secret="", version=1)).status_code == 302
    robot.refresh_from_db()
    assert (robot.name, robot.version, address_of(robot)) == ("夜班群", 2, f"{DINGTALK}#{SECRET}")
    assert hr.post(change, typed(name="夜班群", address=FEISHU, secret="", version=2)).status_code == 302
    robot.refresh_from_db()
    assert (robot.vendor, address_of(robot)) == ("feishu", f"{FEISHU}#")
    assert hr.post(change, typed(version=2)).status_code == 409
    assert [entry.details for entry in entries_of("robot", robot.pk).order_by("seq")] == [
        {"address": "new"},
        {},
        {"address": "new"},
    ]


@pytest.mark.parametrize(
    "address",
    [
        "http://oapi.dingtalk.com/robot/send?access_token=x",
        "https://oapi.dingtalk.com.evil.example/robot/send?access_token=x",
        "https://evil.example/robot/send?access_token=x",
        "https://user@oapi.dingtalk.com/robot/send?access_token=x",
        "https://oapi.dingtalk.com:8443/robot/send?access_token=x",
        "https://oapi.dingtalk.com/other",
        "https://oapi.dingtalk.com/robot/send?access_token=x#secret",
        "https://qyapi.weixin.qq.com/cgi-bin/message/send?key=x",
        "https://127.0.0.1/robot/send",
        "https://[::1",
        "oapi.dingtalk.com/robot/send?access_token=x",
        "https://oapi.dingtalk.com/robot/send?access_token=钥匙",
    ],
)
def test_the_house_calls_no_other_address_by_it(address: str) -> None:
    with pytest.raises(UnableToKeepRobot, match="WeCom"):
        vendor_of(address)


def test_each_vendor_is_known_by_its_address() -> None:
    assert [vendor_of(each) for each in (f"{HOOK}x", DINGTALK, FEISHU)] == ["wecom", "dingtalk", "feishu"]


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast: Cast, hr: Client) -> None:
    slips: list[dict[str, Any]] = [{"address": "https://evil.example/"}, {"groups": []}, {"name": " "}]
    for wrong in [*slips, {"groups": ["account"]}]:
        answer = hr.post(f"{ROBOTS}add/", typed(**wrong))
        assert answer.status_code == 422
        assert SECRET in answer.text
    assert not Robot.objects.exists()


def test_one_address_speaks_once_and_a_name_is_one_robots(cast: Cast, hr: Client) -> None:
    hr.post(f"{ROBOTS}add/", typed())
    assert hr.post(f"{ROBOTS}add/", typed(name="另一个")).status_code == 422
    assert hr.post(f"{ROBOTS}add/", typed(address=FEISHU)).status_code == 422
    (robot,) = Robot.objects.all()
    switch_robot(robot=robot, in_use=False, version=1, actor=cast.hr.viewer, now=NOW)
    assert hr.post(f"{ROBOTS}add/", typed(name="另一个")).status_code == 302
    with pytest.raises(UnableToKeepRobot, match="in use"):
        switch_robot(robot=robot, in_use=True, version=2, actor=cast.hr.viewer, now=NOW)


def test_a_robot_is_switched_off_and_on(cast: Cast, hr: Client) -> None:
    robot = a_robot(cast.company)
    off = hr.post(f"{ROBOTS}{robot.pk}/switch/", {"version": 1}, headers={"HX-Request": "true"})
    assert (off.status_code, "robots-changed" in off["HX-Trigger"]) == (204, True)
    robot.refresh_from_db()
    assert not robot.in_use
    late = hr.post(f"{ROBOTS}{robot.pk}/switch/", {"version": 1, "on": "1"}, headers={"HX-Request": "true"})
    assert late.status_code == 409
    with pytest.raises(Stale):
        switch_robot(robot=robot, in_use=True, version=1, actor=cast.hr.viewer, now=NOW)
    switch_robot(robot=robot, in_use=True, version=2, actor=cast.hr.viewer, now=NOW)
    verbs = entries_of("robot", robot.pk).order_by("seq").values_list("verb", flat=True)
    assert list(verbs) == ["add_robot", "silence_robot", "use_robot"]


def test_it_is_tried_and_what_its_vendor_answers_is_read(
    cast: Cast, hr: Client, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    robot, asked, answers = a_robot(cast.company), [], [{"errcode": 0}, {"errcode": 93000, "errmsg": "invalid"}]

    def vendor(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json=answers[len(asked) - 1])

    real, transport = httpx.Client, httpx.MockTransport(vendor)
    monkeypatch.setattr(httpx, "Client", lambda **options: real(transport=transport, **options))
    tries = [hr.post(f"{ROBOTS}{robot.pk}/try/", headers={"HX-Request": "true"}) for _time in range(2)]
    assert [answer.status_code for answer in tries] == [204, 422]
    assert "(93000)" in tries[1].text
    assert cast.hr.user.name in asked[0].content.decode()
    assert Robot.objects.get().pace.tokens == pytest.approx(3, abs=0.5)
    assert not Robot.objects.get().sayings.exists()


@pytest.mark.parametrize("member", ["clerk", "engineer", "manager", "director", "auditor", "resident"])
def test_nobody_else_keeps_any(cast: Cast, sign_in: SignIn, member: str) -> None:
    robot, somebody = a_robot(cast.company), getattr(cast, member)
    client = sign_in(somebody)
    for address in ("", "add/", f"{robot.pk}/change/"):
        assert client.get(f"{ROBOTS}{address}").status_code == 404
    facts = RobotFacts("群", None, ["work"], address=FEISHU)
    for act in (
        lambda: add_robot(company_id=cast.company.pk, facts=facts, actor=somebody.viewer, now=NOW),
        lambda: change_robot(robot=robot, facts=facts, version=1, actor=somebody.viewer, now=NOW),
        lambda: switch_robot(robot=robot, in_use=False, version=1, actor=somebody.viewer, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_who_administers_one_estate_keeps_none_of_others(cast: Cast) -> None:
    other = a_robot(cast.company, estate=cast.second_estate)
    facts = RobotFacts("群", cast.other_estate, ["work"], address=FEISHU)
    with pytest.raises((NotAllowed, UnableToKeepRobot)):
        add_robot(company_id=cast.company.pk, facts=facts, actor=cast.hr.viewer, now=NOW)
    assert re.fullmatch(r"[0-9a-f]{64}", other.mark)
