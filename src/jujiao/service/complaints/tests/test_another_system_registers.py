"""Another system registers complaints and takes steps by the API, well-behaved and otherwise."""

from typing import Any

import pytest
from django.test import Client

from jujiao.company.accounts.operations import issue_token
from jujiao.service.complaints.models import Complaint
from jujiao.testing.cast import NOW, Cast, Member

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/complaints"
GIVEN = {"estate": "YX", "category": "leak", "text": "厨房水管渗水", "room": "1-1-101", "contact_name": "林女士"}


def headers(member: Member, **more: str) -> dict[str, str]:
    secret = issue_token(user=member.user, label="停车系统", actor=member.viewer, now=NOW)
    return {"Authorization": f"Bearer {secret}", **more}


def post(member: Member, body: Any, path: str = "", **more: str) -> Any:
    return Client().post(f"{ADDRESS}{path}", body, content_type="application/json", headers=headers(member, **more))


def test_it_gets_the_number_the_promises_and_the_sentence_to_say(cast: Cast) -> None:
    answer = post(cast.clerk, {**GIVEN, "person_id": cast.resident.person.pk}).json()

    assert [promise["kind"] for promise in answer["promises"]] == ["dispatch", "first_reply", "resolve"]
    assert answer["number"] in answer["say"]
    assert answer["contact_phone"] == "138****0101"
    assert answer["version"] == 1


def test_a_repeated_request_makes_one_complaint(cast: Cast) -> None:
    first = post(cast.clerk, GIVEN, **{"Idempotency-Key": "2026-000417"})
    again = post(cast.clerk, GIVEN, **{"Idempotency-Key": "2026-000417"})
    other = post(cast.clerk, {**GIVEN, "text": "别的事情"}, **{"Idempotency-Key": "2026-000417"})

    assert (first.status_code, again.status_code, other.status_code) == (201, 201, 422)
    assert again.json() == first.json()
    assert other.json()["code"] == "KeyReused"
    assert Complaint.objects.count() == 1


def test_the_same_key_of_another_person_is_another_request(cast: Cast) -> None:
    post(cast.clerk, GIVEN, **{"Idempotency-Key": "1"})
    post(cast.clerk2, GIVEN, **{"Idempotency-Key": "1"})
    assert Complaint.objects.count() == 2


def test_an_owner_may_stay_unnamed_and_still_hears_what_is_promised(cast: Cast) -> None:
    """Afterwards the case is nobody's own, so this answer is all that the owner is told."""
    answer = post(cast.resident, {**GIVEN, "anonymous": True, "room": "", "place": "西门喷泉"})

    assert answer.status_code == 201, answer.content
    complaint = Complaint.objects.get()
    assert (complaint.anonymous, complaint.person) == (True, None)
    assert complaint.number in answer.json()["say"]
    assert [entry["verb"] for entry in answer.json()["timeline"]] == ["register"]
    assert Client().get(f"{ADDRESS}/{complaint.pk}", headers=headers(cast.resident)).status_code == 404


def test_an_owner_speaks_for_their_own_room_only(cast: Cast) -> None:
    mine = post(cast.resident, GIVEN)
    theirs = post(cast.resident, {**GIVEN, "room": "1-1-102"})
    for_another = post(cast.resident, {**GIVEN, "person_id": cast.neighbour.person.pk})

    assert mine.status_code == 201
    assert Complaint.objects.get().person == cast.resident.person
    assert (theirs.status_code, for_another.status_code) == (403, 403)


def test_an_owner_reads_nothing_internal(cast: Cast) -> None:
    case = post(cast.resident, GIVEN).json()
    post(cast.clerk, {"version": case["version"], "text": "此户多次投诉"}, f"/{case['id']}/note")

    seen = Client().get(f"{ADDRESS}/{case['id']}", headers=headers(cast.resident)).json()
    assert [entry["verb"] for entry in seen["timeline"]] == ["register"]
    assert "此户多次投诉" not in str(seen)


