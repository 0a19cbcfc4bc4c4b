"""Who writes in WeChat proves who they are, and is that person until they move out, change their number, or end it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from jujiao.company.accounts import texting
from jujiao.company.estates.models import Person, Residency
from jujiao.company.estates.operations.phones import put_number
from jujiao.demo.wechat.owners import Owners
from jujiao.kernel.errors import NotAllowed
from jujiao.kernel.machine import clock
from jujiao.kernel.models import TimelineEntry
from jujiao.kernel.record.access import SYSTEM
from jujiao.notices.wechat.jobs import look
from jujiao.notices.wechat.models import Account, Binding, Code, Follower
from jujiao.notices.wechat.operations.binding import UnableToUnbind, unbind
from jujiao.notices.wechat.operations.codes import UnableToMakeCode, make_code
from jujiao.notices.wechat.operations.outworn import LOOK, end_outworn
from jujiao.notices.wechat.proof.samples_line import a_binding, a_follower
from jujiao.notices.wechat.tests.door_stage import Desk
from jujiao.testing.cast import Cast
from jujiao.testing.fixtures import SignIn

ANN, BO = "oANN", "oBO"


def read(owners: Owners, openid: str = ANN) -> str:
    """What they read last."""
    return owners.platform.follower(openid).read[-1]


def code_for(account: Account, person: Person) -> str:
    return make_code(account=account, person=person, actor=SYSTEM, now=clock.now())


def texts() -> list[tuple[str, str]]:
    """Number and words of the text messages that wait to be sent."""
    jobs = ProcrastinateJob.objects.filter(task_name=texting.SEND).order_by("id")
    return [(phone, message.text) for phone, message, _id in (texting.left(job.args["sealed"]) for job in jobs)]


def bound() -> dict[str, int]:
    return dict(Binding.objects.filter(ended_at=None).values_list("follower__openid", "person"))


def test_a_code_is_scanned_and_confirmed(owners: Owners, desk: Desk, cast: Cast, account: Account) -> None:
    code, person = code_for(account, cast.resident.person), cast.resident.person
    owners.follows(ANN, code)
    assert person.name not in read(owners)
    assert "确认绑定" in read(owners)
    assert bound() == {}
    owners.writes(ANN, "确认绑定")
    assert read(owners).startswith("Bound") or "绑定成功" in read(owners)
    assert bound() == {ANN: person.pk}
    follower = Follower.objects.get()
    assert [(each.way, each.address_id, each.person_id) for each in desk.belonging] == [
        ("wechat", follower.pk, person.pk)
    ]
    assert [phone for phone, _text in texts()] == [person.phone]
    entry = TimelineEntry.objects.get(verb="bind_wechat")
    assert (entry.subject_kind, entry.subject_id, ANN in str(entry.details)) == ("person", person.pk, False)
    owners.writes(ANN, "灯坏了")
    assert [(each.text, each.person_id) for each in desk.written] == [("灯坏了", person.pk)]


def test_a_code_is_good_once_for_half_an_hour_and_for_who_used_it(
    owners: Owners, desk: Desk, cast: Cast, account: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = code_for(account, cast.resident.person)
    assert code not in str(Code.objects.values())
    owners.writes(ANN, f"绑定 {code.lower()}")
    owners.writes(BO, f"绑定{code}")
    owners.writes(BO, "确认绑定")
    assert (bound(), desk.texts) == ({}, ["确认绑定"])
    owners.writes(ANN, "确认绑定。")
    owners.writes(ANN, f"绑定 {code}")
    owners.writes(ANN, "确认绑定")
    assert (bound(), Binding.objects.count()) == ({ANN: cast.resident.person.pk}, 1)
    assert desk.texts == ["确认绑定", "确认绑定"]
    Code.objects.update(used_at=None, used_by=None, ends_at=clock.now())
    owners.writes(BO, f"绑定 {code}")
    owners.writes(BO, "确认绑定")
    assert BO not in bound()


def test_codes_are_made_by_the_person_or_by_who_keeps_the_record(cast: Cast, account: Account) -> None:
    facts: dict[str, Any] = {"account": account, "person": cast.resident.person, "now": clock.now()}
    for member in (cast.resident, cast.clerk):
        make_code(actor=member.viewer, **facts)
    for member in (cast.neighbour, cast.engineer, cast.outsider):
        with pytest.raises(NotAllowed):
            make_code(actor=member.viewer, **facts)
    for _many in range(8):
        make_code(actor=cast.clerk.viewer, **facts)
    with pytest.raises(UnableToMakeCode):
        make_code(actor=cast.clerk.viewer, **facts)
    assert Code.objects.count() == 10


def test_by_a_code_to_the_number_on_record(owners: Owners, desk: Desk, cast: Cast) -> None:
    person = cast.resident.person
    owners.writes(ANN, f"绑定 {person.phone}")
    owners.writes(BO, "绑定 13999999999")
    assert read(owners, ANN) == read(owners, BO)
    ((phone, text),) = texts()
    code = re.search(r"[0-9]{6}", text)
    assert phone == person.phone
    assert code
    owners.writes(BO, code[0])  # whose it is not
    assert (bound(), desk.texts) == ({}, [code[0]])
    owners.writes(ANN, "确认绑定")
    assert bound() == {}
    owners.writes(ANN, code[0])
    assert bound() == {ANN: person.pk}
    assert Binding.objects.get().by == "phone"
    owners.writes(ANN, "绑定 12")
    assert desk.texts == [code[0], "确认绑定", "绑定 12"]


def test_whose_number_is_on_record_elsewhere_is_a_stranger(owners: Owners, desk: Desk, cast: Cast) -> None:
    person = cast.resident.person
    Person.objects.filter(pk=person.pk).update(company=cast.other_company)
    owners.writes(ANN, f"绑定 {person.phone}")
    assert (texts(), len(owners.platform.follower(ANN).read)) == ([], 1)


def test_guessing_a_code_ends_soon(owners: Owners, desk: Desk, cast: Cast) -> None:
    owners.writes(ANN, f"绑定 {cast.resident.person.phone}")
    code = re.search(r"[0-9]{6}", texts()[0][1])
    assert code
    wrong = "000001" if code[0] == "000000" else "000000"
    for _guess in range(3):
        owners.writes(ANN, wrong)
    owners.writes(ANN, code[0])
    assert (bound(), desk.texts) == ({}, [wrong] * 3 + [code[0]])
    for _more in range(5):
        owners.writes(ANN, f"绑定 {cast.resident.person.phone}")
    assert len(texts()) == 3


def test_a_follower_is_one_person_at_a_time(cast: Cast, account: Account, owners: Owners, desk: Desk) -> None:
    follower = a_follower(account, ANN)
    a_binding(cast.resident.person, follower)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_binding(cast.neighbour.person, follower)
    owners.scans(ANN, code_for(account, cast.neighbour.person))
    assert bound() == {ANN: cast.resident.person.pk}
    owners.writes(ANN, "确认绑定")
    assert bound() == {ANN: cast.neighbour.person.pk}
    a_binding(cast.neighbour.person, a_follower(account, BO))  # of two telephones
    assert set(bound()) == {ANN, BO}


def test_it_ends_where_the_follower_says_so(owners: Owners, desk: Desk, cast: Cast, account: Account) -> None:
    a_binding(cast.resident.person, a_follower(account, ANN))
    owners.writes(ANN, "解绑")
    owners.writes(ANN, "解绑")
    assert bound() == {}
    assert desk.texts == ["解绑"]
    assert desk.belonging[-1].person_id is None


def test_it_ends_with_the_stay(owners: Owners, desk: Desk, cast: Cast, account: Account) -> None:
    binding, now = a_binding(cast.resident.person, a_follower(account, ANN)), clock.now()
    a_binding(cast.neighbour.person, a_follower(account, BO))
    assert end_outworn(now=now) == 0
    stays = Residency.objects.filter(person=cast.resident.person)
    stays.update(moved_out=(now - timedelta(days=2)).date())
    owners.writes(ANN, "钥匙放哪里？")
    assert (desk.written[0].person_id, "绑定" in read(owners)) == (None, True)
    binding.refresh_from_db()
    assert binding.ended_at is not None
    Residency.objects.filter(person=cast.neighbour.person).update(moved_out=(now - timedelta(days=2)).date())
    assert end_outworn(now=now) == 1
    assert bound() == {}


@pytest.mark.usefixtures("desk")
def test_it_ends_with_the_number(cast: Cast, account: Account) -> None:
    person, now = cast.resident.person, clock.now()
    a_binding(person, a_follower(account, ANN))
    put_number(person, "13712345678", cast.estate, SYSTEM, now)
    person.save(update_fields=["phone"])
    job = ProcrastinateJob.objects.get(task_name=LOOK)
    look(**job.args)
    assert bound() == {ANN: person.pk}  # the former number still proves who they are
    assert end_outworn(now=now + timedelta(days=4)) == 1


def test_whoever_may_not_ends_nothing(cast: Cast, account: Account, desk: Desk) -> None:
    binding = a_binding(cast.resident.person, a_follower(account, ANN))
    for member in (cast.neighbour, cast.engineer, cast.outsider):
        with pytest.raises(NotAllowed):
            unbind(binding=binding, actor=member.viewer, now=clock.now())
    unbind(binding=binding, actor=cast.clerk.viewer, now=clock.now())
    with pytest.raises(UnableToUnbind):
        unbind(binding=binding, actor=cast.resident.viewer, now=clock.now())


@pytest.mark.usefixtures("desk", "platform")
def test_the_picture_is_shown_once_to_the_person_and_at_the_desk(cast: Cast, account: Account, sign_in: SignIn) -> None:
    owner, clerk = sign_in(cast.resident), sign_in(cast.clerk)
    person = cast.resident.person
    assert "wechat/mine/code" in owner.get("/wechat/mine/").content.decode()
    for page in (owner.post("/wechat/mine/code/"), clerk.post(f"/wechat/people/{person.pk}/code/")):
        assert page.status_code == 200
        assert "data:image/svg+xml" in page.content.decode()
        shown = re.search(r"绑定 ([2-9A-Z]{10})", page.content.decode())
        assert shown
    account.url = ""
    account.save(update_fields=["url"])
    assert "data:image" not in owner.post("/wechat/mine/code/").content.decode()
    binding = a_binding(person, a_follower(account, ANN))
    assert sign_in(cast.neighbour).post(f"/wechat/mine/{binding.pk}/end/").status_code == 404
    assert owner.post(f"/wechat/mine/{binding.pk}/end/").status_code == 302
    assert bound() == {}
