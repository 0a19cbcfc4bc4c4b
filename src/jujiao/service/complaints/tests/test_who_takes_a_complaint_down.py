"""Who takes a complaint down (3.2.1): whomever of the staff the owner turns to, and what they may look up."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jujiao.kernel.errors import UnableTo
from jujiao.service.complaints import operations
from jujiao.service.complaints.models import Category, Complaint
from jujiao.service.complaints.tests.scene import Scene
from jujiao.testing.cast import NOW, Cast, Member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["clerk", "guard", "head_of_engineering", "hr", "manager", "director"])
def test_whomever_of_the_staff_the_owner_turns_to_takes_it_down(cast: Cast, who: str) -> None:
    member: Member = getattr(cast, who)
    client = Client()
    client.force_login(member.user)
    assert client.get("/complaints/register/").status_code == 200
    case = operations.register(
        actor=member.viewer, now=NOW, estate=cast.estate, category=Category.objects.get(code="leak"), text="漏水",
        channel="walk_in", place="西门", contact_name="林女士", contact_phone="138 0000 0101",
    )  # fmt: skip
    assert case.contact_phone == "13800000101"
    assert client.get(f"/complaints/{case.pk}/registered/").status_code == (404 if who == "hr" else 200)


def test_administration_is_told_what_to_say_and_no_more(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.hr.user)
    form = client.get("/complaints/register/").context["form"]
    sent = {
        "key": str(form["key"].value()), "who": "visitor", "contact_name": "林女士", "estate": cast.estate.pk,
        "place": "西门", "text": "路灯不亮", "category": Category.objects.get(code="leak").pk, "channel": "walk_in",
    }  # fmt: skip
    answer = client.post("/complaints/register/", sent)
    assert (answer.status_code, answer["Location"]) == (302, "/complaints/register/")
    page = client.get("/complaints/register/").content.decode()
    assert Complaint.objects.get().number in page


@pytest.mark.parametrize("who", ["auditor", "sysadmin"])
def test_those_who_only_look_on_do_not(cast: Cast, who: str) -> None:
    member: Member = getattr(cast, who)
    with pytest.raises(UnableTo):
        operations.register(
            actor=member.viewer, now=NOW, estate=cast.estate, category=Category.objects.get(code="leak"),
            text="漏水", channel="walk_in", place="西门", contact_name="林女士",
        )  # fmt: skip
    client = Client()
    client.force_login(member.user)
    assert client.get("/complaints/register/").status_code == 404


def test_a_guard_does_not_look_up_residents_by_registering(cast: Cast) -> None:
    with pytest.raises(UnableTo, match="looking up residents"):
        operations.register(
            actor=cast.guard.viewer, now=NOW, estate=cast.estate, category=Category.objects.get(code="leak"),
            text="漏水", channel="phone", room=cast.room, person=cast.resident.person,
        )  # fmt: skip
    assert not Complaint.objects.exists()


def test_an_owner_does_not_date_back_what_is_said_now(cast: Cast) -> None:
    with pytest.raises(UnableTo, match="counts from now"):
        operations.register(
            actor=cast.resident.viewer, now=NOW, estate=cast.estate, category=Category.objects.get(code="leak"),
            text="漏水", channel="online", room=cast.room, person=cast.resident.person,
            received_at=NOW - timedelta(hours=2), backdating_reason="早就说了",
        )  # fmt: skip


def test_registering_asks_the_database_no_more_than_before(cast: Cast) -> None:
    scene = Scene(cast)
    scene.register()
    with CaptureQueriesContext(connection) as with_room:
        scene.register()
    assert len([one for one in with_room if "estates_residency" in one["sql"]]) == 1