def test_a_stale_step_is_a_conflict_with_both_versions(cast: Cast) -> None:
    case = post(cast.clerk, GIVEN).json()
    post(cast.clerk, {"version": 1, "text": "已电话联系"}, f"/{case['id']}/note")

    stale = post(cast.clerk2, {"version": 1, "department_id": cast.engineering.pk}, f"/{case['id']}/dispatch")
    assert stale.status_code == 409
    assert (stale.json()["given"], stale.json()["current"]) == (1, 2)
    assert Complaint.objects.get().state == "registered"


def test_the_word_to_the_department_arrives(cast: Cast) -> None:
    case = post(cast.clerk, GIVEN).json()
    step = {"version": 1, "department_id": cast.engineering.pk, "text": "业主下午在家"}
    assert post(cast.clerk, step, f"/{case['id']}/dispatch").json()["timeline"][-1]["text"] == "业主下午在家"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({**GIVEN, "text": "有\x00空字符"}, 422),
        ('{"estate": "YX", "category": "leak", "text": "\\ud800", "room": "1-1-101"}', 422),
        ({**GIVEN, "text": "长" * 5001}, 422),
        ({**GIVEN, "text": "   "}, 422),
        ({**GIVEN, "room": "9-9-999"}, 422),
        ({**GIVEN, "estate": "XX"}, 422),
        ({**GIVEN, "category": "nothing"}, 422),
        ({**GIVEN, "received_at": "2999-01-01T00:00:00+08:00"}, 422),
        ({**GIVEN, "received_at": "1999-01-01T00:00:00+08:00", "backdating_reason": "很久以前"}, 422),
        ({**GIVEN, "received_at": "2026-03-11T09:00:00"}, 422),
        ({**GIVEN, "person_id": 10**30}, 422),
        ("{" * 100_000, 400),
        ('["not", "an", "object"]', 422),
        ("\xff\xfe", 400),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(cast: Cast, body: Any, status: int) -> None:
    response = post(cast.clerk, body)
    assert response.status_code == status, response.content
    assert response.json()["detail"]
    assert not Complaint.objects.exists()


@pytest.mark.parametrize("identity", ["9" * 5000, "0", "-1", "1e3", "%00", "９"])
def test_an_id_that_is_none_is_refused(cast: Cast, identity: str) -> None:
    response = Client().get(f"{ADDRESS}/{identity}", headers=headers(cast.clerk))
    assert response.status_code in {404, 422}


def test_a_list_goes_page_by_page_and_a_foreign_cursor_begins_anew(cast: Cast) -> None:
    for _time in range(5):
        post(cast.clerk, GIVEN)
    client, mine = Client(), headers(cast.clerk)
    first = client.get(f"{ADDRESS}?limit=3", headers=mine).json()
    second = client.get(ADDRESS, {"limit": "3", "after": first["next"]}, headers=mine).json()
    garbage = client.get(ADDRESS, {"limit": "3", "after": "垃圾"}, headers=mine).json()

    assert [row["id"] for row in first["items"] + second["items"]] == sorted(
        Complaint.objects.values_list("pk", flat=True), reverse=True
    )
    assert second["next"] == ""
    assert garbage["items"] == first["items"]


@pytest.mark.parametrize("asked", ["befor=1", "q=x", "State=closed", "before=%00", "after=a%00b"])
def test_a_misspelt_filter_or_one_with_nul_is_refused_and_shows_nothing(cast: Cast, asked: str) -> None:
    post(cast.clerk, GIVEN)
    answer = Client().get(f"{ADDRESS}?{asked}", headers=headers(cast.clerk))
    assert answer.status_code == 422
    assert "items" not in answer.json()


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59Z"])
def test_a_moment_that_no_other_zone_has_is_refused(cast: Cast, at: str) -> None:
    answer = post(cast.clerk, {**GIVEN, "received_at": at})
    assert (answer.status_code, answer.json()["detail"][0]["loc"][-1]) == (422, "received_at")
    assert post(cast.clerk, {**GIVEN, "received_at": "9998-12-31T23:59:59-14:00"}).status_code == 422
